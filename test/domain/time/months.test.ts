import { Temporal } from "temporal-polyfill";
import { localDays, localMonths } from "../../../src/domain/time/months.ts";

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
  expect(namesOf("2023-11-05T07:00:00Z", "2023-11-06T07:00:00Z", "America/Phoenix")).toEqual(["2023-11-05 24"]);
  expect(namesOf("2023-12-31T07:00:00Z", "2024-01-01T07:00:01Z", "America/Phoenix")).toHaveLength(2);
  expect(namesOf("2024-01-01T07:00:00Z", "2024-01-01T07:00:00Z", "America/Phoenix")).toEqual([]);
});

test("local months are cut off at the ends of a period, and begin and end at local midnight", () => {
  const months = (from: string, to: string) =>
    localMonths({ from: at(from), to: at(to) }, "America/Phoenix").map(
      ({ month, name, from, to }) =>
        `${month} ${name} ${[from, to].map((end) => new Date(end).toISOString()).join("/")}`,
    );
  expect(months("2023-11-15T00:00:00Z", "2024-01-01T07:00:00Z")).toEqual([
    "2023-11 2023-11 2023-11-15T00:00:00.000Z/2023-12-01T07:00:00.000Z",
    "2023-12 2023-12 2023-12-01T07:00:00.000Z/2024-01-01T07:00:00.000Z",
  ]);
  expect(months("2023-12-01T06:59:59Z", "2023-12-01T07:00:01Z")).toEqual([
    "2023-11 2023-11 2023-12-01T06:59:59.000Z/2023-12-01T07:00:00.000Z",
    "2023-12 2023-12 2023-12-01T07:00:00.000Z/2023-12-01T07:00:01.000Z",
  ]);
  expect(months("2023-12-01T07:00:00Z", "2023-12-01T07:00:00Z")).toEqual([]);
});

test("a local day knows its month, also long after other years and zones were asked about", () => {
  for (let year = 1990; year < 2030; year++)
    expect(namesOf(`${year}-06-01T12:00:00Z`, `${year}-06-01T13:00:00Z`, "America/Denver")).toEqual([
      `${year}-06-01 1`,
    ]);
  const [first, second] = localDays(
    { from: at("2023-12-31T12:00:00Z"), to: at("2024-01-01T12:00:00Z") },
    "America/Denver",
  );
  expect([first?.name, String(first?.month), second?.name, String(second?.month)]).toEqual([
    ...["2023-12", "2023-12", "2024-01", "2024-01"],
  ]);
});
