import type pg from "pg";
import { canonicalPieces } from "../../domain/record/chain/canonical-report.ts";
import { formatMoment } from "../../domain/time/moment.ts";
import type { PrismaClient } from "../../generated/prisma/client.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { toReport, WHOLE_REPORT } from "../rows.ts";

/** Number of reports whose hashes are added in one transaction. It locks the log for milliseconds. */
const BATCH = 100;

/** Returns the `seq` of the last report that has a hash, or 0. */
const NEWEST_HASHED = "SELECT seq FROM report_hash ORDER BY seq DESC LIMIT 1";

/**
 * Adds the hashes of the reports after the last one that has a hash: reports recorded before hashes existed, or by a
 * process of an earlier version. Several processes may do this at the same time. If interrupted, the next call
 * continues.
 * @returns the number of hashes that this call added
 */
export async function hashMissing(
  { prisma, pool }: { prisma: PrismaClient; pool: Pick<pg.Pool, "query"> },
  tell: (added: number) => void = () => undefined,
): Promise<number> {
  for (let added = 0; ; tell(added)) {
    const newest = await pool.query<{ seq: string }>(NEWEST_HASHED);
    const after = newest.rows[0]?.seq ?? "0";
    const rows = await prisma.report.findMany({
      where: { seq: { gt: BigInt(after) } },
      include: WHOLE_REPORT,
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    if (rows.length === 0) return added;
    const seqs: number[] = [];
    const times: string[] = [];
    const pieces: (readonly string[])[] = [];
    for (const row of rows) {
      const report = toReport(row);
      seqs.push(report.seq);
      times.push(formatMoment(report.recordedAt));
      pieces.push(canonicalPieces(report));
      await yieldTurn();
    }
    const { rows: chained } = await pool.query<{ added: number }>("SELECT chain_missing($1, $2, $3, $4) AS added", [
      after,
      seqs,
      times,
      pieces,
    ]);
    added += chained[0]?.added ?? 0;
  }
}
