import { serviceKey } from "../../../src/domain/places/crossing.ts";
import type { StatusChange } from "../../../src/domain/record/report.ts";
import { stillRestrictedAfter } from "../../../src/domain/status/still-restricted.ts";
import { SERVICES } from "../arbitrary.ts";
import { change, report, SERVICE, timeline } from "../telling.ts";

/** Returns the keys of the services that stay restricted after a report with these changes. */
function stillRestricted(opening: StatusChange[], earlier: StatusChange[]) {
  const reports = [
    ...earlier.map((line, i) => report(i + 1, `publisher ${i}`, { statusChanges: [line] })),
    report(9, "CBP", { statusChanges: opening }),
  ];
  const timelines = new Map([[serviceKey(SERVICE), timeline("America/Denver", reports)]]);
  return stillRestrictedAfter({ statusChanges: opening }, timelines);
}

const CLOSURE = change("closed", "2024-01-01");

test("a report that opens a service without other restrictions leaves none", () => {
  expect(stillRestricted([change("open", "2024-02-01")], [CLOSURE])).toEqual([]);
});

test("a report that lifts one of two restrictions leaves the other, and names the service", () => {
  const left = stillRestricted(
    [change("open", "2024-02-01", { lifts: ["r1"] })],
    [CLOSURE, change("suspended", "2024-01-05")],
  );
  expect(left).toMatchObject([{ service: SERVICE, restrictions: [{ status: "suspended" }] }]);
});

test("a restriction that begins later is not in force when the service opens", () => {
  const opening = change("open", "2024-02-01", { lifts: ["r1"] });
  expect(stillRestricted([opening], [CLOSURE, change("suspended", "2024-02-05")])).toEqual([]);
});

test("a report that closes a service opens none, and an unknown service is left out", () => {
  expect(stillRestricted([change("closed", "2024-02-01")], [CLOSURE])).toEqual([]);
  expect(stillRestricted([change("open", "2024-02-01", { service: SERVICES[1] })], [CLOSURE])).toEqual([]);
});
