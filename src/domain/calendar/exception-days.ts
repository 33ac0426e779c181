import { Temporal } from "temporal-polyfill";
import { exceptionOn, lastDayOfException } from "../hours/exceptions.ts";
import { keptHoursOf } from "../record/hours-intervals.ts";
import type { HoursException } from "../record/report.ts";
import type { RecordedLine, Timeline } from "../record/timeline.ts";
import { localDay } from "../time/local-day.ts";
import type { DayInterval } from "./calendar-time.ts";

type Line = RecordedLine<HoursException>;

/**
 * Returns, by line, the runs of consecutive days on which an exception with a last day applies. An exception that never
 * applies is left out. Days before last year and after next year are left out too, because an exception may last for
 * centuries.
 */
export function exceptionDays(timeline: Timeline, today: Temporal.PlainDate): Map<Line, DayInterval[]> {
  const runs = new Map<Line, DayInterval[]>();
  if (!timeline.hoursExceptions.some(hasLastDay)) return runs;
  const window = windowAround(today);
  const dayOf = (at: number, unbounded: Temporal.PlainDate) =>
    Number.isFinite(at) ? localDay(Temporal.Instant.fromEpochMilliseconds(at), timeline.zone) : unbounded;
  for (const { from, to, exceptions } of keptHoursOf(timeline)) {
    if (!exceptions.some(({ line }) => hasLastDay(line))) continue;
    const [first, last] = [dayOf(from, window.first), dayOf(to - 1, window.last)];
    const end = isBefore(last, window.last) ? last : window.last;
    for (
      let day = isBefore(first, window.first) ? window.first : first;
      !isBefore(end, day);
      day = day.add({ days: 1 })
    ) {
      const line = exceptionOn(exceptions, day)?.exception.line;
      if (line !== undefined && hasLastDay(line)) addDay(runs, line, day);
    }
  }
  return runs;
}

/** Returns true if an exception has a last day. */
export const hasLastDay = ({ exception }: HoursException): boolean =>
  exception !== null && lastDayOfException(exception) !== null;

/**
 * Returns the first and last day on which the calendar shows exceptions with a last day: the start of last year and the
 * end of next year. These limits move once a year, not every day, so an event that is cut short at a limit rarely
 * changes.
 */
export const windowAround = ({
  year,
}: Temporal.PlainDate): { first: Temporal.PlainDate; last: Temporal.PlainDate } => ({
  first: new Temporal.PlainDate(year - 1, 1, 1),
  last: new Temporal.PlainDate(year + 1, 12, 31),
});

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;

function addDay(runs: Map<Line, DayInterval[]>, line: Line, day: Temporal.PlainDate): void {
  const mine = runs.get(line) ?? [];
  runs.set(line, mine);
  const run = mine.at(-1);
  // The day on which one period ends and the next begins comes twice.
  if (run !== undefined && isBefore(day, run.to)) return;
  const next = day.add({ days: 1 });
  if (run?.to.equals(day)) run.to = next;
  else mine.push({ from: day, to: next });
}
