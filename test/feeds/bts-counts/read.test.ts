import { readCounts } from "../../../src/feeds/bts-counts/read.ts";
import { FeedError } from "../../../src/feeds/fetch/feed-error.ts";
import { crossings } from "../../seed/seed-files.ts";

const ALL = [...crossings.values()];
const ROW = {
  port_name: "Lukeville",
  state: "Arizona",
  port_code: "2602",
  border: "US-Mexico Border",
  date: "2024-12-01T00:00:00.000",
  measure: "Trucks",
  value: "120",
};
const read = (...rows: object[]) => readCounts(JSON.stringify(rows), ALL);

describe("a page of the BTS table", () => {
  test("gives the entries of ports whose number belongs to only one crossing", () => {
    const { items, rows, leftOut } = read(
      ROW,
      { ...ROW, measure: "Personal Vehicles", value: 7.0 },
      { ...ROW, measure: "Truck Containers Loaded" },
      { ...ROW, port_code: "2604", measure: "Pedestrians" },
      { ...ROW, port_code: "101" },
      { ...ROW, measure: "constructor" },
    );
    expect({ rows, leftOut }).toEqual({ rows: 6, leftOut: [] });
    expect(items.map(({ month, ...rest }) => ({ ...rest, month: String(month) }))).toEqual([
      { crossing: "lukeville", mode: "commercial", direction: "northbound", month: "2024-12", number: 120 },
      { crossing: "lukeville", mode: "passenger", direction: "northbound", month: "2024-12", number: 7 },
    ]);
  });

  test("leaves out an invalid row, and names the row, the field and the rule", () => {
    const bad = [{ value: "12.5" }, { value: "-1" }, { date: "2024-13-01" }, { port_code: null }, { value: undefined }];
    const { items, leftOut } = read(ROW, ...bad.map((field) => ({ ...ROW, ...field })));
    expect(items).toHaveLength(1);
    expect(leftOut).toEqual([
      expect.stringMatching(/^row 2: value .*12\.5/),
      expect.stringMatching(/^row 3: value .*-1/),
      expect.stringMatching(/^row 4: date is not the first day of a month: .*2024-13-01/),
      expect.stringMatching(/^row 5: port_code /),
      expect.stringMatching(/^row 6: value /),
    ]);
  });

  test.each([
    [{ value: "100000001" }, "value must be at most 100000000"],
    [{ value: "999999999" }, "value must be at most 100000000"],
    [{ value: 100_000_001 }, "value must be at most 100000000"],
    [{ value: 9_007_199_254_740_991 }, "value must be at most 100000000"],
    [{ date: "1899-12-01T00:00:00.000" }, "date must be between the years 1900 and 2199"],
    [{ date: "2200-01-01T00:00:00.000" }, "date must be between the years 1900 and 2199"],
  ])("leaves out a row that no report could contain: %j", (field, rule) => {
    const { items, leftOut } = read({ ...ROW, ...field }, ROW, { ...ROW, value: "100000000", date: "1900-01-01" });
    expect(items.map(({ number }) => number)).toEqual([120, 100_000_000]);
    expect(leftOut).toEqual([expect.stringContaining(`row 1: ${rule}: `)]);
  });

  test.each([0, 1])("has no row whose quote is cut in the middle of a character (%i)", (shift) => {
    const { leftOut } = read({ ...ROW, value: "-1", port_name: "x".repeat(shift) + "🚧".repeat(200) });
    expect(leftOut[0]).toMatch(/🚧$/u);
  });

  test("is refused if it is not a list, with the server's message", () => {
    const refused = (body: string) => expect(() => readCounts(body, ALL));
    refused('[{"port_code":"26').toThrow(FeedError);
    refused('{"error":true,"message":"No such column: borde"}').toThrow("No such column: borde");
    refused("null").toThrow("The page of counts is not a list.");
  });
});
