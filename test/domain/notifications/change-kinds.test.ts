import { isAbout } from "../../../src/domain/notifications/change-kinds.ts";

const service = { crossing: "lukeville", mode: "passenger", direction: "northbound" } as const;

test.each([
  [true, {}],
  [true, { crossings: ["naco", "lukeville"] }],
  [false, { crossings: ["naco"] }],
  [true, { modes: ["passenger" as const] }],
  [false, { modes: ["rail" as const] }],
  [false, { directions: ["southbound" as const] }],
])("a subscription is about a service: %s with %j", (expected, choices) => {
  expect(isAbout({ crossings: [], modes: [], directions: [], ...choices }, service)).toBe(expected);
});
