import { createHash } from "node:crypto";
import type { Context } from "../../context.ts";
import { AGREEING_POLLS, type FeedLimits, feedFault, isTooShort, shrinkFault } from "../../domain/feed/health.ts";
import type { PolledFeed } from "../../domain/feed/origin.ts";
import type { FreshRows, ReadDocument } from "../../domain/feed/reading.ts";
import { lastGoodPoll, lastPolls } from "../../store/feed/polls.ts";

/** Result of comparing a document of the feed with earlier ones. */
export interface DocumentComparison {
  /** Reason for rejecting the document, worded to follow its address in a sentence. Null if the document is usable. */
  fault: string | null;
  /**
   * True if there is no earlier document to compare with, and the new document has few known rows. The document at
   * another address may have more.
   */
  thin: boolean;
  /** Key shared by the documents that should have the same rows. */
  scope: string;
  /** Counts to record for a document with fewer rows than before, for comparison with later polls. */
  shrunk: { shrunkScope: string; shrunkRows: number; shrunkMadeAt: string } | null;
}

/**
 * Compares a document with the last good poll. A document of all ports is compared with the last such document from any
 * address. A document of some ports is compared with the last one from its own address. If there is none and the
 * document is short, it is compared with the last document of all ports. A document with too few rows is rejected until
 * {@link AGREEING_POLLS} polls in a row, each with a new document, agree on the number.
 */
export async function compareWithEarlierPolls(
  ctx: Context,
  { job }: Pick<PolledFeed, "job">,
  url: string,
  document: ReadDocument,
  fresh: FreshRows,
  settings: Omit<FeedLimits, "lastMatchedRows">,
): Promise<DocumentComparison> {
  const scope =
    document.coverage === "all" ? "all" : `part ${createHash("sha256").update(url).digest("hex").slice(0, 12)}`;
  const before =
    (await lastGoodPoll(ctx.db, job, scope)) ??
    // If an earlier poll read all ports, a short list may be truncated.
    (document.coverage === "part" && isTooShort(document) ? await lastGoodPoll(ctx.db, job, "all") : undefined);
  const rows = before?.matchedRows;
  const limits = { ...settings, lastMatchedRows: typeof rows === "number" ? rows : null };
  const fault = feedFault(document, ctx.now, limits) ?? allOld(document, fresh);
  const thin = limits.lastMatchedRows === null && isTooShort(document);
  if (fault === null || !shrinkFault(document, limits) || document.matchedRows === 0)
    return { fault, thin, scope, shrunk: null };
  const shrunk = { shrunkScope: scope, shrunkRows: document.matchedRows, shrunkMadeAt: String(document.madeAt) };
  const polls = await lastPolls(ctx.db, job, AGREEING_POLLS - 1);
  const made = new Set([shrunk.shrunkMadeAt, ...polls.map(({ shrunkMadeAt }) => shrunkMadeAt)]);
  const agree =
    made.size === AGREEING_POLLS &&
    polls.every(
      (counts) => counts.shrunkScope === scope && Math.abs(Number(counts.shrunkRows) - document.matchedRows) <= 1,
    );
  // Polls that agree excuse a drop in the number of rows, but no other fault.
  const otherwise = feedFault(document, ctx.now, { ...limits, lastMatchedRows: null }) ?? allOld(document, fresh);
  return agree && otherwise === null
    ? { fault: null, thin: false, scope, shrunk: null }
    : { fault, thin, scope, shrunk: otherwise === null ? shrunk : null };
}

const allOld = ({ listed }: ReadDocument, { aged }: FreshRows): string | null =>
  aged.length === listed.length ? "is frozen: the dates of all its rows are old" : null;
