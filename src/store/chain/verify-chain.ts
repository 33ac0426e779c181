import { createHash } from "node:crypto";
import { zonesOf } from "../../domain/places/crossing.ts";
import { canonicalReport } from "../../domain/record/chain/canonical-report.ts";
import type { Report } from "../../domain/record/report.ts";
import { formatMoment } from "../../domain/time/moment.ts";
import type { ReportHash } from "../../generated/prisma/client.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { loadCrossings } from "../record/crossings.ts";
import { type ReportRow, toReport, WHOLE_REPORT } from "../rows.ts";
import { checkDerived, type DerivedFault } from "./check-derived.ts";
import { findFormerSeq } from "./find-former-seq.ts";

/**
 * The first place where the log differs from its hashes.
 * - `altered`: the content of the report is not what was recorded.
 * - `rehashed`: the report and its hash were altered together, so the next hash does not follow from it.
 * - `moved`: the report was recorded as number `from`.
 * - `missing`: there is no report for the hash at this number. With `seq` null, both are missing before `next`.
 * - `added`: the report has no hash, although later reports have one, or it has the place of another in the chain.
 * - `unhashed`: neither this report nor any later one has a hash.
 */
export type ChainBreak =
  | { kind: "altered" | "rehashed" | "added" | "unhashed"; seq: number; id: string }
  | { kind: "moved"; seq: number; id: string; from: number }
  | { kind: "missing"; seq: number | null; next: number | null };

/** What a walk through the log found. */
export interface ChainResult {
  /** Number of reports that were checked. */
  reports: number;
  /** Null if the log is as it was recorded. */
  firstBreak: ChainBreak | null;
  /** Reports before that whose columns for queries were altered. */
  derivedFaults: DerivedFault[];
}

const PAGE = 100;

/** The lowest number that the column can have. Whoever alters the table may use numbers below 1. */
const BEFORE_ALL = -(2n ** 63n);

interface Entry {
  seq: number;
  row: ReportRow | undefined;
  own: ReportHash | undefined;
}

/**
 * Walks through the log in order, and compares each report with its hash, and with the columns that queries use. Stops
 * at the first difference from the hashes. Changes nothing.
 */
export async function verifyChain(db: Database, tell: (reports: number) => void): Promise<ChainResult> {
  const zoneOf = zonesOf(await loadCrossings(db));
  const derivedFaults: DerivedFault[] = [];
  let reports = 0;
  let before: ReportHash | undefined;
  let idBefore = "";
  for await (const page of pagesOf(db)) {
    const sound: { report: Report; row: ReportRow }[] = [];
    let firstBreak: ChainBreak | null = null;
    for (const entry of page) {
      const { found, report } = await examine(db, entry, before, idBefore);
      firstBreak = found;
      if (found !== null || report === undefined || entry.row === undefined) break;
      sound.push({ report, row: entry.row });
      before = entry.own;
      idBefore = report.id;
    }
    reports += sound.length;
    derivedFaults.push(...(await checkDerived(db, sound, zoneOf)));
    if (firstBreak !== null) return { reports, firstBreak, derivedFaults };
    tell(reports);
  }
  return { reports, firstBreak: null, derivedFaults };
}

/** Compares a report with its hash, and its hash with the one before. */
async function examine(
  db: Database,
  { seq, row, own }: Entry,
  before: ReportHash | undefined,
  idBefore: string,
): Promise<{ found: ChainBreak | null; report?: Report }> {
  if (row === undefined) return { found: { kind: "missing", seq, next: null } };
  const { id } = row;
  if (own === undefined) return { found: { kind: (await hasHashAfter(db, seq)) ? "added" : "unhashed", seq, id } };
  const report = readable(row);
  if (report === undefined || hashOf(report, own) !== own.hash) {
    const from = report === undefined ? undefined : await findFormerSeq(db, report, own);
    return { found: from === undefined ? { kind: "altered", seq, id } : { kind: "moved", seq, id, from } };
  }
  const skipped = own.position - (before?.position ?? 0n) - 1n;
  if (skipped > 0n) return { found: { kind: "missing", seq: null, next: seq } };
  if (skipped < 0n) return { found: { kind: "added", seq, id } };
  if (own.previousHash !== (before?.hash ?? null))
    return { found: { kind: "rehashed", seq: Number(before?.seq ?? seq), id: before === undefined ? id : idBefore } };
  return { found: null, report };
}

/** Returns the hash that a report should have. */
export const hashOf = (report: Report, { previousHash }: Pick<ReportHash, "previousHash">): string =>
  createHash("sha256")
    .update(canonicalReport(report, { seq: report.seq, recordedAt: formatMoment(report.recordedAt), previousHash }))
    .digest("hex");

/** Returns the report of a row, or undefined if an alteration made the row unreadable. */
function readable(row: ReportRow): Report | undefined {
  try {
    return toReport(row);
  } catch {
    return undefined;
  }
}

/**
 * Reads the reports and their hashes in pages, in order. Either may be missing. Leaves out reports that are recorded
 * meanwhile, because one of two queries might see them and the other not.
 */
async function* pagesOf(db: Database): AsyncGenerator<Entry[]> {
  const { prisma } = connectionsOf(db);
  const newest = { orderBy: { seq: "desc" }, select: { seq: true } } as const;
  const ends = [await prisma.report.findFirst(newest), await prisma.reportHash.findFirst(newest)];
  const end = ends.reduce((most, found) => (found !== null && found.seq > most ? found.seq : most), BEFORE_ALL);
  for (let after = BEFORE_ALL; ; ) {
    const where = { seq: { gt: after, lte: end } };
    const order = { orderBy: { seq: "asc" }, take: PAGE } as const;
    const [rows, hashes] = await Promise.all([
      prisma.report.findMany({ where, ...order, include: WHOLE_REPORT }),
      prisma.reportHash.findMany({ where, ...order }),
    ]);
    if (rows.length === 0 && hashes.length === 0) return;
    // Beyond the last row of a full page, the other page may lack entries that exist.
    const lasts = [rows, hashes].flatMap((each) => (each.length === PAGE ? [each[PAGE - 1]?.seq ?? end] : []));
    const last = lasts.reduce((least, seq) => (seq < least ? seq : least), end);
    const seqs = [...new Set([...rows, ...hashes].map(({ seq }) => seq))]
      .filter((seq) => seq <= last)
      .sort((a, b) => (a < b ? -1 : 1));
    const byRow = new Map(rows.map((row) => [row.seq, row]));
    const byHash = new Map(hashes.map((hash) => [hash.seq, hash]));
    yield seqs.map((seq) => ({ seq: Number(seq), row: byRow.get(seq), own: byHash.get(seq) }));
    after = seqs.at(-1) ?? after;
  }
}

const hasHashAfter = async (db: Database, seq: number): Promise<boolean> =>
  (await connectionsOf(db).prisma.reportHash.findFirst({ where: { seq: { gt: seq } } })) !== null;
