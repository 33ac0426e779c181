import { parseException } from "../../../../src/domain/hours/exceptions.ts";
import { acceptException } from "../../../../src/domain/record/exceptions/accept-exception.ts";
import type { HoursException } from "../../../../src/domain/record/report.ts";
import { parseMoment } from "../../../../src/domain/time/moment.ts";
import { place, SERVICE } from "../../telling.ts";

/** Returns the issues found in an exception, or the number of accepted lines if there are none. */
function accept(text: string, effectiveAt: string, until?: string): unknown {
  const issues: Parameters<typeof acceptException>[5] = [];
  const lines = { hoursExceptions: [] as HoursException[] };
  const draft = {
    exception: parseException(text),
    effectiveAt: parseMoment(effectiveAt),
    until: until === undefined ? null : parseMoment(until),
  };
  acceptException(draft as never, "changes.0", [SERVICE], place([SERVICE]), lines, issues);
  return issues.length > 0 ? issues : lines.hoursExceptions.length;
}

const NEVER = (from: string, to: string, value: string) => [
  { path: "changes.0.exception", rule: ["exceptionNever", from, to], value },
];

test.each([
  // 25 December 2026 is a Friday.
  ["2026 Dec 25 Sa off", "2026-12-01", undefined, NEVER("2026-12-01", "2026-12-25", "2026 Dec 25 Sa off")],
  ["2026 Dec 25 Fr off", "2026-12-01", undefined, 1],
  ["2026 Dec 24-26 off", "2026-12-01", "2026-12-20", NEVER("2026-12-01", "2026-12-20", "2026 Dec 24-26 off")],
  ["2026 Dec 24-26 off", "2026-12-01", "2026-12-24", 1],
  // An exception that ends at midnight does not apply on the day that begins then.
  ["2026 Dec 24 off", "2026-12-01", "2026-12-24T07:00:00Z", NEVER("2026-12-01", "2026-12-23", "2026 Dec 24 off")],
  ["2026 Dec 24 off", "2026-12-01", "2026-12-24T07:00:00.001Z", 1],
  ["Sa off", "2026-12-21", "2026-12-25", NEVER("2026-12-21", "2026-12-25", "Sa off")],
  ["PH off", "2026-12-21", "2026-12-25", 1],
  ["2024 Jan 01-2199 Dec 31 Sa off", "2026-12-01", undefined, 1],
])("%s from %s until %s is accepted if it applies on any day", (text, effectiveAt, until, expected) => {
  expect(accept(text, effectiveAt, until)).toEqual(expected);
});

describe("the exception of a change", () => {
  const BOTH = [SERVICE, { ...SERVICE, direction: "southbound" as const }];
  /** Returns the issues and the lines of a change from 1 December 2026, with everything else given. */
  function accepted(draft: object, crossing: ReturnType<typeof place> | undefined = place(BOTH)) {
    const issues: Parameters<typeof acceptException>[5] = [];
    const lines = { hoursExceptions: [] as HoursException[] };
    const change = { crossing: "puente", effectiveAt: parseMoment("2026-12-01"), ...draft };
    acceptException(change, "changes.0", BOTH, crossing, lines, issues);
    return { issues, texts: lines.hoursExceptions.map(({ exception }) => exception?.text ?? null), lines };
  }

  test("may be missing, but then nothing may end it", () => {
    expect(accepted({})).toMatchObject({ issues: [], texts: [] });
    const issue = { path: "changes.0.until", rule: ["onlyWithException"] };
    expect(accepted({ until: parseMoment("2026-12-31") })).toMatchObject({ issues: [issue], texts: [] });
    expect(accepted({ until: null })).toMatchObject({ issues: [] });
  });

  test("may be null, which ends all exceptions of each service", () => {
    const { issues, lines } = accepted({ exception: null });
    const effectiveAt = parseMoment("2026-12-01");
    expect([issues, lines.hoursExceptions]).toEqual([
      [],
      BOTH.map((service) => ({ service, exception: null, effectiveAt, until: null })),
    ]);
    expect(accepted({ exception: null, until: parseMoment("2026-12-31") }).issues).toHaveLength(1);
  });

  test("names for each service the holidays of the country that it enters", () => {
    expect(accepted({ exception: parseException("PH off") }).texts).toEqual(["PH:US off", "PH:MX off"]);
    expect(accepted({ exception: parseException("PH:MX off") }).texts).toEqual(["PH:MX off", "PH:MX off"]);
  });

  test("must end after it starts", () => {
    const ends = (until: string) =>
      accepted({ exception: parseException("Sa off"), until: parseMoment(until) }).issues.filter(
        ({ path }) => path === "changes.0.until",
      );
    const issue = (value: string) => ({ path: "changes.0.until", rule: ["afterStart", "2026-12-01"], value });
    expect(ends("2026-11-30")).toEqual([issue("2026-11-30")]);
    expect(ends("2026-12-01T07:00:00Z")).toEqual([issue("2026-12-01T07:00:00Z")]);
    expect(ends("2026-12-01")).toEqual([]);
  });

  test("must not be over before it starts", () => {
    const issues = (text: string) => accepted({ exception: parseException(text) }).issues;
    expect(issues("2026 Nov 30 off")).toEqual([
      { path: "changes.0.exception", rule: ["exceptionOver", "2026-12-01"], value: "2026 Nov 30 off" },
    ]);
    expect(issues("2026 Dec 01 off")).toEqual([]);
  });

  test("is not examined for a crossing that does not exist", () => {
    const issues: Parameters<typeof acceptException>[5] = [];
    const lines = { hoursExceptions: [] as HoursException[] };
    const change = {
      crossing: "x",
      effectiveAt: parseMoment("2026-12-01"),
      exception: parseException("2020 Jan 01 off"),
    };
    acceptException(change, "changes.0", [SERVICE], undefined, lines, issues);
    expect([issues, lines.hoursExceptions]).toEqual([[], []]);
  });
});
