import { createHash } from "node:crypto";
import type { Context } from "../../context.ts";
import { AGREEING_POLLS, type FeedLimits, feedFault, isTooShort, shrinkFault } from "../../domain/feed/health.ts";
import type { PolledFeed } from "../../domain/feed/origin.ts";
import type { FreshRows, ReadDocument } from "../../domain/feed/reading.ts";
import { lastGoodPoll, lastPolls } from "../../store/feed/polls.ts";

/** Result of comparing a document of the feed with earlier ones. */
export interface DocumentComparison {
  /**
   * Reason why the document must not be used, worded to follow the address in a sentence. Null if the document is
   * usable.
   */
  fault: string | null;
  /**
   * True if no earlier document exists for comparison and this document has few known rows. Another address may have
   * more rows.
   */
  thin: boolean;
  /** Identifies the documents that can be compared with this one, because they should have the same rows. */
  scope: string;
  /** Counts to record for a document with fewer rows than before, so that later polls can confirm it. */
  shrunk: { shrunkScope: string; shrunkRows: number; shrunkMadeAt: string } | null;
}

/**
 * Compares a document with the last good poll. A document with all ports is compared with the last good one that has
 * all ports, from any address. A document with some ports is compared with the last good one from the same address. If
 * that address has none and the document is short, the last good document with all ports is used instead. A document
 * with too few rows is refused until {@link AGREEING_POLLS} consecutive polls, each with a newly generated document,
 * agree on the number of rows.
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
    // If all ports were read before, a short list may be a truncated response.
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
  // Agreement excuses only a drop in the number of rows, not any other fault.
  const otherwise = feedFault(document, ctx.now, { ...limits, lastMatchedRows: null }) ?? allOld(document, fresh);
  return agree && otherwise === null
    ? { fault: null, thin: false, scope, shrunk: null }
    : { fault, thin, scope, shrunk: otherwise === null ? shrunk : null };
}

const allOld = ({ listed }: ReadDocument, { aged }: FreshRows): string | null =>
  aged.length === listed.length ? "is frozen: the dates of all its rows are old" : null;
