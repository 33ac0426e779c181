import type { Temporal } from "temporal-polyfill";
import { changeAt, type Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants } from "../time/moment.ts";
import type { Observation } from "./observation.ts";

/** How often a service was polled, and seen to move, in one hour of UTC. */
export interface FeedHour {
  hour: Temporal.Instant;
  polls: number;
  moving: number;
}

/** A service without a moving lane through hours of its own in which it usually has one. */
export interface Silence {
  /** The last time that a lane moved. */
  since: Temporal.Instant;
  /** Polled hours of its own since then, all without a moving lane. */
  ownHours: number;
  /** True once it is longer than silences that turn out to be missed filings. */
  isSuspicious: boolean;
}

/** How far back "usually" looks: two weeks have every hour of the week twice. */
export const USUAL_DAYS = 14;

/** How far back a service's own habit of silence is remembered. */
export const HABIT_DAYS = 28;

/** So many long silences within {@link HABIT_DAYS} are a habit; a single one may have been a closure. */
const OFTEN = 2;

/** The longest silence, in own hours, that counts as a habit: nobody gets used to a longer one. */
const LONGEST_HABIT = 24;

/**
 * Own hours after `FEED_SILENT_HOURS` at which a silence becomes suspicious. Of the silences of six own hours or more
 * in 130 days of polls, 431 of 440 ended within a day; a closure is found within 12 own hours with this.
 */
const PATIENCE_HOURS = 5;

/**
 * The silence of a service at `at`, or null where it is not silent: polled through `silentHours` hours of its own without
 * a moving lane, in hours of the week in which it moved in at least half of its polls of the last {@link USUAL_DAYS}. A
 * service that is often silent must be silent for longer than it was in the last {@link HABIT_DAYS}.
 * @param hours its polls of at least {@link HABIT_DAYS}, oldest first
 */
export function silenceOf(
  timeline: Timeline,
  observation: Observation,
  hours: readonly FeedHour[],
  at: Temporal.Instant,
  silentHours: number,
): Silence | null {
  const { movingAt } = observation;
  if (movingAt === null || observation.kind === "moving") return null;
  const openedAt = openSince(timeline, at);
  if (openedAt === null) return null;
  const missingSince = missingWithin(observation, openedAt);
  // While it was shut nobody missed it.
  const from = compareInstants(movingAt, openedAt) < 0 ? openedAt : movingAt;
  const isEarly = compareInstants(at, from.add({ hours: silentHours })) < 0;
  if (missingSince === null && (isEarly || timetableState(timeline, at).state !== "within")) return null;
  const since = missingSince ?? from;
  const ownOpen = (of: readonly FeedHour[]) => ownOf(timeline, of).filter(({ hour }) => isOpenAt(timeline, hour));
  // Most silences are short. The weeks before are looked at only for those that are not.
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

/** How many of the hours, oldest first, begin by `at`. */
const countUntil = (hours: readonly FeedHour[], at: Temporal.Instant): number =>
  hours.findLastIndex(({ hour }) => compareInstants(hour, at) <= 0) + 1;

const isOpenAt = (timeline: Timeline, at: Temporal.Instant): boolean => changeAt(timeline, at)?.status === "open";

/** Since when a service is open on record at `at`; null where it is not. */
function openSince(timeline: Timeline, at: Temporal.Instant): Temporal.Instant | null {
  if (!isOpenAt(timeline, at)) return null;
  const shut = timeline.statusChanges.findLast(
    (change) => change.status !== "open" && compareInstants(change.startsAt, at) <= 0,
  );
  const opened = timeline.statusChanges.find(
    (change) =>
      change.status === "open" && (shut === undefined || compareInstants(change.startsAt, shut.startsAt) >= 0),
  );
  return opened?.startsAt ?? null;
}

/** Since when a service that is open since `openedAt` is missing; null where it is not, or was before it opened. */
export const missingWithin = (
  { missingSince }: Pick<Observation, "missingSince">,
  openedAt: Temporal.Instant,
): Temporal.Instant | null =>
  missingSince === null || compareInstants(missingSince, openedAt) < 0 ? null : missingSince;

/** The polled hours that begin within the hours of a service. What the timetable says is looked up once for each stretch. */
function ownOf(timeline: Timeline, hours: readonly FeedHour[]): FeedHour[] {
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
 * Whether the service moved in at least half of its polls in the hours of the week in which it is silent now.
 * @param hours its own polled hours until it last moved
 */
function isUsual(zone: string, hours: readonly FeedHour[], silent: readonly FeedHour[], at: Temporal.Instant): boolean {
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

/** The longest of a service's own long silences, in own hours; 0 where it is not often silent. */
function habitOf(own: readonly FeedHour[], silentHours: number): number {
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

/** So many crossings that fell silent together are one doubt about the feed. */
const MANY_CROSSINGS = 5;

/** Silences that began so near to each other began together: officers file about once an hour, some an hour late. */
const TOGETHER = { hours: 3 };

/**
 * The crossings that fell silent together with one whose silence began at `since`, by the starts of the silences of all;
 * none where they are too few to point to the feed.
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
