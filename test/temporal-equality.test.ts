import { Temporal } from "temporal-polyfill";

test("Jest distinguishes Temporal values, alone and within objects", () => {
  const day = Temporal.PlainDate.from("2023-12-04");
  expect({ day }).toEqual({ day: Temporal.PlainDate.from("2023-12-04") });
  expect({ day }).not.toEqual({ day: Temporal.PlainDate.from("2023-12-05") });
  expect(day).not.toEqual("2023-12-04");
  expect([Temporal.Instant.from("2023-12-04T00:00:00Z")]).not.toEqual([Temporal.Instant.from("2023-12-04T00:00:01Z")]);
  expect({ at: day }).not.toMatchObject({ at: Temporal.PlainYearMonth.from("2023-12") });
});
