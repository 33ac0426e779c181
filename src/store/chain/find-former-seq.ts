import { createHash } from "node:crypto";
import { canonicalPieces, joinCanonical } from "../../domain/record/chain/canonical-report.ts";
import type { Report } from "../../domain/record/report.ts";
import { formatMoment } from "../../domain/time/moment.ts";
import type { ReportHash } from "../../generated/prisma/client.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toInstant } from "../rows.ts";

const PAGE = 1_000;

/**
 * Finds the number under which a report was recorded, if nothing else about it has changed since, but perhaps its time.
 * `own` is the hash that now has the report's number. Returns undefined if there is no such number. Tries all numbers,
 * which takes seconds for every hundred thousand.
 */
export async function findFormerSeq(db: Database, report: Report, own: ReportHash): Promise<number | undefined> {
  const { prisma } = connectionsOf(db);
  const pieces = canonicalPieces(report);
  const ownTime = formatMoment(report.recordedAt);
  for (let after = 0n; ; ) {
    const page = { where: { seq: { gt: after } }, orderBy: { seq: "asc" }, take: PAGE } as const;
    const hashes = await prisma.reportHash.findMany(page);
    const reports = await prisma.report.findMany({ ...page, select: { seq: true, recordedAt: true } });
    const timeAt = new Map(reports.map(({ seq, recordedAt }) => [seq, formatMoment(toInstant(recordedAt))]));
    // Either the reports were moved without their hashes, or together with them.
    for (const there of hashes) {
      const seq = Number(there.seq);
      for (const recordedAt of new Set([ownTime, timeAt.get(there.seq) ?? ownTime]))
        for (const { hash, previousHash } of [there, own]) {
          const text = joinCanonical(pieces, { seq, recordedAt, previousHash });
          const isFound = createHash("sha256").update(text).digest("hex") === hash;
          if (isFound && seq !== report.seq) return seq;
        }
    }
    if (hashes.length < PAGE) return undefined;
    after = hashes.at(-1)?.seq ?? after;
  }
}
