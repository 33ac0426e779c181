import type { Context } from "../../context.ts";
import {
  FEED_SILENCE,
  feedSilenceProposal,
  keyIn,
  silencePrefix,
  silenceProposal,
} from "../../domain/assessment/proposals.ts";
import type { Observation } from "../../domain/feed/observation.ts";
import type { PolledFeed } from "../../domain/feed/origin.ts";
import { type Silence, silentTogether } from "../../domain/feed/silence.ts";
import { groupBy } from "../../domain/group-by.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { saveObservations } from "../../store/feed/observations.ts";
import { openKeys } from "../../store/proposals/proposals.ts";
import { propose } from "./propose.ts";

/** A silent service and its crossing. */
export interface FoundSilence {
  crossing: Crossing;
  observation: Observation;
  silence: Silence;
}

/** Marks services that have just fallen silent, so that their answers show the doubt. */
export async function markMissing(ctx: Context, silences: readonly FoundSilence[]): Promise<void> {
  const marked = silences
    .filter(({ observation, silence }) => String(observation.missingSince) !== String(silence.since))
    .map(({ observation, silence }) => ({ ...observation, missingSince: silence.since }));
  await saveObservations(ctx.db, marked);
  ctx.snapshot?.touch(marked.map(({ service }) => service.crossing));
}

/**
 * Proposes suspicious silences: one proposal per crossing, or one about the feed if many crossings fell silent
 * together.
 * @returns the number of proposals
 */
export async function proposeSilences(
  ctx: Context,
  feed: PolledFeed,
  silences: readonly FoundSilence[],
): Promise<number> {
  const bySlug = groupBy(silences, ({ crossing }) => crossing.slug);
  const startOf = new Map([...bySlug].map(([slug, found]) => [slug, firstSince(found)] as const));
  let proposed = 0;
  for (const [slug, found] of bySlug) {
    const suspicious = found.filter(({ silence }) => silence.isSuspicious);
    const [first] = suspicious;
    if (first === undefined) continue;
    const since = firstSince(suspicious);
    const together = silentTogether(since, startOf);
    const prefix = together.size > 0 ? keyIn(feed, FEED_SILENCE) : silencePrefix(slug);
    if ((await openKeys(ctx.db, prefix)).length > 0) continue;
    const proposal =
      together.size > 0
        ? feedSilenceProposal(
            feed,
            [...together].flatMap((each) => bySlug.get(each)?.[0]?.crossing ?? []),
            since,
          )
        : silenceProposal(
            feed,
            first.crossing,
            suspicious.map(({ observation, silence }) => ({ mode: observation.service.mode, since: silence.since })),
          );
    if (await propose(ctx, proposal)) proposed++;
  }
  return proposed;
}

const firstSince = (found: readonly FoundSilence[]): Silence["since"] => {
  const [first] = found.map(({ silence }) => silence.since).sort(compareInstants);
  if (first === undefined) throw new RangeError("nothing is silent");
  return first;
};
