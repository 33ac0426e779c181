import type { Temporal } from "temporal-polyfill";
import { stateAt, statusStatesOf } from "../record/restrictions.ts";
import type { Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants } from "../time/moment.ts";
import type { Observation } from "./observation.ts";

/** Polls of a service in one UTC hour. `moving` counts those with traffic. */
export interface PolledHour {
  hour: Temporal.Instant;
  polls: number;
  moving: number;
}

/** A period without traffic in hours that usually have traffic. */
export interface Silence {
  /** Time of the last traffic, or of the opening on record if that is later. */
  since: Temporal.Instant;
  /** Number of operating hours in the period whose polls found no traffic. */
  ownHours: number;
  /** True if the silence is longer than missed filings can explain. */
  isSuspicious: boolean;
}

/** Days over which usual traffic is measured: two weeks include each hour of the week twice. */
export const USUAL_DAYS = 14;

/** Number of past days whose silences are compared with the current one. */
export const HABIT_DAYS = 28;

/** Number of long silences that form a habit. A single one may have been a closure. */
const OFTEN = 2;

/** Longest silence that can be a habit, in operating hours. */
const LONGEST_HABIT = 24;

/**
 * A silence becomes suspicious this many operating hours after it reaches `FEED_SILENT_HOURS`. In 130 days of polls,
 * 431 of 440 silences of six operating hours or more ended within a day. With this value, a closure is found within 12
 * operating hours.
 */
const PATIENCE_HOURS = 5;

/**
 * Returns the silence of a service at `at`, or null if it is not silent. A silence lasts for at least `silentHours`
 * operating hours without traffic. In the same hours of the week, at least half of the polls of the last
 * {@link USUAL_DAYS} days must have found traffic. A service that is often silent must also be silent for longer than
 * its longest silence of the last {@link HABIT_DAYS} days, of which at most {@link LONGEST_HABIT} hours count.
 * A silence that an earlier check found (`missingSince`) need not meet these conditions again.
 * @param hours the service's polls of at least {@link HABIT_DAYS} days, oldest first
 */
export function silenceOf(
  timeline: Timeline,
  observation: Observation,
  hours: readonly PolledHour[],
  at: Temporal.Instant,
  silentHours: number,
): Silence | null {
  const { movingAt } = observation;
  if (movingAt === null || observation.kind === "moving") return null;
  const openedAt = openSince(timeline, at);
  if (openedAt === null) return null;
  const missingSince = missingWithin(observation, openedAt);
  // Time before the opening on record is not part of a silence.
  const from = compareInstants(movingAt, openedAt) < 0 ? openedAt : movingAt;
  const isEarly = compareInstants(at, from.add({ hours: silentHours })) < 0;
  if (missingSince === null && (isEarly || timetableState(timeline, at).state !== "within")) return null;
  const since = missingSince ?? from;
  const ownOpen = (of: readonly PolledHour[]) => ownOf(timeline, of).filter(({ hour }) => isOpenAt(timeline, hour));
  // Most silences are short, so the earlier weeks are read only for longer ones.
  const silent = ownOpen(hours.slice(countUntil(hours, since))).filter(({ moving }) => moving === 0);
  const ownHours = silent.length;
  const isLong = ownHours >= silentHours + PATIENCE_HOURS;
  if (missingSince !== null && !isLong) return { since, ownHours, isSuspicious: false };
  if (ownHours < silentHours) return null;
  const before = ownOpen(hours.slice(0, countUntil(hours, movingAt)));
  const habit = habitOf(before, silentHours);
  if (missingSince === null && (ownHours <= habit || !isUsual(timeline.zone, before, silent, at))) return null;
  return { since, ownHours, isSuspicious: isLong && ownHours > habit };
}

/** Returns the number of hours that begin at or before `at`. `hours` must be in order. */
const countUntil = (hours: readonly PolledHour[], at: Temporal.Instant): number =>
  hours.findLastIndex(({ hour }) => compareInstants(hour, at) <= 0) + 1;

const isOpenAt = (timeline: Timeline, at: Temporal.Instant): boolean => stateAt(timeline, at)?.status === "open";

/** Returns the time since which the service is open on record. Returns null if it is not open at `at`. */
function openSince(timeline: Timeline, at: Temporal.Instant): Temporal.Instant | null {
  if (!isOpenAt(timeline, at)) return null;
  const states = statusStatesOf(timeline);
  const shut = states.findLast(({ status, startsAt }) => status !== "open" && compareInstants(startsAt, at) <= 0);
  const opened = states.find(
    ({ status, startsAt }) =>
      status === "open" && (shut === undefined || compareInstants(startsAt, shut.startsAt) >= 0),
  );
  return opened?.startsAt ?? null;
}

/** Returns the start of the silence if it is at or after `openedAt`. Otherwise returns null. */
export const missingWithin = (
  { missingSince }: Pick<Observation, "missingSince">,
  openedAt: Temporal.Instant,
): Temporal.Instant | null =>
  missingSince === null || compareInstants(missingSince, openedAt) < 0 ? null : missingSince;

/**
 * Returns the polled hours that begin within operating hours. The timetable is looked up once per opening or closing,
 * because a look-up is slow.
 */
function ownOf(timeline: Timeline, hours: readonly PolledHour[]): PolledHour[] {
  let isWithin = false;
  let until: Temporal.Instant | null | undefined;
  return hours.filter(({ hour, polls }) => {
    if (until === undefined || (until !== null && compareInstants(until, hour) <= 0)) {
      const looked = timetableState(timeline, hour);
      isWithin = looked.state === "within";
      until = looked.until;
    }
    return isWithin && polls > 0;
  });
}

/**
 * Returns true if, in the hours of the week that are now silent, at least half of the earlier polls found traffic.
 * @param hours the service's polled operating hours until its last traffic
 */
function isUsual(
  zone: string,
  hours: readonly PolledHour[],
  silent: readonly PolledHour[],
  at: Temporal.Instant,
): boolean {
  const week = new Set(silent.map(({ hour }) => hourOfWeek(hour, zone)));
  const from = at.subtract({ hours: 24 * USUAL_DAYS });
  const usual = hours.filter(({ hour }) => compareInstants(from, hour) <= 0 && week.has(hourOfWeek(hour, zone)));
  const polls = usual.reduce((sum, each) => sum + each.polls, 0);
  const moving = usual.reduce((sum, each) => sum + each.moving, 0);
  return polls > 0 && 2 * moving >= polls;
}

function hourOfWeek(hour: Temporal.Instant, zone: string): string {
  const local = hour.toZonedDateTimeISO(zone);
  return `${local.dayOfWeek} ${local.hour}`;
}

/**
 * Returns the length of the longest silence that is a habit, in operating hours, at most {@link LONGEST_HABIT}. Returns
 * 0 if the service is rarely silent.
 */
function habitOf(own: readonly PolledHour[], silentHours: number): number {
  const lengths: number[] = [];
  let length = 0;
  for (const { moving } of own) {
    if (moving === 0) length += 1;
    else {
      if (length >= silentHours) lengths.push(length);
      length = 0;
    }
  }
  return lengths.length < OFTEN ? 0 : Math.min(Math.max(...lengths), LONGEST_HABIT);
}

/** Number of crossings that must fall silent together to cast doubt on the feed. */
const MANY_CROSSINGS = 5;

/**
 * Silences that start within this time of each other are one event. Officers file about once an hour, and some file an
 * hour late.
 */
const TOGETHER = { hours: 3 };

/**
 * Returns the crossings that fell silent at about `since`. `silences` holds the start of each crossing's silence.
 * Returns an empty set if there are too few to doubt the feed.
 */
export function silentTogether(
  since: Temporal.Instant,
  silences: ReadonlyMap<string, Temporal.Instant>,
): ReadonlySet<string> {
  const near = [...silences].filter(
    ([, other]) =>
      compareInstants(other, since.subtract(TOGETHER)) >= 0 && compareInstants(other, since.add(TOGETHER)) <= 0,
  );
  return new Set(near.length >= MANY_CROSSINGS ? near.map(([slug]) => slug) : []);
}
