import { Temporal } from "temporal-polyfill";
import { groupBy } from "../../domain/group-by.ts";
import { crossingsOf, type Report } from "../../domain/record/report.ts";
import { documentOf } from "../append/report-document.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import type { ReportRow } from "../rows.ts";

/** A report whose content is as recorded, but whose columns for queries do not follow from that content. */
export interface DerivedFault {
  seq: number;
  id: string;
  /** The table and, for a line, its position. */
  where: string;
}

/** Columns of a line that follow from the line's content, the crossing's zone, and the report's number and time. */
interface DerivedLine {
  seq: bigint;
  line: number;
  startsAt: Date;
  endsAt?: Date | null;
  publishedBy?: Date | null;
  ahead?: boolean;
}

/** What a line of a document says about those columns. */
interface StatedLine {
  startsAt: string;
  endsAt?: string | null;
  publishedBy?: string | null;
}

/** A line that begins later than this after its report was recorded is `ahead`. As in the SQL function `append_reports`. */
export const AHEAD_MS = 768 * 3_600_000;

/**
 * Compares what queries use instead of the content: the instants of lines, and the lists of affected crossings and of
 * reports that only count. `reports` are readable reports with their rows.
 */
export async function checkDerived(
  db: Database,
  reports: readonly { report: Report; row: ReportRow }[],
  zoneOf: (slug: string) => string,
): Promise<DerivedFault[]> {
  const { prisma } = connectionsOf(db);
  const ids = reports.flatMap(({ report }) => report.retracts ?? []);
  const targets = await prisma.report.findMany({ where: { id: { in: ids } }, select: { id: true, seq: true } });
  const seqOf = new Map(targets.map(({ id, seq }) => [id, seq]));
  const where = { seq: { in: [...reports.map(({ row }) => row.seq), ...seqOf.values()] } };
  const marks = groupBy(await prisma.mark.findMany({ where }), ({ seq }) => String(seq));
  const counting = new Set((await prisma.countReport.findMany({ where })).map(({ seq }) => seq));
  const marksOf = (seq: bigint | undefined) =>
    (seq === undefined ? [] : (marks.get(String(seq)) ?? [])).map((each) => each.crossing);

  return reports.flatMap(({ report, row }) => {
    const fault = (of: string): DerivedFault[] => [{ seq: report.seq, id: report.id, where: of }];
    const line = lineFault(report, row, zoneOf);
    if (line !== undefined) return fault(line);
    const target = seqOf.get(report.retracts ?? "");
    const crossings = [...crossingsOf(report), ...marksOf(target)];
    if (!isSameSet(marksOf(row.seq), crossings)) return fault("mark");
    const isCounting = countsOnly(report) || (target !== undefined && counting.has(target));
    return counting.has(row.seq) === isCounting ? [] : fault("count_report");
  });
}

function lineFault(report: Report, row: ReportRow, zoneOf: (slug: string) => string): string | undefined {
  const document = documentOf(report, zoneOf);
  const tables: [string, readonly DerivedLine[], readonly StatedLine[]][] = [
    ["status_change", row.statusChanges, document.statusChanges],
    ["hours_change", row.hoursChanges, document.hoursChanges],
    ["hours_exception", row.hoursExceptions, document.hoursExceptions],
    ["claim", row.claims, document.claims],
    ["traffic_count", row.trafficCounts, document.counts],
  ];
  for (const [table, lines, stated] of tables)
    for (const [i, line] of lines.entries())
      if (stated[i] === undefined || !isDerived(line, stated[i], row)) return `${table}, line ${line.line}`;
  return undefined;
}

function isDerived(line: DerivedLine, { startsAt, endsAt, publishedBy }: StatedLine, row: ReportRow): boolean {
  const isAhead = line.startsAt.getTime() > row.recordedAt.getTime() + AHEAD_MS;
  return (
    line.seq === row.seq &&
    isAt(line.startsAt, startsAt) &&
    (line.endsAt === undefined || isAt(line.endsAt, endsAt ?? null)) &&
    (line.publishedBy === undefined || isAt(line.publishedBy, publishedBy ?? null)) &&
    (line.ahead === undefined || line.ahead === isAhead)
  );
}

const isAt = (date: Date | null, text: string | null): boolean =>
  date === null || text === null
    ? date === null && text === null
    : date.getTime() === Temporal.Instant.from(text).epochMilliseconds;

const isSameSet = (one: readonly string[], other: readonly string[]): boolean => {
  const [a, b] = [new Set(one), new Set(other)];
  return a.size === b.size && [...a].every((each) => b.has(each));
};

/** Returns true for a report that lists leave out, unless it is a retraction. */
export const countsOnly = ({
  counts,
  recordedBy,
  statusChanges,
  hoursChanges,
  hoursExceptions,
  claims,
}: Report): boolean =>
  counts.length > 0 &&
  (recordedBy === "seed" || [statusChanges, hoursChanges, hoursExceptions, claims].every(({ length }) => length === 0));
