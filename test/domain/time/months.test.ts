import { Temporal } from "temporal-polyfill";
import { localDays } from "../../../src/domain/time/months.ts";

const at = (text: string) => Temporal.Instant.from(text);
const namesOf = (from: string, to: string, zone: string) =>
  localDays({ from: at(from), to: at(to) }, zone).map(({ day, from, to }) => `${day} ${(to - from) / 3_600_000}`);

test("local days are cut off at the ends of a period, and follow the clock changes of the zone", () => {
  expect(namesOf("2023-11-04T18:00:00Z", "2023-11-06T10:00:00Z", "America/Los_Angeles")).toEqual([
    "2023-11-04 13",
    "2023-11-05 25",
    "2023-11-06 2",
  ]);
  expect(namesOf("2023-12-31T07:00:00Z", "2024-01-01T07:00:00Z", "America/Phoenix")).toEqual(["2023-12-31 24"]);
  expect(namesOf("2023-12-31T07:00:00Z", "2024-01-01T07:00:01Z", "America/Phoenix")).toHaveLength(2);
  expect(namesOf("2024-01-01T07:00:00Z", "2024-01-01T07:00:00Z", "America/Phoenix")).toEqual([]);
});
