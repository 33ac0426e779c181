import type { Temporal } from "temporal-polyfill";
import type { ActorContext, Context } from "../context.ts";
import { type Crossing, serviceKey } from "../domain/crossing.ts";
import {
  FEED_JOB,
  hoursProposal,
  liftDraft,
  silencePrefix,
  silenceProposal,
  trafficProposal,
} from "../domain/feed-drafts.ts";
import { parseHours } from "../domain/hours.ts";
import { type Finding, hoursDiffer, type JudgementLimits, judge, USUAL_DAYS } from "../domain/judgement.ts";
import type { Observation } from "../domain/observation.ts";
import type { NewProposal } from "../domain/proposal.ts";
import type { Timeline } from "../domain/timeline.ts";
import type { Mode } from "../domain/words.ts";
import { loadFeedHours } from "../store/feed-hours.ts";
import { loadObservations, saveObservations } from "../store/observations.ts";
import { openKeys } from "../store/proposals.ts";
import { loadTimelines } from "../store/timelines.ts";
import { allCrossings } from "./all-crossings.ts";
import { propose } from "./propose.ts";
import { recordReport } from "./record-report.ts";

/** What a poll came to: services confirmed, lifted, contradicted or missing, and proposals made. */
export interface Judged {
  confirmed: number;
  lifted: number;
  contradicted: number;
  missing: number;
  proposed: number;
}

/** One service that was read, with what is on record of it and what its reading comes to. */
interface Case {
  timeline: Timeline;
  observation: Observation;
  finding: Finding;
}

/** Days before those that are usual, so that a silence of days is seen whole. */
const SILENCE_DAYS = 7;

/**
 * Makes of the latest observations what they warrant: lifts what the feed may lift, marks what is missing, and puts the
 * rest before the operators.
 */
export async function judgeReadings(ctx: Context, slugs: readonly string[], limits: JudgementLimits): Promise<Judged> {
  const now = ctx.now;
  const judged: Judged = { confirmed: 0, lifted: 0, contradicted: 0, missing: 0, proposed: 0 };
  const since = now.subtract({ hours: 24 * (USUAL_DAYS + SILENCE_DAYS) });
  const [crossings, observations, hours] = await Promise.all([
    allCrossings(ctx),
    loadObservations(ctx.db, slugs),
    loadFeedHours(ctx.db, slugs, since),
  ]);
  const polled = slugs.flatMap((slug) => crossings.get(slug) ?? []);
  const timelines = await loadTimelines(ctx.db, polled, { view: {}, at: since, onward: true });
  const hoursOf = new Map<string, typeof hours>();
  for (const hour of hours) {
    const key = serviceKey(hour.service);
    hoursOf.set(key, [...(hoursOf.get(key) ?? []), hour]);
  }
  for (const crossing of polled) {
    // What this poll did not see keeps its observation, and is not judged anew.
    const seen = observations.filter(
      ({ service, polledAt }) =>
        service.crossing === crossing.slug && polledAt.epochMilliseconds === now.epochMilliseconds,
    );
    const cases = seen.flatMap((observation): Case[] => {
      const key = serviceKey(observation.service);
      const timeline = timelines.get(key);
      if (timeline === undefined) return [];
      return [{ timeline, observation, finding: judge(timeline, observation, hoursOf.get(key) ?? [], now, limits) }];
    });
    await act(ctx, crossing, cases, limits, judged);
  }
  return judged;
}

async function act(
  ctx: Context,
  crossing: Crossing,
  cases: readonly Case[],
  limits: JudgementLimits,
  judged: Judged,
): Promise<void> {
  for (const { finding, observation } of cases) {
    if (finding.kind === "confirms") judged.confirmed++;
    if (finding.kind === "contradicts") judged.contradicted++;
    if (finding.kind !== "lifts") continue;
    const draft = liftDraft(
      crossing,
      observation.service.mode,
      finding.movingAt,
      finding.report,
      observation.movingPolls,
    );
    await recordReport(asFeed(ctx), draft);
    judged.lifted++;
  }
  judged.missing += await markMissing(ctx, cases);
  for (const proposal of proposalsOf(crossing, cases, ctx.now, limits)) {
    const prefix = silencePrefix(crossing.slug);
    if (proposal.key.startsWith(prefix) && (await openKeys(ctx.db, prefix)).length > 0) continue;
    if (await propose(ctx, proposal)) judged.proposed++;
  }
}

/** Marks what is newly missing, and tells how many are. */
async function markMissing(ctx: Context, cases: readonly Case[]): Promise<number> {
  const missing = cases.flatMap(({ observation, finding }) =>
    finding.kind === "missing" ? [{ ...observation, missingSince: finding.since }] : [],
  );
  const known = new Set(
    cases
      .filter(({ observation }) => observation.missingSince !== null)
      .map(({ observation }) => serviceKey(observation.service)),
  );
  const newly = missing.filter(({ service }) => !known.has(serviceKey(service)));
  await saveObservations(ctx.db, newly);
  ctx.board?.touch(newly.map(({ service }) => service.crossing));
  return missing.length;
}

function proposalsOf(
  crossing: Crossing,
  cases: readonly Case[],
  now: Temporal.Instant,
  limits: JudgementLimits,
): NewProposal[] {
  const proposals: NewProposal[] = [];
  const contradicted = cases.filter(({ finding }) => finding.kind === "contradicts");
  const [first] = contradicted;
  if (first?.finding.kind === "contradicts") {
    const { report, movingAt } = first.finding;
    const same = contradicted.filter(
      ({ finding }) => finding.kind === "contradicts" && finding.report.id === report.id,
    );
    proposals.push(trafficProposal(crossing, modesOf(same), movingAt, report));
  }
  const missing = cases.filter(({ finding }) => finding.kind === "missing");
  const [silent] = missing;
  if (silent?.finding.kind === "missing")
    proposals.push(silenceProposal(crossing, modesOf(missing), silent.finding.since));
  const other = differing(crossing, cases, now, limits);
  if (other !== undefined) proposals.push(other);
  return proposals;
}

const modesOf = (cases: readonly Case[]): Mode[] => cases.map(({ observation }) => observation.service.mode);

/** The feed's hours are those of travellers; cargo keeps others, which the feed tells in notices, unless it is all there is. */
function differing(
  crossing: Crossing,
  cases: readonly Case[],
  now: Temporal.Instant,
  limits: JudgementLimits,
): NewProposal | undefined {
  const travellers = cases.filter(({ observation }) => observation.service.mode !== "commercial");
  const listed = travellers.length > 0 ? travellers : cases;
  const [first] = listed;
  const { hoursText = null, hoursSince = null } = first?.observation ?? {};
  if (hoursText === null || hoursSince === null) return undefined;
  const hours = parseHours(hoursText);
  const differ = listed.filter(({ timeline, observation }) =>
    hoursDiffer(timeline, observation, hours, now, limits.hoursDays),
  );
  return differ.length === 0 ? undefined : hoursProposal(crossing, modesOf(differ), hours, hoursSince);
}

/** What the feed records stands under the name of its job. */
const asFeed = (ctx: Context): ActorContext => ({
  ...ctx,
  actor: { id: FEED_JOB, name: `job:${FEED_JOB}`, role: "recorder" },
});
