import type { Context } from "../../context.ts";
import { groundsOf } from "../../domain/announcements/amendment.ts";
import { type Advisory, advisoryDraft } from "../../domain/assessment/advisory.ts";
import { Refusal } from "../../domain/errors.ts";
import { storableText } from "../../domain/plain-text.ts";
import { acceptDraft } from "../../domain/record/draft.ts";
import type { NewProposal, Proposal } from "../../domain/record/proposal.ts";
import { isRefusedValue, loadEarlier } from "../../store/proposals/proposals.ts";
import { expireProposals } from "../../store/prune.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { propose } from "./propose.ts";

/** A source of advisories and its job. */
export interface AdvisoryOrigin {
  name: string;
  job: string;
}

/** Reason recorded when a proposal expires. */
const OVER = "the event is over, or nobody settled it in time";

/** Maximum number of proposals that expire in a run. The next run continues. */
const MOST_EXPIRED = 1000;

/**
 * Proposes a source's advisories as notes, each text once. The proposal of a later text about a subject replaces the
 * earlier proposal. If the earlier proposal is settled and both texts have the same title and first line, nothing is
 * proposed. Open proposals expire when their event is over. Skips advisories that cannot be stored.
 */
export async function proposeAdvisories(
  ctx: Context,
  { name, job }: AdvisoryOrigin,
  advisories: readonly Advisory[],
): Promise<{ proposed: number; amended: number; leftOut: string[] }> {
  // If this were left to the daily job, a one-hour warning could stay on the desk for a day.
  await expireProposals(ctx.db, ctx.now, { by: `job:${job}`, reason: OVER }, MOST_EXPIRED, job);
  const crossings = await allCrossings(ctx);
  const drafted = { proposed: 0, amended: 0, leftOut: [] as string[] };
  // If one id had a character that the database refuses, the query would fail for all advisories.
  const keyOf = (id: string) => storableText(`${name}:${id}`);
  // A warning may be cancelled for one part of its area and continue in the rest. The message that continues it must
  // replace the earlier proposal, so follow-ups come last.
  const inOrder = advisories.toSorted((a, b) => Number(a.isFollowUp) - Number(b.isFollowUp));
  const keyed = inOrder.map((advisory) => ({
    advisory,
    key: keyOf(advisory.key),
    item: advisory.subject === null ? undefined : keyOf(advisory.subject),
    replaces: advisory.replaces.map(keyOf),
  }));
  const found = await loadEarlier(ctx.db, {
    items: keyed.flatMap(({ item }) => item ?? []),
    keys: keyed.flatMap(({ key, replaces }) => [key, ...replaces]),
    links: [],
  });
  const known = new Set(found.map(({ key }) => key));
  const replaced = new Set<string>();
  for (const { advisory, key, item, replaces } of keyed)
    try {
      const draft = advisoryDraft(advisory);
      acceptDraft(draft, crossings);
      const earlier = found.filter(
        (each) =>
          each.supersededBy === null &&
          !replaced.has(each.id) &&
          (replaces.includes(each.key) || (item !== undefined && each.item === item)),
      );
      if (known.has(key) || !isNews(advisory, earlier)) continue;
      const proposal: NewProposal = {
        key,
        job,
        title: advisory.title,
        grounds: groundsOf({ draft, quote: advisory.quote, doubts: advisory.doubts }, earlier, false),
        draft,
        ...(item === undefined ? {} : { item }),
        ...(advisory.until === null ? {} : { usefulUntil: advisory.until }),
      };
      if (!(await propose(ctx, proposal, earlier))) continue;
      for (const { id } of earlier) replaced.add(id);
      drafted.proposed++;
      if (earlier.length > 0) drafted.amended++;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "invalid") && !isRefusedValue(error)) throw error;
      drafted.leftOut.push(`“${advisory.title}” was left out: ${error instanceof Error ? error.message : error}`);
    }
  return drafted;
}

/**
 * Returns true if an advisory adds something to the proposals in `earlier`. A follow-up adds something only if one of
 * those proposals is open or accepted.
 */
function isNews({ isFollowUp, title, note }: Advisory, earlier: readonly Proposal[]): boolean {
  if (isFollowUp && !earlier.some(({ state }) => state === "open" || state === "accepted")) return false;
  return !earlier.some(
    (each) =>
      each.title === title &&
      firstLine(each.draft?.note) === firstLine(note) &&
      (each.state === "open" ? each.draft?.note === note : each.state === "accepted" || each.state === "dismissed"),
  );
}

const firstLine = (note: string | null | undefined): string | undefined => note?.split("\n", 1)[0];
