import pg from "pg";
import type { Temporal } from "temporal-polyfill";
import type { AskedServices } from "../../domain/places/crossing.ts";
import type { Report } from "../../domain/record/report.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { LogPosition } from "../append/append-in-time.ts";
import { documentOf, type Idempotency, type NewReport } from "../append/report-document.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { type ReportRow, toDate, toReport, WHOLE_REPORT } from "../rows.ts";
import { loadInPages } from "./in-pages.ts";

/** Loads all reports with a line about one of the crossings, in recording order, each with only those lines. */
export async function loadRecord(db: Database, slugs: readonly string[]): Promise<Report[]> {
  const here = { where: { crossing: { in: [...slugs] } } };
  const some = { some: here.where };
  const rows = await connectionsOf(db).prisma.report.findMany({
    where: {
      OR: [
        { statusChanges: some },
        { hoursChanges: some },
        { hoursExceptions: some },
        { claims: some },
        { trafficCounts: some },
      ],
    },
    include: {
      ...WHOLE_REPORT,
      statusChanges: { ...here, ...WHOLE_REPORT.statusChanges },
      hoursChanges: { ...here, ...WHOLE_REPORT.hoursChanges },
      hoursExceptions: { ...here, ...WHOLE_REPORT.hoursExceptions },
      claims: { ...here, ...WHOLE_REPORT.claims },
      trafficCounts: { ...here, ...WHOLE_REPORT.trafficCounts },
    },
    orderBy: { seq: "asc" },
  });
  return rows.map(toReport);
}

/** Loads a report with all its lines, or undefined. */
export async function loadReport(db: Database, id: string): Promise<Report | undefined> {
  const row = await connectionsOf(db).prisma.report.findUnique({ where: { id }, include: WHOLE_REPORT });
  return row === null ? undefined : toReport(row);
}

/** Loads the report with this `seq` and all its lines, or undefined. */
export async function loadReportAt(db: Database, seq: number): Promise<Report | undefined> {
  const row = await connectionsOf(db).prisma.report.findUnique({ where: { seq }, include: WHOLE_REPORT });
  return row === null ? undefined : toReport(row);
}

export interface ReportFilter {
  crossing?: string | undefined;
  /** Only reports about a crossing in this state. */
  state?: string | undefined;
  kind?: Report["source"]["kind"] | undefined;
  publisher?: string | undefined;
  /** Name of the key with which the report was recorded. */
  recordedBy?: string | undefined;
  /** Only reports before this `seq`. */
  before?: number | undefined;
  /** Only reports recorded at or after this time. */
  from?: Temporal.Instant | undefined;
  /** Only reports recorded before this time. */
  to?: Temporal.Instant | undefined;
  /** True to include reports of counts, of which there is one per publisher and month. */
  counting?: boolean | undefined;
  /** Only reports with such a line, and retractions of those reports. Lines of counts do not qualify. */
  lines?: LineFilter | undefined;
}

/** Selects lines by mode, direction and crossing. */
export interface LineFilter extends AskedServices {
  crossings: readonly string[];
}

function touching({ mode, direction, crossings }: LineFilter): Prisma.ReportWhereInput {
  const some = {
    some: {
      crossing: { in: [...crossings] },
      ...(mode === undefined ? {} : { mode }),
      ...(direction === undefined ? {} : { direction }),
    },
  };
  const own = [{ statusChanges: some }, { hoursChanges: some }, { hoursExceptions: some }, { claims: some }];
  return { OR: [...own, { retracted: { OR: own } }] };
}

/** Loads the newest reports that pass the filter, with all their lines. */
export const loadReports = (db: Database, filter: ReportFilter, limit: number): Promise<Report[]> =>
  loadInPages<Report>(limit, (page, last) => loadPage(db, { ...filter, before: last?.seq ?? filter.before }, page));

async function loadPage(db: Database, filter: ReportFilter, limit: number): Promise<Report[]> {
  const { crossing, state, kind, publisher, recordedBy, before, from, to, lines, counting = false } = filter;
  const rows: ReportRow[] = await connectionsOf(db).prisma.report.findMany({
    where: {
      ...(counting ? {} : { countReport: { is: null } }),
      ...(kind === undefined ? {} : { sourceKind: kind }),
      ...(publisher === undefined ? {} : { publisher }),
      ...(recordedBy === undefined ? {} : { recordedBy }),
      ...(before === undefined ? {} : { seq: { lt: before } }),
      recordedAt: {
        ...(from === undefined ? {} : { gte: toDate(from) }),
        ...(to === undefined ? {} : { lt: toDate(to) }),
      },
      ...(lines === undefined ? {} : touching(lines)),
      ...(crossing === undefined ? {} : { marks: { some: { crossing } } }),
      ...(state === undefined ? {} : { AND: { marks: { some: { place: { state } } } } }),
    },
    include: WHOLE_REPORT,
    orderBy: { seq: "desc" },
    take: limit,
  });
  return rows.map(toReport);
}

/** Loads the reports with these ids, with all their lines. Ignores unknown ids. */
export async function loadReportsOf(db: Database, ids: readonly string[]): Promise<Report[]> {
  if (ids.length === 0) return [];
  const rows = await connectionsOf(db).prisma.report.findMany({
    where: { id: { in: [...ids] } },
    include: WHOLE_REPORT,
  });
  return rows.map(toReport);
}

/** Loads the reports that were withdrawn at or after an instant, with all their lines. */
export async function loadWithdrawnSince(db: Database, since: Temporal.Instant): Promise<Report[]> {
  const retractions = await connectionsOf(db).prisma.report.findMany({
    where: { retracts: { not: null }, recordedAt: { gte: toDate(since) } },
    select: { retracts: true },
  });
  return loadReportsOf(
    db,
    retractions.flatMap(({ retracts }) => retracts ?? []),
  );
}

/** Loads the retraction of a report, or undefined. */
export async function loadRetraction(db: Database, id: string): Promise<Report | undefined> {
  const row = await connectionsOf(db).prisma.report.findUnique({ where: { retracts: id }, include: WHOLE_REPORT });
  return row === null ? undefined : toReport(row);
}

/** Returns the ids that are on record. */
export async function knownIds(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await connectionsOf(db).prisma.report.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** Returns the ids of the given reports that are retracted. */
export async function retractedIds(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await connectionsOf(db).prisma.report.findMany({
    where: { retracts: { in: [...ids] } },
    select: { retracts: true },
  });
  return new Set(rows.flatMap(({ retracts }) => retracts ?? []));
}

/**
 * Appends a report in one statement and one transaction, which other reports appended at the same time may share. With
 * `keyId`, that API key must not be revoked.
 * @throws the database's own error if a constraint rejects the report, and Refusal `unauthorized` if the key is revoked;
 * nothing is then recorded
 */
export const appendReport = (
  db: Database,
  report: NewReport,
  zoneOf: (slug: string) => string,
  { idempotency, keyId }: { idempotency?: Idempotency | undefined; keyId?: string | undefined } = {},
): Promise<LogPosition> => connectionsOf(db).append(documentOf(report, zoneOf, idempotency), keyId);

/**
 * Appends reports in order in one transaction: all of them or none.
 * @throws the database's own error
 */
export const appendTogether = (
  db: Database,
  reports: readonly NewReport[],
  zoneOf: (slug: string) => string,
): Promise<LogPosition[]> =>
  connectionsOf(db).append.together(reports.map((report) => documentOf(report, zoneOf, undefined)));

/** Result of a request with an idempotency key, and the hash of the request's body. */
interface AnsweredRequest {
  /** Report on record. Null if the proposal did not become one. */
  reportId: string | null;
  /** Proposal to which the request led. Null if it recorded the report itself. */
  proposalId: string | null;
  bodyHash: string;
}

/** Returns the result of a request with an idempotency key at or after `since`, or undefined if there is none. */
export async function loadAnswered(
  db: Database,
  holder: string,
  key: string,
  since: Temporal.Instant,
): Promise<AnsweredRequest | undefined> {
  const row = await connectionsOf(db).prisma.idempotencyKey.findFirst({
    where: { holder, key, createdAt: { gte: toDate(since) } },
    include: { proposal: { select: { report: { select: { id: true } } } } },
  });
  if (row === null) return undefined;
  const { reportId, proposalId, bodyHash, proposal } = row;
  return { reportId: reportId ?? proposal?.report?.id ?? null, proposalId, bodyHash };
}

/** Returns true if the database rejected a report because its proposal is already settled. */
export const isSettled = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === "GA409";

/** Returns true if the database rejected a row because of this unique constraint. */
export const isTaken = (error: unknown, constraint: string): boolean =>
  error instanceof pg.DatabaseError && error.code === "23505" && error.constraint === constraint;
