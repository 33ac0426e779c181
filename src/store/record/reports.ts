import pg from "pg";
import type { Temporal } from "temporal-polyfill";
import type { AskedServices } from "../../domain/places/crossing.ts";
import type { Lines, Report, ReportHead } from "../../domain/record/report.ts";
import { endOf, formatMoment, startOf } from "../../domain/time/moment.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { Place } from "../append/append-in-time.ts";
import type { Database } from "../database.ts";
import { type ReportRow, toDate, toReport, WHOLE_REPORT } from "../rows.ts";
import { inPages } from "./in-pages.ts";

/** All reports with a line on one of the crossings, in the order of recording, with just those lines. */
export async function loadRecord(db: Database, slugs: readonly string[]): Promise<Report[]> {
  const here = { where: { crossing: { in: [...slugs] } } };
  const some = { some: here.where };
  const rows = await db.prisma.report.findMany({
    where: { OR: [{ statusChanges: some }, { hoursChanges: some }, { claims: some }] },
    include: {
      ...WHOLE_REPORT,
      statusChanges: { ...here, ...WHOLE_REPORT.statusChanges },
      hoursChanges: { ...here, ...WHOLE_REPORT.hoursChanges },
      claims: { ...here, ...WHOLE_REPORT.claims },
    },
    orderBy: { seq: "asc" },
  });
  return rows.map(toReport);
}

/** One report with all its lines, or undefined. */
export async function loadReport(db: Database, id: string): Promise<Report | undefined> {
  const row = await db.prisma.report.findUnique({ where: { id }, include: WHOLE_REPORT });
  return row === null ? undefined : toReport(row);
}

/** The report in a place of the log, with all its lines, or undefined. */
export async function loadReportAt(db: Database, seq: number): Promise<Report | undefined> {
  const row = await db.prisma.report.findUnique({ where: { seq }, include: WHOLE_REPORT });
  return row === null ? undefined : toReport(row);
}

export interface ReportFilter {
  crossing?: string | undefined;
  /** Only reports that touch a crossing of this state. */
  state?: string | undefined;
  kind?: Report["source"]["kind"] | undefined;
  publisher?: string | undefined;
  /** Only reports that the holder of the key of this name recorded. */
  recordedBy?: string | undefined;
  /** Only reports recorded before the one of this `seq`. */
  before?: number | undefined;
  /** Only reports recorded from then on, and before then. */
  from?: Temporal.Instant | undefined;
  to?: Temporal.Instant | undefined;
  /** Only reports with a line on one of these services, and those that withdraw one. */
  lines?: LineFilter | undefined;
}

/** Lines of a mode and a direction, at one of some crossings. */
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
  const own = [{ statusChanges: some }, { hoursChanges: some }, { claims: some }];
  return { OR: [...own, { retracted: { OR: own } }] };
}

/** The newest reports that pass the filter, with all their lines, newest first. */
export const loadReports = (db: Database, filter: ReportFilter, limit: number): Promise<Report[]> =>
  inPages<Report>(limit, (page, last) => loadPage(db, { ...filter, before: last?.seq ?? filter.before }, page));

async function loadPage(db: Database, filter: ReportFilter, limit: number): Promise<Report[]> {
  const { crossing, state, kind, publisher, recordedBy, before, from, to, lines } = filter;
  const rows: ReportRow[] = await db.prisma.report.findMany({
    where: {
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

/** The reports of the given ids that are on record, with all their lines. */
export async function loadReportsOf(db: Database, ids: readonly string[]): Promise<Report[]> {
  if (ids.length === 0) return [];
  const rows = await db.prisma.report.findMany({ where: { id: { in: [...ids] } }, include: WHOLE_REPORT });
  return rows.map(toReport);
}

/** The report that withdraws another one, or undefined. */
export async function loadRetraction(db: Database, id: string): Promise<Report | undefined> {
  const row = await db.prisma.report.findUnique({ where: { retracts: id }, include: WHOLE_REPORT });
  return row === null ? undefined : toReport(row);
}

/** The ids, out of those given, that are on record. */
export async function knownIds(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.prisma.report.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** A report as it is handed in: its place and time are settled when it is appended. */
export type NewReport = Omit<ReportHead, "seq" | "recordedAt"> & Lines;

/** Under which key of whose an answer is remembered, and for which body. */
export interface Idempotency {
  holder: string;
  key: string;
  bodyHash: string;
}

/** A report as `append_reports` takes it. `zoneOf` tells a crossing's zone. */
export function documentOf(report: NewReport, zoneOf: (slug: string) => string, idempotency?: Idempotency) {
  const line = <
    Line extends { service: { crossing: string }; effectiveAt: Report["statusChanges"][number]["effectiveAt"] },
  >(
    { service, effectiveAt, ...rest }: Line,
    index: number,
  ) => ({
    ...service,
    ...rest,
    line: index,
    effectiveAt: formatMoment(effectiveAt),
    startsAt: String(startOf(effectiveAt, zoneOf(service.crossing))),
  });
  const { source, ...head } = report;
  return {
    ...head,
    sourceKind: source.kind,
    publisher: source.publisher,
    title: source.title,
    url: source.url,
    publishedAt: source.publishedAt === null ? null : formatMoment(source.publishedAt),
    statusChanges: report.statusChanges.map(line),
    hoursChanges: report.hoursChanges.map((change, i) => ({ ...line(change, i), hours: change.hours?.text ?? null })),
    claims: report.claims.map((claim, i) => ({
      ...line(claim, i),
      endsAt: String(endOf(claim.until ?? claim.effectiveAt, zoneOf(claim.service.crossing))),
    })),
    idempotency,
  };
}

/**
 * Appends a report: lock, insert, notify, in one statement and so in one transaction, which reports that come at the same
 * time may share.
 * @throws the database's own error where a constraint refuses it; nothing of this report is recorded then
 */
export const appendReport = (
  db: Database,
  report: NewReport,
  zoneOf: (slug: string) => string,
  idempotency?: Idempotency,
): Promise<Place> => db.append(documentOf(report, zoneOf, idempotency));

/** The report that was answered under a key since `since`, with the hash of its body. */
export async function loadAnswered(
  db: Database,
  holder: string,
  key: string,
  since: Temporal.Instant,
): Promise<{ reportId: string; bodyHash: string } | undefined> {
  const row = await db.prisma.idempotencyKey.findFirst({ where: { holder, key, createdAt: { gte: toDate(since) } } });
  return row ?? undefined;
}

/** True where the database refused a report because the proposal that it came from is settled. */
export const isSettled = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === "GA409";

/** True where the database refused a row because another one has its place in a unique constraint. */
export const isTaken = (error: unknown, constraint: string): boolean =>
  error instanceof pg.DatabaseError && error.code === "23505" && error.constraint === constraint;
