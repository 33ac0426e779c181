import type { Service } from "../../../src/domain/places/crossing.ts";
import { type ChangeFilter, passesFilter } from "../../../src/domain/record/change.ts";

const services: Service[] = [
  { crossing: "lukeville", mode: "pedestrian", direction: "northbound" },
  { crossing: "naco", mode: "passenger", direction: "northbound" },
];

test.each<[string, ChangeFilter, readonly Service[], boolean]>([
  ["no condition accepts a change", {}, services, true],
  ["no condition accepts an advisory about no crossing", {}, [], true],
  ["a crossing is found", { crossing: "naco" }, services, true],
  ["another crossing is not", { crossing: "sasabe" }, services, false],
  ["a mode is found", { mode: "passenger" }, services, true],
  ["another mode is not", { mode: "rail" }, services, false],
  ["both conditions must hold for one service", { crossing: "naco", mode: "passenger" }, services, true],
  ["both conditions may not hold for two services", { crossing: "naco", mode: "pedestrian" }, services, false],
  ["a crossing is not found in an advisory", { crossing: "naco" }, [], false],
  ["a mode is not found in an advisory", { mode: "passenger" }, [], false],
])("%s", (_, filter, given, passes) => expect(passesFilter(filter, given)).toBe(passes));
