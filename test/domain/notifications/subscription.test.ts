import { type EventFilter, matchesAny } from "../../../src/domain/notifications/subscription.ts";
import { place } from "../telling.ts";

const ALL: Omit<EventFilter, "kinds"> = { states: [], crossings: [], modes: [], directions: [] };
const naco = place([
  { crossing: "naco", mode: "pedestrian", direction: "northbound" },
  { crossing: "naco", mode: "passenger", direction: "southbound" },
]);

test.each<[string, Partial<EventFilter>, boolean]>([
  ["empty lists match every crossing", {}, true],
  ["its slug matches a crossing", { crossings: ["sasabe", "naco"] }, true],
  ["another slug does not", { crossings: ["sasabe"] }, false],
  ["its state matches a crossing", { states: ["TX"] }, true],
  ["another state does not", { states: ["AZ"] }, false],
  ["one of its modes matches", { modes: ["passenger"] }, true],
  ["another mode does not", { modes: ["rail"] }, false],
  ["one of its directions matches", { directions: ["southbound"] }, true],
  ["a mode in a direction matches", { modes: ["passenger"], directions: ["southbound"] }, true],
  ["a mode in the direction of another mode does not", { modes: ["passenger"], directions: ["northbound"] }, false],
])("%s", (_, filter, matches) => expect(matchesAny({ ...ALL, ...filter }, [naco])).toBe(matches));

test("nothing matches among no crossings, and one of several is enough", () => {
  const sasabe = place([{ crossing: "sasabe", mode: "passenger", direction: "northbound" }]);
  expect(matchesAny(ALL, [])).toBe(false);
  expect(matchesAny({ ...ALL, crossings: ["naco"] }, [sasabe, naco])).toBe(true);
});

test("a direction that no service has does not match", () => {
  const oneWay = place([{ crossing: "naco", mode: "passenger", direction: "northbound" }]);
  expect(matchesAny({ ...ALL, directions: ["southbound"] }, [oneWay])).toBe(false);
});
