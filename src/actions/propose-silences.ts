import type { Context } from "../context.ts";
import type { Crossing } from "../domain/crossing.ts";
import { FEED_SILENCE, feedSilenceProposal, silencePrefix, silenceProposal } from "../domain/feed-drafts.ts";
import { compareInstants } from "../domain/moment.ts";
import type { Observation } from "../domain/observation.ts";
import { isOneOfMany, type Silence } from "../domain/silence.ts";
import { saveObservations } from "../store/observations.ts";
import { openKeys } from "../store/proposals.ts";
import { propose } from "./propose.ts";

/** A silence of one service, with its crossing. */
export interface FoundSilence {
  crossing: Crossing;
  observation: Observation;
  silence: Silence;
}

/** Marks the services that are newly missing: answers about them say so. */
export async function markMissing(ctx: Context, silences: readonly FoundSilence[]): Promise<void> {
  const marked = silences
    .filter(({ observation }) => observation.missingSince === null)
    .map(({ observation, silence }) => ({ ...observation, missingSince: silence.since }));
  await saveObservations(ctx.db, marked);
  ctx.board?.touch(marked.map(({ service }) => service.crossing));
}

/**
 * Puts suspicious silences before the operators: one proposal a crossing until it is settled, or a single doubt about
 * the feed where many crossings fell silent together.
 * @returns how many proposals were made
 */
export async function proposeSilences(ctx: Context, silences: readonly FoundSilence[]): Promise<number> {
  const startOf = new Map<string, Silence["since"]>();
  for (const { crossing, silence } of silences) {
    const known = startOf.get(crossing.slug);
    if (known === undefined || compareInstants(silence.since, known) < 0) startOf.set(crossing.slug, silence.since);
  }
  let proposed = 0;
  for (const [slug, since] of startOf) {
    const suspicious = silences.filter(({ crossing, silence }) => crossing.slug === slug && silence.isSuspicious);
    const [first] = suspicious;
    if (first === undefined) continue;
    const isFeedDoubt = isOneOfMany(since, startOf);
    const prefix = isFeedDoubt ? FEED_SILENCE : silencePrefix(slug);
    if ((await openKeys(ctx.db, prefix)).length > 0) continue;
    const modes = suspicious.map(({ observation }) => observation.service.mode);
    const proposal = isFeedDoubt
      ? feedSilenceProposal(
          silences.map(({ crossing }) => crossing),
          since,
        )
      : silenceProposal(first.crossing, modes, since);
    if (await propose(ctx, proposal)) proposed++;
  }
  return proposed;
}
