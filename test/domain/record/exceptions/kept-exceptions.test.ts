import { Temporal } from "temporal-polyfill";
import { parseException } from "../../../../src/domain/hours/exceptions.ts";
import { shownExceptions } from "../../../../src/domain/record/exceptions/kept-exceptions.ts";
import type { HoursException, Report } from "../../../../src/domain/record/report.ts";
import { timetableState } from "../../../../src/domain/record/timetable.ts";
import { nextChange } from "../../../../src/domain/status/next-change.ts";
import { parseMoment } from "../../../../src/domain/time/moment.ts";
import { change, hoursChange, LIMITS, report, SERVICE, standing, timeline } from "../../telling.ts";

const ZONE = "America/Denver";
const local = (time: string) => Temporal.PlainDateTime.from(time).toZonedDateTime(ZONE).toInstant();

/** Creates a report of an exception; null ends all exceptions. */
const special = (seq: number, text: string | null, effectiveAt: string, until?: string, publisher = "FAIR"): Report => {
  const line: HoursException = {
    service: SERVICE,
    exception: text === null ? null : parseException(text),
    effectiveAt: parseMoment(effectiveAt),
    until: until === undefined ? null : parseMoment(until),
  };
  return report(seq, publisher, { hoursExceptions: [line] });
};
const WEEK = report(1, "CBP", { hoursChanges: [hoursChange("06:00-20:00", "2020-01-01")] });
const stateAt = (reports: Report[], time: string) =>
  timetableState(timeline(ZONE, [WEEK, ...reports]), local(time)).state;
const shownAt = (reports: Report[], time: string) =>
  shownExceptions(timeline(ZONE, [WEEK, ...reports]), local(time)).map(
    ({ line, isToday }) => `${line.report.id}${isToday ? " today" : ""}`,
  );

describe("A null exception", () => {
  const CHRISTMAS = special(2, "2026 Dec 24 00:00-24:00", "2026-12-24");

  test("ends an exception that was recorded earlier and begins later", () => {
    const reports = [CHRISTMAS, special(3, null, "2026-12-20")];
    expect(stateAt([CHRISTMAS], "2026-12-24T23:00")).toBe("within");
    expect(stateAt(reports, "2026-12-24T23:00")).toBe("outside");
    expect(stateAt(reports, "2026-12-24T12:00")).toBe("within");
    expect(shownAt([CHRISTMAS], "2026-12-19T12:00")).toEqual(["r2"]);
    expect(shownAt(reports, "2026-12-19T12:00")).toEqual([]);
    expect(shownAt(reports, "2026-12-24T12:00")).toEqual([]);
  });

  test("does not end an exception that is recorded later and begins later", () => {
    const reports = [special(2, null, "2026-12-20"), special(3, "2026 Dec 24 00:00-24:00", "2026-12-24")];
    expect(stateAt(reports, "2026-12-24T23:00")).toBe("within");
    expect(shownAt(reports, "2026-12-21T12:00")).toEqual(["r3"]);
  });

  test("ends the exception that is in force when it takes effect, even one that was recorded later", () => {
    const reports = [special(2, null, "2026-12-20"), special(3, "Fr off", "2026-12-01")];
    expect([stateAt(reports, "2026-12-18T12:00"), stateAt(reports, "2026-12-25T12:00")]).toEqual(["outside", "within"]);
    expect([shownAt(reports, "2026-12-18T12:00"), shownAt(reports, "2026-12-20T12:00")]).toEqual([["r3 today"], []]);
  });

  test("ends an exception of the same report only if it is listed after that exception", () => {
    const lines = [special(2, "2026 Dec 24 off", "2026-12-24"), special(2, null, "2026-12-20")].flatMap(
      ({ hoursExceptions }) => hoursExceptions,
    );
    const states = [lines, lines.toReversed()].map((hoursExceptions) =>
      stateAt([report(2, "FAIR", { hoursExceptions })], "2026-12-24T12:00"),
    );
    expect(states).toEqual(["within", "outside"]);
  });
});

describe("The end of a state that exceptions cause", () => {
  const untilAt = (text: string, time: string) => {
    const { state, until } = timetableState(timeline(ZONE, [special(2, text, "2024-01-01")]), local(time));
    return `${state} until ${until?.toZonedDateTimeISO(ZONE).toPlainDateTime() ?? null}`;
  };

  test("is found up to 13 months ahead", () => {
    expect(untilAt("2024 Jan 01-2026 Dec 31 off", "2026-02-01T12:00")).toBe("outside until 2027-01-01T00:00:00");
    expect(untilAt("2024 Jan 01-2027 Mar 01 off", "2026-02-01T12:00")).toBe("outside until 2027-03-02T00:00:00");
    expect(untilAt("2024 Jan 01-2030 Dec 31 off", "2026-02-01T12:00")).toBe("outside until null");
    expect(untilAt("2024 Jan 01-2199 Dec 31 off", "2026-02-01T12:00")).toBe("outside until null");
    expect(untilAt("2024 Jan 01-2030 Dec 31 off", "2029-12-01T12:00")).toBe("outside until 2031-01-01T00:00:00");
    expect(untilAt("Feb 29 off", "2024-03-01T12:00")).toBe("within until null");
  });
});

describe("Opening hours past midnight", () => {
  const OPEN = report(8, "Bridges", { statusChanges: [change("open", "2026-08-01")] });
  const FAIR = special(2, "2026 Sep 01 06:00-02:00", "2026-09-01");
  const at = (time: string, ...reports: Report[]) => {
    const { open, closesAt, opensAt, credits, exceptions } = standing([OPEN, WEEK, ...reports], String(local(time)));
    const turn = (closesAt ?? opensAt)?.toZonedDateTimeISO(ZONE).toPlainDateTime().toString().slice(5, 16);
    const shown = exceptions.map(({ line, isToday }) => `${line.report.id}${isToday ? " today" : ""}`);
    return `${open} by ${credits.hours}, until ${turn} by ${credits.turn}; ${shown.join(", ")}`;
  };

  test("are credited to the publisher of the exception that gives them", () => {
    expect(at("2026-09-01T12:00", FAIR)).toBe("true by FAIR, until 09-02T02:00 by FAIR; r2 today");
    expect(at("2026-09-01T23:59", FAIR)).toBe("true by FAIR, until 09-02T02:00 by FAIR; r2 today");
    expect(at("2026-09-02T00:30", FAIR)).toBe("true by FAIR, until 09-02T02:00 by FAIR; r2 today");
    expect(at("2026-09-02T02:00", FAIR)).toBe("false by CBP, until 09-02T06:00 by CBP; ");
  });

  test("do not affect an exception for the next day", () => {
    const works = special(3, "2026 Sep 02 off", "2026-09-02", undefined, "Works");
    expect(at("2026-09-02T00:30", FAIR, works)).toBe("true by FAIR, until 09-02T02:00 by FAIR; r2 today, r3");
    expect(at("2026-09-02T02:00", FAIR, works)).toBe("false by Works, until 09-03T06:00 by CBP; r3 today");
    const early = special(3, "2026 Sep 02 01:00-20:00", "2026-09-02", undefined, "Early");
    expect(at("2026-09-02T00:30", FAIR, early)).toBe("true by FAIR, until 09-02T20:00 by Early; r2 today, r3");
    expect(at("2026-09-02T01:00", FAIR, early)).toBe("true by Early, until 09-02T20:00 by Early; r3 today");
  });

  test("are credited to the publisher of the weekly hours that give them, even if the next day has an exception", () => {
    const nights = report(4, "Nights", { hoursChanges: [hoursChange("22:00-02:00", "2026-08-01")] });
    const works = special(3, "2026 Sep 02 off", "2026-09-02", undefined, "Works");
    expect(at("2026-09-02T00:30", nights, works)).toBe("true by Nights, until 09-02T02:00 by Nights; r3");
    expect(at("2026-09-02T02:00", nights, works)).toBe("false by Works, until 09-03T22:00 by Nights; r3 today");
  });

  test("change as soon as another exception begins to apply", () => {
    const early = special(3, "2026 Sep 02 01:00-20:00", "2026-09-02", undefined, "Early");
    const line = timeline(ZONE, [OPEN, WEEK, FAIR, early]);
    const next = (time: string) =>
      nextChange(line, local(time), null, LIMITS)?.toZonedDateTimeISO(ZONE).toPlainDateTime().toString();
    expect(next("2026-09-02T00:30")).toBe("2026-09-02T01:00:00");
  });
});
