import { Temporal } from "temporal-polyfill";
import type { AlertMessage } from "../../../src/domain/alerts/alert-message.ts";
import { alertMessagesOf, CLOCK_DELAY } from "../../../src/domain/alerts/alert-messages.ts";
import type { AlertStep } from "../../../src/domain/alerts/alert-record.ts";
import { type Service, serviceKey } from "../../../src/domain/places/crossing.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { type Standing, standingAt } from "../../../src/domain/status/standing.ts";
import { SERVICES } from "../arbitrary.ts";
import { cases } from "../cases.ts";
import { holds } from "../replay.ts";
import { LIMITS, place } from "../telling.ts";
import { stepOf } from "./alert-steps.ts";

/** Spreads the recording of a log over the days around the times that it is about. */
function spread(reports: readonly Report[], asked: readonly { at: Temporal.Instant }[]): Report[] {
  const first = asked[0]?.at.subtract({ hours: 48 }) ?? Temporal.Instant.fromEpochMilliseconds(0);
  const at = new Map(reports.map(({ seq, id }) => [id, first.add({ hours: 9 * seq, milliseconds: seq })]));
  const retractedBy = new Map(reports.flatMap(({ id, retracts }) => (retracts === null ? [] : [[retracts, id]])));
  return reports.map((each) => ({
    ...each,
    recordedAt: at.get(each.id) ?? first,
    retractedAt: at.get(retractedBy.get(each.id) ?? "") ?? null,
  }));
}

function stepsOf(reports: readonly Report[], zone: string): AlertStep[] {
  const seqOf = new Map(reports.map(({ id, seq }) => [id, seq]));
  return reports.map((each) =>
    stepOf(each, String(each.recordedAt), each.retracts === null ? null : (seqOf.get(each.retracts) ?? null), zone),
  );
}

const standingOf = (service: Service, zone: string, reports: readonly Report[], at: Temporal.Instant): Standing => {
  const timeline = timelinesOf(SERVICES, zone, reports, { knownAt: at }).get(serviceKey(service));
  if (timeline === undefined) throw new Error("no timeline");
  return standingAt(timeline, at, null, LIMITS);
};

const isRestricted = ({ status }: Standing) => status === "suspended" || status === "closed";
const latest = (messages: readonly AlertMessage[]) => [
  ...new Map(messages.map((message) => [message.incident, message])).values(),
];

describe("the messages about any record", () => {
  const each = (check: (zone: string, reports: Report[], now: Temporal.Instant) => void, runs: number) =>
    holds(
      cases,
      ({ asked, zone, reports }) => {
        const log = spread(reports, asked);
        const end = log.at(-1)?.recordedAt ?? Temporal.Instant.fromEpochMilliseconds(0);
        for (const hours of [0, 5, 24 * 40]) check(zone, log, end.add({ hours, ...CLOCK_DELAY }));
      },
      runs,
    );
  const about = (zone: string, reports: readonly Report[], now: Temporal.Instant) =>
    alertMessagesOf(place(SERVICES, { timeZone: zone }), stepsOf(reports, zone), now);

  test("never change, whatever is recorded later and however late it is", () => {
    each((zone, reports, now) => {
      const all = about(zone, reports, now).messages.map((message) => JSON.stringify(message));
      reports.forEach(({ recordedAt }, i) => {
        const before = about(zone, reports.slice(0, i), recordedAt.subtract({ milliseconds: 1 })).messages;
        expect(before.map((message) => JSON.stringify(message))).toEqual(all.slice(0, before.length));
      });
    }, 120);
  });

  test("say that a service has reopened only if the record said so then", () => {
    each((zone, reports, now) => {
      for (const { ended, knownAt } of about(zone, reports, now).messages)
        for (const { service, reopening } of ended) {
          const { status, because } = standingOf(service, zone, reports, knownAt);
          if (reopening !== null) expect([status, because]).not.toEqual(["open", "day_of_change"]);
          if (reopening !== null) expect(status).toBe("open");
        }
    }, 120);
  });

  test("are in force for every service that is suspended or closed on record", () => {
    each((zone, reports, now) => {
      const settled = now.subtract(CLOCK_DELAY);
      const named = latest(about(zone, reports, now).messages).flatMap(({ services }) =>
        services.map(({ service }) => serviceKey(service)),
      );
      for (const service of SERVICES)
        if (isRestricted(standingOf(service, zone, reports, settled))) expect(named).toContain(serviceKey(service));
    }, 120);
  });

  test("have names of their own, begin with an Alert, refer to the earlier ones, and end with a Cancel", () => {
    each((zone, reports, now) => {
      const { messages } = about(zone, reports, now);
      expect(new Set(messages.map(({ identifier }) => identifier)).size).toBe(messages.length);
      for (const incident of new Set(messages.map((message) => message.incident))) {
        const thread = messages.filter((message) => message.incident === incident);
        thread.forEach(({ type, services, earlier, expiresAt, sentAt }, i) => {
          expect(type).toBe(i === 0 ? "Alert" : services.length > 0 ? "Update" : "Cancel");
          if (services.length === 0) expect(i).toBe(thread.length - 1);
          const lasting = thread
            .slice(0, i)
            .filter((message, j) => j === i - 1 || Temporal.Instant.compare(sentAt, message.expiresAt) < 0);
          expect(earlier.map(({ identifier }) => identifier)).toEqual(lasting.map(({ identifier }) => identifier));
          expect(Temporal.Instant.compare(sentAt, expiresAt)).toBeLessThanOrEqual(0);
        });
      }
    }, 120);
  });

  test("stay the same until the time given for the next one", () => {
    each((zone, reports, now) => {
      const { messages, nextAt } = about(zone, reports, now);
      if (nextAt === null) return;
      expect(Temporal.Instant.compare(now, nextAt)).toBeLessThan(0);
      const just = nextAt.subtract({ milliseconds: 1 });
      expect(JSON.stringify(about(zone, reports, just).messages)).toBe(JSON.stringify(messages));
    }, 60);
  });
});
