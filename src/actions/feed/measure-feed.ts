import { createHash } from "node:crypto";
import type { Context } from "../../context.ts";
import { AGREEING_POLLS, type FeedLimits, feedFault, isThin, shrank } from "../../domain/feed/health.ts";
import type { PolledFeed } from "../../domain/feed/origin.ts";
import type { FreshPart, ReadDocument } from "../../domain/feed/reading.ts";
import { lastGoodPoll, lastPolls } from "../../store/feed/polls.ts";

/** How a document of the feed compares with the ones before it. */
export interface Measured {
  /** Why nothing may be taken from it, in a sentence; null where it is sound. */
  fault: string | null;
  /** True where there is nothing to compare it with, and it has few of our rows: another address may have more. */
  thin: boolean;
  /** Which documents it is compared with: those that should have the same rows. */
  scope: string;
  /** What is put on record of a document that shrank, so that the next polls may agree with it. */
  shrunk: { shrunkScope: string; shrunkRows: number; shrunkMadeAt: string } | null;
}

/**
 * Compares a document with the last good poll of one that should have the same rows: any document that lists all ports,
 * whatever its address, or one that lists some by the same address. One with too few rows is refused, until
 * {@link AGREEING_POLLS} polls in a row, each of a document made anew, had as many.
 */
export async function measureFeed(
  ctx: Context,
  { job }: Pick<PolledFeed, "job">,
  url: string,
  document: ReadDocument,
  fresh: FreshPart,
  settings: Omit<FeedLimits, "lastMatchedRows">,
): Promise<Measured> {
  const scope =
    document.coverage === "all" ? "all" : `part ${createHash("sha256").update(url).digest("hex").slice(0, 12)}`;
  const before =
    (await lastGoodPoll(ctx.db, job, scope)) ??
    // A list of few rows where all ports were read before may be an answer that collapsed.
    (document.coverage === "part" && isThin(document) ? await lastGoodPoll(ctx.db, job, "all") : undefined);
  const rows = before?.matchedRows;
  const limits = { ...settings, lastMatchedRows: typeof rows === "number" ? rows : null };
  const fault = feedFault(document, ctx.now, limits) ?? allOld(document, fresh);
  const thin = limits.lastMatchedRows === null && isThin(document);
  if (fault === null || !shrank(document, limits) || document.matchedRows === 0)
    return { fault, thin, scope, shrunk: null };
  const shrunk = { shrunkScope: scope, shrunkRows: document.matchedRows, shrunkMadeAt: String(document.madeAt) };
  const polls = await lastPolls(ctx.db, job, AGREEING_POLLS - 1);
  const made = new Set([shrunk.shrunkMadeAt, ...polls.map(({ shrunkMadeAt }) => shrunkMadeAt)]);
  const agree =
    made.size === AGREEING_POLLS &&
    polls.every(
      (counts) => counts.shrunkScope === scope && Math.abs(Number(counts.shrunkRows) - document.matchedRows) <= 1,
    );
  // What else is wrong with it stays wrong, however many agree.
  const otherwise = feedFault(document, ctx.now, { ...limits, lastMatchedRows: null }) ?? allOld(document, fresh);
  return agree && otherwise === null
    ? { fault: null, thin: false, scope, shrunk: null }
    : { fault, thin, scope, shrunk: otherwise === null ? shrunk : null };
}

const allOld = ({ listed }: ReadDocument, { aged }: FreshPart): string | null =>
  aged.length === listed.length ? "is frozen: the dates of all its rows are old" : null;
