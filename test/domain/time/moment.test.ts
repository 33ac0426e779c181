import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import {
  compareInstants,
  earliestInstant,
  endOf,
  formatMoment,
  isInstant,
  latestInstant,
  type Moment,
  parseMoment,
  parsePublication,
  startOf,
} from "../../../src/domain/time/moment.ts";

const stretch = (text: string, zone: string): string[] => {
  const publication = parsePublication(text);
  const from = typeof publication === "number" ? null : startOf(publication, zone);
  return [String(from), String(endOf(publication, zone))];
};

describe("A moment", () => {
  test("is an instant, a day or a month, and is shown with the given precision", () => {
    for (const text of ["2023-12-04", "2023-12", "2023-12-04T14:00:00Z"])
      expect(formatMoment(parseMoment(text))).toBe(text);
    expect(isInstant(parseMoment("2023-12-04"))).toBe(false);
  });

  test("at 8 a.m. local time differs between El Paso and Eagle Pass, but at 2 p.m. Eastern is one instant", () => {
    const eaglePass = parseMoment("2024-01-04T08:00:00-06:00");
    const elPaso = parseMoment("2024-01-04T08:00:00-07:00");
    expect([String(eaglePass), String(elPaso)]).toEqual(["2024-01-04T14:00:00Z", "2024-01-04T15:00:00Z"]);
    const eastern = parseMoment("2024-01-04T14:00:00-05:00");
    expect(startOf(eastern, "America/Chicago").equals(startOf(eastern, "America/Denver"))).toBe(true);
  });

  test("given as a day lasts from local midnight to local midnight: 23 or 25 hours on days with a clock change", () => {
    expect(stretch("2023-12-04", "America/Phoenix")).toEqual(["2023-12-04T07:00:00Z", "2023-12-05T07:00:00Z"]);
    expect(stretch("2024-03-10", "America/Los_Angeles")).toEqual(["2024-03-10T08:00:00Z", "2024-03-11T07:00:00Z"]);
    expect(stretch("2024-11-03", "America/Chicago")).toEqual(["2024-11-03T05:00:00Z", "2024-11-04T06:00:00Z"]);
  });

  test("given as a month ends at midnight when the next month begins, even in a leap year or December", () => {
    expect(stretch("2023-12", "America/Denver")).toEqual(["2023-12-01T07:00:00Z", "2024-01-01T07:00:00Z"]);
    expect(stretch("2024-02", "America/Denver")).toEqual(["2024-02-01T07:00:00Z", "2024-03-01T07:00:00Z"]);
    expect(stretch("2024-03", "America/Denver")).toEqual(["2024-03-01T07:00:00Z", "2024-04-01T06:00:00Z"]);
  });

  test("in the form that most programs write is read as Temporal reads it, and a time that does not exist is refused", () => {
    const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, "0"));
    const text = fc
      .tuple(
        fc.integer({ min: 1900, max: 2199 }),
        two(13),
        two(32),
        two(25),
        two(60),
        two(61),
        fc.constantFrom("", ".007"),
      )
      .map(
        ([year, month, day, hour, minute, second, rest]) =>
          `${year}-${month}-${day}T${hour}:${minute}:${second}${rest}Z`,
      );
    const read = (parse: () => Moment): string => {
      try {
        return String(parse());
      } catch (error) {
        return error instanceof RangeError ? "refused" : String(error);
      }
    };
    fc.assert(
      fc.property(text, (each) => {
        expect(read(() => parseMoment(each))).toBe(read(() => Temporal.Instant.from(each)));
      }),
      {
        examples: [
          ["2023-02-30T00:00:00Z"],
          ["2023-02-29T23:59:59Z"],
          ["2023-12-31T24:00:00Z"],
          ["2023-12-31T23:59:60Z"],
        ],
      },
    );
  });

  test("is formatted as Temporal formats it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_208_988_800_000, max: 7_258_118_399_999 }),
        fc.constantFrom(1, 10, 1000),
        (n, unit) => {
          const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(n / unit) * unit);
          expect(formatMoment(instant)).toBe(String(instant));
        },
      ),
    );
  });

  test("is rounded down to milliseconds", () => {
    expect(formatMoment(parseMoment("2024-01-01T00:00:00.123999Z"))).toBe("2024-01-01T00:00:00.123Z");
  });

  test.each(["2023-13", "2023-02-30", "2023-12-04T08:00:00", "4 Dec 2023", "", "2023", "20231204"])(
    "is not parsed from '%s'",
    (text) => {
      // Native Temporal throws the RangeError of another realm, so compare the name.
      expect(() => parseMoment(text)).toThrow(expect.objectContaining({ name: "RangeError" }));
    },
  );
});

describe("A publication", () => {
  test("may be a bare year, which ends when the next year begins", () => {
    expect(parsePublication("2023")).toBe(2023);
    expect(formatMoment(2023)).toBe("2023");
    expect(String(endOf(2023, "America/Los_Angeles"))).toBe("2024-01-01T08:00:00Z");
  });

  test("with an instant counts from that instant", () => {
    expect(endOf(Temporal.Instant.from("2024-01-02T00:00:00Z"), "America/Denver").toString()).toBe(
      "2024-01-02T00:00:00Z",
    );
  });
});

test("instants are ordered as Temporal orders them, down to the nanosecond and on both sides of 1970", () => {
  const instant = fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -999_999, max: 999_999 }))
    .map(([milliseconds, nanoseconds]) => new Temporal.Instant(BigInt(milliseconds * 1_000_000 + nanoseconds)));
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      expect(Math.sign(compareInstants(a, b)) + 0).toBe(Temporal.Instant.compare(a, b));
      expect(compareInstants(a, a)).toBe(0);
    }),
  );
});

test("the earliest and the latest instant are found among others and nulls, and are null if there is none", () => {
  const [first, second] = ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"].map((text) => Temporal.Instant.from(text));
  expect(String(earliestInstant([null, second ?? null, first ?? null, null]))).toBe("2024-01-01T00:00:00Z");
  expect(String(latestInstant([null, second ?? null, first ?? null, null]))).toBe("2024-01-02T00:00:00Z");
  expect([earliestInstant([null]), earliestInstant([])]).toEqual([null, null]);
  expect([latestInstant([null]), latestInstant([])]).toEqual([null, null]);
});
