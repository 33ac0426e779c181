import { Temporal } from "temporal-polyfill";
import { type RuleText, writeText } from "../error-phrases.ts";
import { writeForLog } from "../errors.ts";
import { foldBlanks } from "../fold.ts";
import { compareInstants, startOfDay } from "../time/moment.ts";

const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;
const DAY_MINUTES = 24 * 60;

/** Minutes after local midnight, half-open. An `end` above 1440 is on the next day. */
interface Interval {
  start: number;
  end: number;
}

/**
 * Weekly hours in the crossing's local time. `text` is the input, in a subset of OpenStreetMap's `opening_hours`
 * (https://wiki.openstreetmap.org/wiki/Key:opening_hours): `24/7`, or rules separated by `;`. Each rule has optional
 * days, and times, `off` or `unknown`. A later rule replaces an earlier one for its days. A day without a rule is off.
 */
export interface Hours {
  text: string;
  /** Intervals by weekday, Monday first. */
  week: (Interval[] | "unknown")[];
}

/** An interval that is within the hours, or for which the hours say `unknown`. */
export interface HoursInterval {
  state: "within" | "unknown";
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** An error for weekly hours that cannot be parsed, with the broken rule. */
export class UnreadableHours extends RangeError {
  override readonly name = "UnreadableHours";
  readonly rule: RuleText;

  constructor(text: string, rule: RuleText) {
    super(`hours '${text}': ${writeForLog(({ errors }) => writeText(errors.rules, rule), rule)}`);
    this.rule = rule;
  }
}

/**
 * Parses weekly hours, such as `Mo-Fr 06:00-24:00; Sa 08:00-16:00`.
 * @throws UnreadableHours with the part that cannot be parsed
 */
export function parseHours(text: string): Hours {
  const folded = foldBlanks(text);
  if (folded === "24/7") return { text: folded, week: DAYS.map(() => [{ start: 0, end: DAY_MINUTES }]) };
  const week: Hours["week"] = DAYS.map(() => []);
  for (const rule of folded.split(/ ?; ?/)) {
    const match = /^(?:((?:Mo|Tu|We|Th|Fr|Sa|Su)[A-Za-z,\- ]*?) )?(off|unknown|\d.*)$/.exec(rule);
    if (match?.[2] === undefined) throw new UnreadableHours(text, ["hoursRule", rule]);
    const times = match[2] === "unknown" ? ("unknown" as const) : match[2] === "off" ? [] : parseTimes(match[2], text);
    for (const day of match[1] === undefined ? DAYS.keys() : parseDays(match[1], text)) week[day] = times;
  }
  return { text: folded, week };
}

function parseDays(days: string, text: string): number[] {
  return days.split(",").flatMap((part) => {
    const [first, last = first] = part
      .trim()
      .split("-")
      .map((day) => DAYS.indexOf(day as (typeof DAYS)[number]));
    if (first === undefined || last === undefined || first < 0 || last < 0 || part.split("-").length > 2)
      throw new UnreadableHours(text, ["hoursDays", part]);
    const length = ((last - first + 7) % 7) + 1;
    return Array.from({ length }, (_, i) => (first + i) % 7);
  });
}

function parseTimes(times: string, text: string): Interval[] {
  const intervals = times.split(",").map((part) => parseInterval(part.trim(), text));
  intervals.sort((a, b) => a.start - b.start);
  for (const [i, interval] of intervals.entries()) {
    const next = intervals[i + 1];
    if (next !== undefined && next.start < interval.end) throw new UnreadableHours(text, ["hoursOverlap"]);
  }
  return intervals;
}

function parseInterval(part: string, text: string): Interval {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(part);
  if (match === null) throw new UnreadableHours(text, ["hoursTimes", part]);
  const start = Number(match[1]) * 60 + Number(match[2]);
  const end = match[3] === undefined ? DAY_MINUTES : Number(match[3]) * 60 + Number(match[4]);
  if (start === end) throw new UnreadableHours(text, ["hoursEmpty", part]);
  return { start, end: end < start ? end + DAY_MINUTES : end };
}

/**
 * Returns the intervals that are within hours or `unknown` and touch the local days `first` to `last`. Adjacent
 * intervals with the same state are joined. A time skipped by a clock change moves forward by the length of the jump.
 * Of a time that occurs twice, the first occurrence counts: a gate that closes at 01:30 closes once.
 */
export function hoursIntervalsOf(
  hours: Hours,
  zone: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): HoursInterval[] {
  const spans: HoursInterval[] = [];
  for (let day = first.subtract({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const times = hours.week[day.dayOfWeek - 1] ?? [];
    if (times === "unknown")
      spans.push({ state: "unknown", from: startOfDay(day, zone), to: startOfDay(day.add({ days: 1 }), zone) });
    else
      for (const { start, end } of times)
        spans.push({ state: "within", from: at(day, start, zone), to: at(day, end, zone) });
  }
  return joined(spans.filter((span) => compareInstants(span.from, span.to) < 0));
}

function joined(spans: HoursInterval[]): HoursInterval[] {
  const result: HoursInterval[] = [];
  // The clock change in spring can move the start of one interval past the start of the next.
  for (const span of spans.toSorted((a, b) => compareInstants(a.from, b.from))) {
    const last = result.at(-1);
    if (last !== undefined && last.state === span.state && compareInstants(last.to, span.from) >= 0) {
      if (compareInstants(last.to, span.to) < 0) last.to = span.to;
    } else result.push({ ...span });
  }
  return result;
}

function at(day: Temporal.PlainDate, minutes: number, zone: string): Temporal.Instant {
  const date = day.add({ days: Math.floor(minutes / DAY_MINUTES) });
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor((minutes % DAY_MINUTES) / 60), minute: minutes % 60 });
  return date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
}

/** State of the hours at one instant. `until` is the end of this state, or null if it never ends. */
export interface HoursState {
  state: "within" | "outside" | "unknown";
  until: Temporal.Instant | null;
}

/**
 * Number of days to search ahead for the next change, which usually occurs by the next day. Otherwise it occurs within
 * 16 days: one week of weekly hours, a second week in case the clock change skips an interval of a few minutes, and a
 * day on either side.
 */
const AHEAD_DAYS = { near: 1, far: 16 };

/**
 * Returns the state of `hours` at `now` in `zone`. Past midnight, known hours that began yesterday take precedence over
 * a day that is unknown.
 */
export function hoursState(hours: Hours, zone: string, now: Temporal.Instant): HoursState {
  if (isAlways(hours)) return { state: "within", until: null };
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const near = stateIn(spansAhead(hours, zone, today, AHEAD_DAYS.near), now);
  return near.until === null ? stateIn(spansAhead(hours, zone, today, AHEAD_DAYS.far), now) : near;
}

/**
 * Returns the state at `now`, given intervals in order. If the current interval is the last one, its end is null: the
 * search limit may have cut off the interval, or the weekly hours may never end.
 */
function stateIn(spans: readonly HoursInterval[], now: Temporal.Instant): HoursState {
  const covers = (span: HoursInterval) => compareInstants(span.from, now) <= 0 && compareInstants(now, span.to) < 0;
  const current = spans.find((span) => span.state === "within" && covers(span)) ?? spans.find(covers);
  const next = spans.find(
    (span) => compareInstants(now, span.from) < 0 && (current === undefined || span.state === "within"),
  );
  if (current === undefined) return { state: "outside", until: next?.from ?? null };
  // An unknown day ends where known hours begin.
  const ends =
    next !== undefined && current.state === "unknown" && compareInstants(next.from, current.to) < 0
      ? next.from
      : current.to;
  return { state: current.state, until: current === spans.at(-1) ? null : ends };
}

const isAlways = ({ week }: Hours): boolean =>
  week.every(
    (times) => times !== "unknown" && times.length === 1 && times[0]?.start === 0 && times[0].end === DAY_MINUTES,
  );

const kept = new Map<string, HoursInterval[]>();

/**
 * Returns the intervals from a day onward. The result is cached because callers ask for the same day many times, and
 * each computation needs a hundred look-ups of time zone rules.
 */
function spansAhead(hours: Hours, zone: string, today: Temporal.PlainDate, days: number): HoursInterval[] {
  const key = `${hours.text}|${zone}|${today}|${days}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const spans = hoursIntervalsOf(hours, zone, today, today.add({ days }));
  // Normal use needs a few hundred keys at a time. More keys indicate a scan, which gains nothing from a cache.
  if (kept.size >= 1000) kept.clear();
  kept.set(key, spans);
  return spans;
}

/**
 * Returns true if two sets of weekly hours agree on every day that is known in both. Null hours count as always open,
 * as they do in answers.
 */
export function sameKnownHours(a: Hours | null, b: Hours | null): boolean {
  const always = parseHours("24/7");
  return DAYS.every((_, day) => {
    const [one, other] = [(a ?? always).week[day], (b ?? always).week[day]];
    return one === "unknown" || other === "unknown" || JSON.stringify(one) === JSON.stringify(other);
  });
}
