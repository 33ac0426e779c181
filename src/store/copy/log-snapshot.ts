import { groupBy } from "../../domain/group-by.ts";
import type { Report } from "../../domain/record/report.ts";
import type { Report as HeadOfRow, Prisma } from "../../generated/prisma/client.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { type AllPlaces, loadPlaces } from "../record/crossings.ts";
import { type ReportRow, toReport } from "../rows.ts";
import { type CopiedRow, type CopiedTable, PATIENT } from "./copied-rows.ts";

/** Everything of a service that a copy contains, as it is at one moment. */
export interface LogSnapshot {
  /** Number of reports. */
  size: number;
  places(): Promise<AllPlaces>;
  /** Yields all reports in order, in batches. */
  reports(): AsyncGenerator<Report[]>;
  /** Yields the rows of a table, in batches. */
  rows(table: CopiedTable): AsyncGenerator<CopiedRow[]>;
}

/** Longest time for which a snapshot is kept. It keeps the database from clearing away dead rows. */
const LONGEST_MS = 12 * 3_600_000;

/** Numbers of reports and rows that are loaded at once. */
const REPORTS = 100;
const ROWS = 5_000;

/** Runs `work` with a snapshot of the database. Whatever is recorded meanwhile is not part of it. */
export const withLogSnapshot = <Result>(
  db: Database,
  work: (snapshot: LogSnapshot) => Promise<Result>,
): Promise<Result> =>
  connectionsOf(db).prisma.$transaction(
    async (tx) => {
      // Times in UTC, whatever zone the server has.
      await tx.$executeRawUnsafe("SET LOCAL TimeZone = 'UTC'");
      await tx.$executeRawUnsafe(PATIENT);
      return work({
        size: await tx.report.count(),
        places: () => loadPlaces((sql) => tx.$queryRawUnsafe(sql)),
        reports: () => reportsOf(tx),
        rows: (table) => rowsOf(tx, table),
      });
    },
    { isolationLevel: "RepeatableRead", timeout: LONGEST_MS },
  );

async function* reportsOf(tx: Prisma.TransactionClient): AsyncGenerator<Report[]> {
  for (let after = 0n; ; ) {
    const heads = await tx.report.findMany({ where: { seq: { gt: after } }, orderBy: { seq: "asc" }, take: REPORTS });
    if (heads.length > 0) yield (await withParts(tx, heads)).map(toReport);
    if (heads.length < REPORTS) return;
    after = heads.at(-1)?.seq ?? after;
  }
}

/**
 * Loads the parts of reports, one kind after another. With `include`, Prisma would ask for all kinds at once, which one
 * connection cannot do.
 */
async function withParts(tx: Prisma.TransactionClient, heads: readonly HeadOfRow[]): Promise<ReportRow[]> {
  const ids = heads.map(({ id }) => id);
  const lines = { where: { reportId: { in: ids } }, orderBy: { line: "asc" } } as const;
  const of = ({ reportId }: { reportId: string }) => reportId;
  const statusChanges = groupBy(await tx.statusChange.findMany(lines), of);
  const hoursChanges = groupBy(await tx.hoursChange.findMany(lines), of);
  const hoursExceptions = groupBy(await tx.hoursException.findMany(lines), of);
  const claims = groupBy(await tx.claim.findMany(lines), of);
  const trafficCounts = groupBy(await tx.trafficCount.findMany(lines), of);
  const hashes = await tx.reportHash.findMany({ where: { seq: { in: heads.map(({ seq }) => seq) } } });
  const hashOfSeq = new Map(hashes.map((hash) => [hash.seq, hash]));
  const retractions = await tx.report.findMany({ where: { retracts: { in: ids } } });
  const retractionOfId = new Map(retractions.map((retraction) => [retraction.retracts, retraction]));
  return heads.map((head) => ({
    ...head,
    statusChanges: statusChanges.get(head.id) ?? [],
    hoursChanges: hoursChanges.get(head.id) ?? [],
    hoursExceptions: hoursExceptions.get(head.id) ?? [],
    claims: claims.get(head.id) ?? [],
    trafficCounts: trafficCounts.get(head.id) ?? [],
    hash: hashOfSeq.get(head.seq) ?? null,
    retraction: retractionOfId.get(head.id) ?? null,
  }));
}

async function* rowsOf(tx: Prisma.TransactionClient, { name, query }: CopiedTable): AsyncGenerator<CopiedRow[]> {
  const cursor = `copied_${name}`;
  await tx.$executeRawUnsafe(`DECLARE ${cursor} CURSOR FOR SELECT to_jsonb(q) AS row FROM (${query}) q`);
  for (;;) {
    const rows = await tx.$queryRawUnsafe<{ row: CopiedRow }[]>(`FETCH ${ROWS} FROM ${cursor}`);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < ROWS) break;
  }
  await tx.$executeRawUnsafe(`CLOSE ${cursor}`);
}
