import { Temporal } from "temporal-polyfill";
import { boundsOf, type CalendarTime, isInstantInterval } from "../../../src/domain/calendar/calendar-time.ts";
import { calendarOf } from "../../../src/domain/calendar/events.ts";
import type { CalendarEvent } from "../../../src/domain/calendar/service-events.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { SERVICES } from "../arbitrary.ts";
import { cases } from "../cases.ts";
import { type NaiveSpan, naiveHistory } from "../naive.ts";
import { midnight } from "../naive-clock.ts";
import { holds } from "../replay.ts";

const DAY = 86_400_000;
const KEPT = 90 * DAY;

const instant = (epoch: number) => Temporal.Instant.fromEpochMilliseconds(epoch);
function calendarAt(reports: readonly Report[], zone: string, now: Temporal.Instant, services = [...SERVICES]) {
  const touches = reports.flatMap(({ recordedAt, retractedAt }) => [recordedAt, retractedAt ?? recordedAt]);
  const touchedAt = touches.sort(Temporal.Instant.compare).at(-1) ?? instant(0);
  return calendarOf([...timelinesOf(services, zone, reports, {}).values()], touchedAt, now);
}

const isRestriction = ({ kind }: CalendarEvent) => kind === "restriction" || kind === "overdue";
const covers = (slot: CalendarTime, zone: string, epoch: number): boolean => {
  const { from, to } = boundsOf(slot, zone);
  return from.epochMilliseconds <= epoch && epoch < to.epochMilliseconds;
};

/** Returns the first three days and the last day of an event, as intervals in milliseconds. */
function daysOf(slot: CalendarTime, zone: string): [number, number][] {
  if (isInstantInterval(slot)) return [];
  const { year, month, day } = slot.from;
  const count = slot.from.until(slot.to, { largestUnit: "day" }).days;
  return [0, 1, 2, count - 1]
    .filter((i) => i < count)
    .map((i) => [midnight(zone, year, month, day + i), midnight(zone, year, month, day + i + 1)]);
}

/** Returns the visible content of an event, with its reports by id. */
const shown = ({ reports, ...event }: CalendarEvent) =>
  JSON.stringify(
    Object.entries({ ...event, reports: reports.map(({ id }) => id), revisedAt: null }).sort(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  );

describe("The events of a calendar", () => {
  test("cover every restriction of every service, and no other time", () => {
    holds(
      cases,
      ({ asked, zone, reports, thresholds }) => {
        for (const { at: now } of asked.slice(0, 3)) {
          const { events } = calendarAt(reports, zone, now);
          for (const service of SERVICES) {
            const question = { service, zone, reports, view: {}, at: now, observation: null, thresholds };
            const restricted = naiveHistory(question).filter(({ status }) => status !== "open");
            const mine = events.filter((event) => isRestriction(event) && event.services.includes(service));
            const isRestricted = (from: number, to: number) =>
              restricted.some((span) => span.from < to && from < (span.to ?? Number.POSITIVE_INFINITY));
            for (const epoch of instantsOf(restricted, asked)) {
              const covering = mine.filter(({ slot }) => covers(slot, zone, epoch));
              const isLately = now.epochMilliseconds - KEPT < epoch && epoch <= now.epochMilliseconds;
              if (isLately && isRestricted(epoch, epoch + 1)) expect([now, epoch, covering.length]).not.toContain(0);
              if (covering.some(({ slot }) => isInstantInterval(slot)))
                expect(isRestricted(epoch, epoch + 1)).toBe(true);
            }
            for (const { slot } of mine)
              for (const [from, to] of daysOf(slot, zone))
                expect([slot, from, isRestricted(from, to)]).toEqual([slot, from, true]);
          }
        }
      },
      200,
    );
  });

  test("show a reopening only after a restriction, at the time from which the service is open", () => {
    holds(
      cases,
      ({ asked, zone, reports, thresholds }) => {
        for (const { at: now } of asked.slice(0, 2)) {
          const found = calendarAt(reports, zone, now).events.filter(({ kind }) => kind === "reopening");
          for (const service of SERVICES) {
            const spans = naiveHistory({ service, zone, reports, view: {}, at: now, observation: null, thresholds });
            const opened = spans.filter(
              ({ status }, i) => status === "open" && (spans[i - 1]?.status ?? "open") !== "open",
            );
            const mine = found.filter(({ services }) => services.includes(service));
            const starts = mine.map(({ slot, limited }) => [boundsOf(slot, zone).from.epochMilliseconds, limited]);
            // Events that ended more than 90 days ago are left out. A reopening of which only the month is known ends
            // with the month, so it may still be included.
            const recent = opened.filter(({ from }) => from > now.epochMilliseconds - KEPT);
            expect(starts).toEqual(expect.arrayContaining(recent.map(({ from, limited }) => [from, limited])));
            expect(opened.map(({ from, limited }) => [from, limited])).toEqual(expect.arrayContaining(starts));
          }
        }
      },
      200,
    );
  });

  test("have separate keys, and services share an event only if everything is equal", () => {
    holds(
      cases,
      ({ asked, zone, reports }) => {
        for (const { at: now } of asked.slice(0, 3)) {
          const { events } = calendarAt(reports, zone, now);
          expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
          const alone = SERVICES.flatMap((service) =>
            calendarAt(reports, zone, now, [service]).events.map((event) => ({
              ...event,
              service,
            })),
          );
          const nameless = (event: CalendarEvent) => shown({ ...event, key: "", services: [] });
          for (const { service, ...event } of alone) {
            const same = events.filter(({ services }) => services.includes(service)).map(nameless);
            if (!same.includes(nameless(event))) expect(same).toContain(nameless(event));
          }
          expect(events.flatMap(({ services }) => services)).toHaveLength(alone.length);
        }
      },
      60,
    );
  });

  test("stay the same until the time given for the next change", () => {
    holds(
      cases,
      ({ asked, zone, reports }) => {
        for (const { at: now } of asked.slice(0, 3)) {
          const { events, expiresAt } = calendarAt(reports, zone, now);
          if (expiresAt === null) throw new Error("never turns");
          expect(Temporal.Instant.compare(now, expiresAt)).toBeLessThan(0);
          const [from, to] = [now.epochMilliseconds, expiresAt.epochMilliseconds];
          for (const epoch of [from + 1, Math.floor((from + to) / 2), to - 1])
            if (from < epoch && epoch < to) {
              const later = calendarAt(reports, zone, instant(epoch)).events;
              expect(JSON.stringify(later)).toBe(JSON.stringify(events));
            }
        }
      },
      60,
    );
  });

  test("get a new revision whenever they change, and its time never goes back", () => {
    holds(
      cases,
      ({ asked, zone, reports }) => {
        const times = asked.map(({ at }) => at.epochMilliseconds).sort((a, b) => a - b);
        // One report arrives between any two checks.
        const start = times[0] ?? 0;
        const stamped = reports.map((report, i) => {
          const withdrawal = reports.findIndex(({ retracts }) => retracts === report.id);
          const stamp = (place: number) => instant((times[place] ?? start + place * DAY * 30) + 1);
          return { ...report, recordedAt: stamp(i), retractedAt: withdrawal < 0 ? null : stamp(withdrawal) };
        });
        let before = new Map<string, CalendarEvent>();
        for (const epoch of times) {
          const known = stamped
            .filter(({ recordedAt }) => recordedAt.epochMilliseconds <= epoch)
            .map((report) => (isBy(report.retractedAt, epoch) ? report : { ...report, retractedAt: null }));
          const now = new Map(calendarAt(known, zone, instant(epoch)).events.map((event) => [event.key, event]));
          for (const [key, event] of now) {
            const earlier = before.get(key);
            if (earlier === undefined) continue;
            const order = Temporal.Instant.compare(earlier.revisedAt, event.revisedAt);
            expect([key, order, shown(earlier) !== shown(event) && order === 0]).toEqual([
              key,
              Math.min(order, 0),
              false,
            ]);
          }
          before = now;
        }
      },
      100,
    );
  });
});

const isBy = (at: Temporal.Instant | null, epoch: number) => at !== null && at.epochMilliseconds <= epoch;

/** Returns the instants to check: the requested ones, and the edges of each restriction. */
const instantsOf = (spans: readonly NaiveSpan[], asked: readonly { at: Temporal.Instant }[]): number[] => [
  ...asked.map(({ at }) => at.epochMilliseconds),
  ...spans.flatMap(({ from, to }) => [from - 1, from, ...(to === null ? [] : [to - 1, to])]),
];
