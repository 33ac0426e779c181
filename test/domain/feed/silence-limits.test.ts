import { Temporal } from "temporal-polyfill";
import type { Observation } from "../../../src/domain/feed/observation.ts";
import { missingWithin, type PolledHour, silenceOf, silentTogether } from "../../../src/domain/feed/silence.ts";
import type { Timeline } from "../../../src/domain/record/timeline.ts";
import { change, hoursChange, observation, report, timeline } from "../telling.ts";

const ZONE = "America/Denver";
/** The last traffic. It was at the start of an hour. */
const LAST = Temporal.Instant.from("2026-06-10T12:00:00Z");
const later = (hours: number, minutes = 0) => LAST.add({ hours, minutes });
const OPEN = timeline(ZONE, [report(1, "CBP", { statusChanges: [change("open", "2026-01-01")] })]);

interface Made {
  /** Hours since the last traffic at which the question is asked. */
  after: number;
  minutes?: number;
  /** Polls in each hour, and those of them that found traffic up to the last traffic. */
  polls?: number;
  moving?: number;
  /** Earlier silences: how many hours before the last traffic each began, and how long it was. */
  silences?: readonly (readonly [before: number, length: number])[];
  line?: Timeline;
  missingSince?: Temporal.Instant | null;
  seen?: Partial<Observation>;
}

/** Returns the silence of a service that had traffic around the clock for four weeks, and then none. */
function silence({
  after,
  minutes = 10,
  polls = 6,
  moving = 6,
  silences = [],
  line = OPEN,
  missingSince = null,
  seen,
}: Made) {
  const hours = Array.from({ length: 28 * 24 + after + 1 }, (_, i): PolledHour => {
    const since = i - 28 * 24;
    const isSilent = since > 0 || silences.some(([before, length]) => -before <= since && since < length - before);
    return { hour: later(since), polls, moving: isSilent ? 0 : moving };
  });
  const quiet = { ...observation("silent", null), movingAt: LAST, missingSince, ...seen };
  return silenceOf(line, quiet, hours, later(after, minutes), 6);
}

describe("a service is silent", () => {
  test("after six operating hours without traffic, and suspiciously so after eleven", () => {
    expect(silence({ after: 5, minutes: 59 })).toBeNull();
    expect(silence({ after: 6, minutes: 0 })).toEqual({ since: LAST, ownHours: 6, isSuspicious: false });
    expect(silence({ after: 10 })).toEqual({ since: LAST, ownHours: 10, isSuspicious: false });
    expect(silence({ after: 11 })).toEqual({ since: LAST, ownHours: 11, isSuspicious: true });
  });

  test("only if it ever had traffic, has none now, and is open on record", () => {
    expect(silence({ after: 12, seen: { movingAt: null } })).toBeNull();
    expect(silence({ after: 12, seen: { kind: "moving" } })).toBeNull();
    expect(silence({ after: 12, line: timeline(ZONE, []) })).toBeNull();
    const shut = report(2, "CBP", { statusChanges: [change("suspended", String(later(1)))] });
    const opened = report(1, "CBP", { statusChanges: [change("open", "2026-01-01")] });
    expect(silence({ after: 12, line: timeline(ZONE, [opened, shut]) })).toBeNull();
  });

  test("from its opening on record, if that was after the last traffic", () => {
    const reopened = timeline(ZONE, [
      report(1, "CBP", { statusChanges: [change("open", "2026-01-01")] }),
      report(2, "CBP", { statusChanges: [change("suspended", String(later(-2)))] }),
      report(3, "CBP", { statusChanges: [change("open", String(later(3)), { lifts: "all" })] }),
    ]);
    expect(silence({ after: 8, minutes: 59, line: reopened })).toBeNull();
    expect(silence({ after: 9, line: reopened })).toEqual({ since: later(3), ownHours: 6, isSuspicious: false });
  });

  test("only within its hours, and only polled hours within them count", () => {
    // At El Paso, the last traffic was at 06:00.
    const daily = timeline(ZONE, [
      report(1, "CBP", {
        statusChanges: [change("open", "2026-01-01")],
        hoursChanges: [hoursChange("06:00-14:00", "2026-01-01")],
      }),
    ]);
    expect(silence({ after: 7, line: daily })).toMatchObject({ ownHours: 7 });
    expect(silence({ after: 8, line: daily })).toBeNull();
    expect(silence({ after: 24, line: daily })).toMatchObject({ ownHours: 8 });
    expect(silence({ after: 12, polls: 0, moving: 0 })).toBeNull();
  });

  test("only if at least half of the polls at these hours of the week usually find traffic", () => {
    expect(silence({ after: 6, moving: 3 })).not.toBeNull();
    expect(silence({ after: 6, moving: 2 })).toBeNull();
  });
});

describe("a service that is often silent", () => {
  const twice = (length: number) => [100, 250].map((before) => [before, length] as const);

  test("must be silent for longer than usual", () => {
    expect(silence({ after: 8, silences: twice(8) })).toBeNull();
    expect(silence({ after: 9, silences: twice(8) })).toMatchObject({ ownHours: 9, isSuspicious: false });
    expect(silence({ after: 12, silences: twice(12) })).toBeNull();
    expect(silence({ after: 13, silences: twice(12) })).toMatchObject({ ownHours: 13, isSuspicious: true });
  });

  test("was silent more than once, and for at least six hours", () => {
    expect(silence({ after: 8, silences: twice(8).slice(1) })).not.toBeNull();
    expect(silence({ after: 6, silences: twice(5) })).not.toBeNull();
    expect(silence({ after: 6, silences: twice(6) })).toBeNull();
  });

  test("counts as usually silent for a day at most", () => {
    expect(silence({ after: 24, silences: twice(30) })).toBeNull();
    expect(silence({ after: 25, silences: twice(30) })).toMatchObject({ ownHours: 25, isSuspicious: true });
  });
});

describe("a silence that was found before", () => {
  test("continues whatever the hours and habits are, until it is long", () => {
    const missingSince = later(2);
    expect(silence({ after: 3, missingSince })).toEqual({ since: missingSince, ownHours: 1, isSuspicious: false });
    expect(silence({ after: 12, missingSince, moving: 2 })).toMatchObject({ ownHours: 10, isSuspicious: false });
    expect(silence({ after: 13, missingSince, moving: 2 })).toMatchObject({ ownHours: 11, isSuspicious: true });
  });

  test("is over if the service was opened on record since", () => {
    const opened = later(3);
    expect(missingWithin({ missingSince: opened }, opened)).toEqual(opened);
    expect(missingWithin({ missingSince: opened.subtract({ seconds: 1 }) }, opened)).toBeNull();
    expect(missingWithin({ missingSince: null }, opened)).toBeNull();
  });
});

describe("crossings fall silent together", () => {
  const together = (...hours: number[]) => [
    ...silentTogether(LAST, new Map(hours.map((hour, i) => [`c${i}`, later(hour)] as const))),
  ];

  test("if at least five of them do so within three hours", () => {
    expect(together(0, 0, 0, 0)).toEqual([]);
    expect(together(0, 1, -1, 3, -3)).toEqual(["c0", "c1", "c2", "c3", "c4"]);
    expect(together(0, 1, -1, 3, 4)).toEqual([]);
    expect(together(0, 1, -1, -4, 2)).toEqual([]);
    expect(together(0, 1, -1, 3, -3, 4, -4)).toEqual(["c0", "c1", "c2", "c3", "c4"]);
  });
});
