import type { Temporal } from "temporal-polyfill";
import type { ReportHead, StatusChange } from "../record/report.ts";
import { compareInstants, earliestInstant, latestInstant, type Moment } from "../time/moment.ts";
import type { Incident, IncidentPhase } from "./incident.ts";
import type { RestrictedSpan } from "./restricted-span.ts";

/**
 * Kinds of update. A report tells of a restriction (`reported`), or of its end (`ended`, or `end_announced` before the
 * end). The clock begins a restriction (`begun`) and passes its expected end (`overdue`). `ending`: the day of its end
 * has begun, and the time of the end is not known. `withdrawn`: the report is withdrawn.
 */
export type IncidentUpdateKind = "reported" | "begun" | "overdue" | "end_announced" | "ending" | "ended" | "withdrawn";

/** Something that happened to an incident. */
export interface IncidentUpdate {
  kind: IncidentUpdateKind;
  at: Temporal.Instant;
  /** Time at which the update was known here, if that is later. */
  knownAt: Temporal.Instant;
  /** What happened at `at`, with the precision of the source: the start, the expected end, or the withdrawal. */
  moment: Moment;
  /** Report that the update is about. */
  report: ReportHead;
  /** Changes of that report to the services of the incident. */
  changes: StatusChange[];
  /** Status of the incident after the update, in the format of status pages. */
  status: IncidentStatus;
}

/** Statuses of incidents and of scheduled maintenances in the format of status pages. */
export const INCIDENT_STATUSES = ["investigating", "identified", "monitoring", "resolved"] as const;
export const MAINTENANCE_STATUSES = ["scheduled", "in_progress", "verifying", "completed"] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number] | (typeof MAINTENANCE_STATUSES)[number];

const MAINTENANCE_STATUS_OF: Record<IncidentPhase, IncidentStatus> = {
  scheduled: "scheduled",
  active: "in_progress",
  easing: "verifying",
  overdue: "verifying",
  over: "completed",
};

/** Returns the status of an incident. The cause of an incident is identified if a source states it. */
export function incidentStatusOf({ kind, phase, reason }: Pick<Incident, "kind" | "phase" | "reason">): IncidentStatus {
  if (kind === "maintenance") return MAINTENANCE_STATUS_OF[phase];
  if (phase === "over") return "resolved";
  if (phase === "easing" || phase === "overdue") return "monitoring";
  return reason === null ? "investigating" : "identified";
}

/**
 * Returns what happened to an incident up to `at`, oldest first. A report that was recorded after the end of the incident
 * counts from the time that it is about.
 */
export function incidentUpdatesOf(incident: Incident, at: Temporal.Instant): IncidentUpdate[] {
  const { spans, startsAt, withdrawnAt, resolvedAt } = incident;
  const [start] = spans[0].changes;
  const isBefore = (a: Temporal.Instant, b: Temporal.Instant | null) => b === null || compareInstants(a, b) < 0;
  const isDone = (instant: Temporal.Instant | null): instant is Temporal.Instant =>
    instant !== null && compareInstants(instant, at) <= 0;
  const updates: Omit<IncidentUpdate, "status">[] = [];
  const add = (kind: IncidentUpdateKind, time: Temporal.Instant, moment: Moment, { report, changes = [] }: Subject) =>
    updates.push({ kind, at: time, knownAt: latest(time, report.recordedAt), moment, report, changes });

  for (const report of reportsOf(spans.flatMap(({ changes }) => changes))) {
    const changes = spans.flatMap((span) => span.changes.filter((change) => change.report.id === report.id));
    const effectAt = earliestInstant(changes.map((change) => change.startsAt)) ?? startsAt;
    const time = isBefore(report.recordedAt, resolvedAt) ? report.recordedAt : effectAt;
    add("reported", time, time, { report, changes });
  }
  if (isBefore(start.report.recordedAt, startsAt) && isDone(startsAt) && isBefore(startsAt, withdrawnAt))
    add("begun", startsAt, start.effectiveAt, start);
  const overdue = overdueSince(spans);
  if (overdue !== null && isDone(overdue.expectedAt) && isBefore(overdue.expectedAt, endOfAll(spans))) {
    const [newest = start] = overdue.changes.slice(-1);
    add("overdue", latest(overdue.expectedAt, newest.report.recordedAt), overdue.expectedUntil, newest);
  }
  for (const report of reportsOf(spans.flatMap(({ ending }) => ending ?? []))) {
    const ended = spans.filter(({ ending }) => ending?.report.id === report.id);
    const changes = ended.flatMap(({ ending }) => ending ?? []);
    const endsAt = latestInstant(ended.map((span) => span.endsAt)) ?? startsAt;
    const overAt = latestInstant(ended.map((span) => span.overAt)) ?? endsAt;
    const { recordedAt } = report;
    const mayEndAt = latest(endsAt, recordedAt);
    if (isBefore(recordedAt, endsAt)) add("end_announced", recordedAt, recordedAt, { report, changes });
    if (isBefore(mayEndAt, overAt) && isDone(mayEndAt)) add("ending", mayEndAt, mayEndAt, { report, changes });
    if (isDone(overAt)) add("ended", overAt, overAt, { report, changes });
  }
  if (withdrawnAt !== null) add("withdrawn", withdrawnAt, withdrawnAt, start);
  return updates
    .sort((a, b) => compareInstants(a.at, b.at) || RANK[a.kind] - RANK[b.kind] || a.report.seq - b.report.seq)
    .map((update) => ({ ...update, status: statusAfter(update, incident) }));
}

interface Subject {
  report: ReportHead;
  changes?: StatusChange[];
}

/** Returns the restriction that was expected to end last. Null if one of them was not expected to end. */
function overdueSince(
  spans: readonly RestrictedSpan[],
): (RestrictedSpan & { expectedAt: Temporal.Instant; expectedUntil: Moment }) | null {
  const expected = spans.flatMap(({ expectedAt, expectedUntil, ...span }) =>
    expectedAt === null || expectedUntil === null ? [] : [{ ...span, expectedAt, expectedUntil }],
  );
  if (expected.length < spans.length) return null;
  return expected.reduce((last, each) => (compareInstants(last.expectedAt, each.expectedAt) < 0 ? each : last));
}

/** Returns the earliest instant at which all restrictions may be over. Null if nothing on record ends one of them. */
const endOfAll = (spans: readonly RestrictedSpan[]): Temporal.Instant | null =>
  spans.some(({ endsAt }) => endsAt === null) ? null : latestInstant(spans.map(({ endsAt }) => endsAt));

/** Order of updates at the same instant. */
const RANK: Record<IncidentUpdateKind, number> = {
  ...{ reported: 0, begun: 1, overdue: 2, end_announced: 3, ending: 4, ended: 5, withdrawn: 6 },
};

function statusAfter({ kind, at }: Pick<IncidentUpdate, "kind" | "at">, incident: Incident): IncidentStatus {
  const isBegun = compareInstants(incident.startsAt, at) <= 0;
  const isOver = incident.spans.every(({ overAt }) => overAt !== null && compareInstants(overAt, at) <= 0);
  if (kind === "withdrawn" || (kind === "ended" && isOver)) return incidentStatusOf({ ...incident, phase: "over" });
  if (kind === "ending" || kind === "ended") return incidentStatusOf({ ...incident, phase: "easing" });
  if (kind === "overdue") return incidentStatusOf({ ...incident, phase: "overdue" });
  return incidentStatusOf({ ...incident, phase: isBegun ? "active" : "scheduled" });
}

const latest = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (compareInstants(a, b) < 0 ? b : a);

/** Returns the reports of changes without duplicates, in recording order. */
const reportsOf = (changes: readonly { report: ReportHead }[]): ReportHead[] =>
  [...new Map(changes.map(({ report }) => [report.id, report])).values()].sort((a, b) => a.seq - b.seq);
