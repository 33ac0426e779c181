import { Temporal } from "temporal-polyfill";
import type { PolledHour } from "../../src/domain/feed/silence.ts";
import type { Timeline } from "../../src/domain/record/timeline.ts";
import { change, hoursChange, report, timeline } from "./telling.ts";

/**
 * Number of days for which polls of 45 ports are made up. The polls have the statistics of real ones: 440 silences of
 * six operating hours or more, of which 431 end within a day. Two ports are often silent (40 and 36 times). On some
 * days, many ports fall silent at once (twelve on 6 June). One port has three silences of more than a day. The lengths
 * of all other silences are estimates.
 */
export const DAYS = 130;
export const FIRST_HOUR = Temporal.Instant.from("2026-04-15T00:00:00Z");

export interface MadePort {
  slug: string;
  timeline: Timeline;
  /** One entry for each hour from {@link FIRST_HOUR}. */
  hours: PolledHour[];
  /** One entry per hour: true in the port's operating hours. */
  isOwn: boolean[];
}

/** The hours that ports keep: as text, and as the local hours of opening and closing. */
const OWN: readonly [string, number, number][] = [
  ["24/7", 0, 24],
  ["06:00-22:00", 6, 22],
  ["06:00-24:00", 6, 24],
  ["07:00-23:00", 7, 23],
  ["06:00-20:00", 6, 20],
];
const ZONES = ["America/Chicago", "America/Los_Angeles", "America/Phoenix", "America/Denver"] as const;

/** Returns pseudo-random numbers of at least 0 and below 1 (mulberry32). The same seed gives the same numbers. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Silences of a port: the length of each in operating hours, by the index of its first hour. */
type Silences = Map<number, number>;

/** Makes the history. `closures` lists the real closures by port: first day and number of days. */
export function makeHistory(seed: number, closures: ReadonlyMap<number, { day: number; days: number }>): MadePort[] {
  const random = numbersFrom(seed);
  const lasting = () => 6 + Math.min(8, Math.floor(-2 * Math.log(1 - random())));
  const falterDays = Array.from({ length: 12 }, (_, i) => (i === 0 ? 52 : Math.floor(random() * DAYS)));
  return Array.from({ length: 45 }, (_, port): MadePort => {
    const [text, opens, closes] = OWN[port % OWN.length] ?? ["24/7", 0, 24];
    const zone = ZONES[port % ZONES.length] ?? "America/Chicago";
    const isOwn = Array.from({ length: DAYS * 24 }, (_, i) => {
      const { hour } = FIRST_HOUR.add({ hours: i }).toZonedDateTimeISO(zone);
      return hour >= opens && hour < closes;
    });
    const own = isOwn.flatMap((is, i) => (is ? [i] : []));
    const silences: Silences = new Map();
    const often = [40, 36][port] ?? 5;
    for (let i = 0; i < often; i++) silences.set(Math.floor(random() * (own.length - 20)), lasting());
    for (const day of falterDays) {
      // On a day when the feed fails, most of the twelve large ports fall silent in the same hour.
      if (port < 5 || port >= 17 || random() < 0.1) continue;
      const start = own.findIndex((hour) => hour >= day * 24 + 17);
      if (start >= 0) silences.set(start, 7 + Math.floor(random() * 3));
    }
    if (port === 44)
      for (const day of [44, 98, 125])
        silences.set(
          own.findIndex((hour) => hour >= day * 24),
          18,
        );
    const quiet = new Set<number>();
    for (const [start, length] of silences) for (const hour of own.slice(start, start + length)) quiet.add(hour);
    const closure = closures.get(port);
    const hours = isOwn.map((is, i): PolledHour => {
      const isClosed = closure !== undefined && i >= closure.day * 24 && i < (closure.day + closure.days) * 24;
      const moves = is && !isClosed && !quiet.has(i) && random() < 0.97;
      return { hour: FIRST_HOUR.add({ hours: i }), polls: 4, moving: moves ? 4 : 0 };
    });
    const opened = report(1, "Agency", {
      statusChanges: [change("open", "2026-01-01")],
      hoursChanges: [hoursChange(text, "2026-01-01")],
    });
    return { slug: `port-${port}`, timeline: timeline(zone, [opened]), hours, isOwn };
  });
}
