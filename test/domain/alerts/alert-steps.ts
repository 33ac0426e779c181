import { Temporal } from "temporal-polyfill";
import type { AlertMessage } from "../../../src/domain/alerts/alert-message.ts";
import { alertMessagesOf } from "../../../src/domain/alerts/alert-messages.ts";
import type { AlertStep } from "../../../src/domain/alerts/alert-record.ts";
import { serviceKey } from "../../../src/domain/places/crossing.ts";
import type { Report, ReportHead } from "../../../src/domain/record/report.ts";
import { type Moment, startOf } from "../../../src/domain/time/moment.ts";
import { SERVICES } from "../arbitrary.ts";
import { place, report } from "../telling.ts";

/** The crossing of the tests, with two services, in Denver's time. */
export const PLACE = place(SERVICES);

/** Returns a report as a step. `recordedAt` is the time of its recording. */
export function stepOf(
  each: Report,
  recordedAt: string,
  retracts: number | null = null,
  zone: string = PLACE.timeZone,
): AlertStep {
  const at = Temporal.Instant.from(recordedAt);
  const head: ReportHead = { ...each, recordedAt: at };
  const placed = <Line extends { effectiveAt: Moment }>(lines: readonly Line[]) =>
    lines.map((line, i) => ({ ...line, report: head, line: i, startsAt: startOf(line.effectiveAt, zone) }));
  return {
    ...{ seq: each.seq, recordedAt: at, retracts },
    statusChanges: placed(each.statusChanges),
    claims: placed(each.claims),
  };
}

/** Returns the step of a retraction. */
export const retraction = (seq: number, retracts: number, recordedAt: string): AlertStep =>
  stepOf(report(seq, "desk", {}), recordedAt, retracts);

export const messagesOf = (steps: readonly AlertStep[], now: string): AlertMessage[] =>
  alertMessagesOf(PLACE, steps, Temporal.Instant.from(now)).messages;

/** Returns messages as text: kind, time, services, and ended services. */
export const shortly = (messages: readonly AlertMessage[]): string[] =>
  messages.map(({ type, incident, sentAt, services, ended }) =>
    [
      `${type} ${incident} ${sentAt}`,
      ...services.map(
        ({ service, status, effectiveAt, expectedUntil, isOverdue, reopening, conflict }) =>
          `${serviceKey(service)} ${status} from ${effectiveAt}${expectedUntil === null ? "" : ` until ${expectedUntil}`}${isOverdue ? " overdue" : ""}${reopening === null ? "" : ` opens ${reopening.effectiveAt}`}${conflict === null ? "" : " disputed"}`,
      ),
      ...ended.map(
        ({ service, reopening }) =>
          `${serviceKey(service)} ${reopening === null ? "withdrawn" : `reopened ${reopening.effectiveAt}`}`,
      ),
    ]
      .join("; ")
      .replaceAll("puente/", "")
      .replaceAll("/northbound", ""),
  );
