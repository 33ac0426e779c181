import { Temporal } from "temporal-polyfill";
import { HABIT_DAYS, silenceOf, silentTogether } from "../../../src/domain/feed/silence.ts";
import { DAYS, FIRST_HOUR, type MadePort, makeHistory } from "../feed-history.ts";
import { change, observation, report, timeline } from "../telling.ts";

const SILENT_HOURS = 6;
const HABIT = 24 * HABIT_DAYS;

/** The state of a port, updated by each hour's polls. */
interface Watched extends MadePort {
  movingAt: Temporal.Instant | null;
  missingSince: Temporal.Instant | null;
  /** True if the current silence has been proposed to the operators. */
  isProposed: boolean;
}

/** Runs through a history hour by hour, as the job does, and returns the proposals. */
function watch(ports: readonly MadePort[]) {
  const watched = ports.map((port): Watched => ({ ...port, movingAt: null, missingSince: null, isProposed: false }));
  const proposals: { slug: string; at: Temporal.Instant }[] = [];
  let isFeedDoubted = false;
  for (let i = 0; i < DAYS * 24; i++) {
    const at = FIRST_HOUR.add({ hours: i, minutes: 59 });
    const silences = new Map<string, Temporal.Instant>();
    const suspicious: Watched[] = [];
    for (const port of watched) {
      if ((port.hours[i]?.moving ?? 0) > 0) {
        Object.assign(port, { movingAt: at, missingSince: null, isProposed: false });
        continue;
      }
      if (port.movingAt === null) continue;
      const seen = { ...observation("silent", null), movingAt: port.movingAt, missingSince: port.missingSince };
      const past = port.hours.slice(Math.max(0, i - HABIT), i + 1);
      const silence = silenceOf(port.timeline, seen, past, at, SILENT_HOURS);
      if (silence === null) continue;
      port.missingSince = silence.since;
      silences.set(port.slug, silence.since);
      if (silence.isSuspicious) suspicious.push(port);
    }
    let isFeed = false;
    for (const port of suspicious) {
      if (port.isProposed || port.missingSince === null) continue;
      if (silentTogether(port.missingSince, silences).size > 0) isFeed = true;
      else {
        port.isProposed = true;
        proposals.push({ slug: port.slug, at });
      }
    }
    if (isFeed && !isFeedDoubted) proposals.push({ slug: "feed", at });
    isFeedDoubted = isFeed;
  }
  return proposals;
}

/**
 * Counts silences of six operating hours or more. All of them would be proposed if a service's habits and simultaneous
 * silences were ignored.
 */
function longSilences(ports: readonly MadePort[]): number {
  let count = 0;
  for (const { hours, isOwn } of ports) {
    let length = 0;
    for (const [i, { moving }] of hours.entries()) {
      if (moving > 0) length = 0;
      else if (isOwn[i] && ++length === SILENT_HOURS) count++;
    }
  }
  return count;
}

test("the time during which a service was closed on record does not count as silence", () => {
  const shut = Temporal.Instant.from("2026-06-10T12:00:00Z");
  const opened = Temporal.Instant.from("2026-06-12T12:00:00Z");
  const record = timeline("America/Chicago", [
    report(1, "Agency", { statusChanges: [change("open", "2026-01-01")] }),
    report(2, "Agency", { statusChanges: [change("suspended", shut)] }),
    report(3, "Agency", { statusChanges: [change("open", opened)] }),
  ]);
  const hours = Array.from({ length: 60 * 24 }, (_, i) => {
    const hour = opened.subtract({ hours: 30 * 24 }).add({ hours: i });
    return { hour, polls: 4, moving: Temporal.Instant.compare(hour, shut) < 0 ? 4 : 0 };
  });
  const silent = { ...observation("silent", null), movingAt: shut.subtract({ hours: 1 }) };
  const found = (after: number, missingSince: Temporal.Instant | null = null) => {
    const at = opened.add({ hours: after, minutes: 10 });
    const past = hours.filter(({ hour }) => Temporal.Instant.compare(hour, at) <= 0);
    return silenceOf(record, { ...silent, missingSince }, past, at, SILENT_HOURS);
  };
  expect(found(0)).toBeNull();
  expect(found(5)).toBeNull();
  expect(found(7)).toMatchObject({ since: opened, isSuspicious: false });
  // A silence from before the closure does not continue after it.
  expect(found(1, shut.subtract({ hours: 3 }))).toBeNull();
});

describe("130 days of polls", () => {
  const seed = 20260606;
  /** A closure of three days at an ordinary port, from a midnight in UTC. */
  const closure = { day: 100, days: 3 };
  const ports = makeHistory(seed, new Map([[20, closure]]));
  const proposals = watch(ports);

  test("have about as many long silences as the real polls", () => {
    expect(longSilences(ports)).toBeGreaterThan(400);
    expect(longSilences(ports)).toBeLessThan(480);
  });

  test("lead to fewer than three proposals in ten days", () => {
    expect(proposals.length / DAYS).toBeLessThan(0.3);
  });

  test("lead to a proposal about a real three-day closure within twelve operating hours", () => {
    const start = FIRST_HOUR.add({ hours: closure.day * 24 });
    const found = proposals.find(({ slug, at }) => slug === "port-20" && Temporal.Instant.compare(at, start) > 0);
    expect(found).toBeDefined();
    const { isOwn, hours } = ports[20] as MadePort;
    const own = hours.filter(
      ({ hour }, i) =>
        Temporal.Instant.compare(hour, start) >= 0 &&
        Temporal.Instant.compare(hour, found?.at ?? start) <= 0 &&
        isOwn[i],
    );
    expect(own.length).toBeLessThanOrEqual(12);
  });
});
