import { type Hours, spansOf } from "../hours/opening-hours.ts";
import { joined, type Span, splitBy } from "../time/interval.ts";
import { periodOf } from "../time/moment.ts";
import type { LocalMonth } from "../time/months.ts";
import type { HoursChange } from "./report.ts";
import { isLastAtItsStart, type Recorded, type Timeline } from "./timeline.ts";

/** Hours for as long as they are kept; `change` null before the first change of hours. */
export interface KeptHours extends Span {
  change: Recorded<HoursChange> | null;
}

/** The hours of a service from the beginning of time to its end, in order. */
export function keptHoursOf({ hoursChanges }: Timeline): KeptHours[] {
  const kept: KeptHours[] = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, change: null }];
  hoursChanges.forEach((change, i) => {
    if (!isLastAtItsStart(hoursChanges, i)) return;
    const from = change.startsAt.epochMilliseconds;
    const last = kept.at(-1);
    if (last !== undefined) last.to = from;
    kept.push({ from, to: Number.POSITIVE_INFINITY, change });
  });
  return kept;
}

/** How much of some time lies within hours, outside them, and where they say `unknown`; in milliseconds. */
export interface HoursTime {
  within: number;
  outside: number;
  unknown: number;
}

/** What `hours` say of a span that lies in one local month; none (null) say that it is always open, as answers take it. */
export function hoursTime(hours: Hours | null, zone: string, month: LocalMonth, { from, to }: Span): HoursTime {
  if (hours === null || hours.text === ALWAYS) return { within: to - from, outside: 0, unknown: 0 };
  const time = { within: 0, outside: to - from, unknown: 0 };
  for (const span of monthSpans(hours, zone, month)) {
    const both = Math.min(span.to, to) - Math.max(span.from, from);
    if (both <= 0) continue;
    time[span.state] += both;
    time.outside -= both;
  }
  return time;
}

/** What many keep, and what needs no look at any day. */
const ALWAYS = "24/7";

type StatedSpan = Span & { state: "within" | "unknown" };

const kept = new Map<string, readonly StatedSpan[]>();

/** Ten years of thirty weekly hours: what an account of all crossings comes to. Some megabytes. */
const MOST_KEPT = 4000;

/** The spans of a local month in order, none over another: many services share their hours, and each day costs several look-ups of the zone's rules. */
function monthSpans(hours: Hours, zone: string, { month, name }: LocalMonth): readonly StatedSpan[] {
  const key = `${hours.text}|${zone}|${name}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const { from, to } = periodOf(month, zone);
  const [start, end] = [from.epochMilliseconds, to.epochMilliseconds];
  const first = month.toPlainDate({ day: 1 });
  const all = spansOf(hours, zone, first, first.add({ months: 1 })).map((span) => ({
    state: span.state,
    from: Math.max(span.from.epochMilliseconds, start),
    to: Math.min(span.to.epochMilliseconds, end),
  }));
  const spans = apart(all.filter((span) => span.from < span.to));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, spans);
  return spans;
}

/** The spans none over another: known hours of the evening before outrank an unknown day. */
function apart(spans: readonly StatedSpan[]): StatedSpan[] {
  const within = joined(spans.filter(({ state }) => state === "within"));
  const unknown = spans.filter(({ state }) => state === "unknown").flatMap((span) => splitBy(within, span));
  return [
    ...within.map((span) => ({ ...span, state: "within" as const })),
    ...unknown.filter(({ inside }) => !inside).map(({ from, to }) => ({ from, to, state: "unknown" as const })),
  ];
}
