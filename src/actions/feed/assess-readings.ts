import type { Temporal } from "temporal-polyfill";
import type { ActorContext, Context } from "../../context.ts";
import { type Assessment, type AssessmentLimits, assess, hoursDiffer } from "../../domain/assessment/assessment.ts";
import {
  hoursPrefix,
  hoursProposal,
  liftDraft,
  trafficPrefix,
  trafficProposal,
} from "../../domain/assessment/proposals.ts";
import type { Observation } from "../../domain/feed/observation.ts";
import type { PolledFeed } from "../../domain/feed/origin.ts";
import { HABIT_DAYS } from "../../domain/feed/silence.ts";
import { groupBy } from "../../domain/group-by.ts";
import { parseHours } from "../../domain/hours/opening-hours.ts";
import { type Crossing, serviceKey } from "../../domain/places/crossing.ts";
import type { NewProposal } from "../../domain/record/proposal.ts";
import type { ReportHead } from "../../domain/record/report.ts";
import type { Timeline } from "../../domain/record/timeline.ts";
import { latestInstant } from "../../domain/time/moment.ts";
import type { Mode } from "../../domain/vocabulary.ts";
import { isAway } from "../../store/away.ts";
import { loadFeedHours, type StoredFeedHour } from "../../store/feed/hours.ts";
import { openKeys } from "../../store/proposals/proposals.ts";
import { loadReports } from "../../store/record/reports.ts";
import { loadTimelines } from "../../store/record/timelines.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { propose } from "../proposals/propose.ts";
import { type FoundSilence, markMissing, proposeSilences } from "../proposals/propose-silences.ts";
import { recordReport } from "../record/record-report.ts";

/** Counts from one poll: services by outcome, proposals, and crossings that could not be assessed. */
export interface AssessedReading {
  confirmed: number;
  lifted: number;
  contradicted: number;
  missing: number;
  proposed: number;
  unassessed: number;
}

/** A service with its record, its reading and the conclusion. */
interface Case {
  timeline: Timeline;
  observation: Observation;
  finding: Assessment;
}

/**
 * Acts on the observations of a poll at `now`: lifts restrictions that the feed may lift, marks missing services, and
 * proposes the rest to operators. If a crossing cannot be assessed, it is logged, counted and skipped.
 */
export async function assessReadings(
  ctx: Context,
  feed: PolledFeed,
  given: readonly Observation[],
  limits: AssessmentLimits,
): Promise<AssessedReading> {
  // The feed covers northbound traffic only.
  const observations = given.filter(({ service }) => service.direction === "northbound");
  const judged: AssessedReading = { confirmed: 0, lifted: 0, contradicted: 0, missing: 0, proposed: 0, unassessed: 0 };
  const since = ctx.now.subtract({ hours: 24 * HABIT_DAYS });
  const bySlug = groupBy(observations, ({ service }) => service.crossing);
  const [crossings, hours] = await Promise.all([allCrossings(ctx), loadSilentHours(ctx, observations, since)]);
  const polled = [...bySlug.keys()].flatMap((slug) => crossings.get(slug) ?? []);
  const question = { direction: "northbound", view: {}, at: since, onward: true } as const;
  const timelines = await loadTimelines(ctx.db, polled, question);
  const silences: FoundSilence[] = [];
  for (const crossing of polled) {
    try {
      const cases = (bySlug.get(crossing.slug) ?? []).flatMap((observation): Case[] => {
        const key = serviceKey(observation.service);
        const timeline = timelines.get(key);
        if (timeline === undefined) return [];
        return [
          { timeline, observation, finding: assess(timeline, observation, hours.get(key) ?? [], ctx.now, limits) },
        ];
      });
      await act(ctx, feed, crossing, cases, limits, judged);
      for (const { observation, finding } of cases)
        if (finding.kind === "missing") silences.push({ crossing, observation, silence: finding.silence });
    } catch (error) {
      if (isAway(error)) throw error;
      ctx.log.error({ err: error, crossing: crossing.slug }, "the readings of a crossing could not be assessed");
      judged.unassessed++;
    }
  }
  await markMissing(ctx, silences);
  judged.missing = silences.length;
  judged.proposed += await proposeSilences(ctx, feed, silences);
  return judged;
}

/** Loads the hourly poll counts of services without current traffic. Only these are compared with their past. */
async function loadSilentHours(
  { db }: Context,
  observations: readonly Observation[],
  since: Temporal.Instant,
): Promise<Map<string, StoredFeedHour[]>> {
  const silent = observations.filter(({ kind, movingAt }) => kind !== "moving" && movingAt !== null);
  const hoursOf = new Map<string, StoredFeedHour[]>(silent.map(({ service }) => [serviceKey(service), []]));
  const slugs = [...new Set(silent.map(({ service }) => service.crossing))];
  for (const hour of await loadFeedHours(db, slugs, since)) hoursOf.get(serviceKey(hour.service))?.push(hour);
  return hoursOf;
}

async function act(
  ctx: Context,
  feed: PolledFeed,
  crossing: Crossing,
  cases: readonly Case[],
  limits: AssessmentLimits,
  judged: AssessedReading,
): Promise<void> {
  for (const { finding, observation } of cases) {
    if (finding.kind === "confirms") judged.confirmed++;
    if (finding.kind === "contradicts") judged.contradicted++;
    if (finding.kind !== "lifts" || (await wasWithdrawn(ctx, feed, crossing, finding.reports))) continue;
    const { mode } = observation.service;
    await recordReport(asFeed(ctx, feed), liftDraft(feed, crossing, mode, finding));
    judged.lifted++;
  }
  for (const { prefix, proposal } of proposalsOf(feed, crossing, cases, ctx.now, limits)) {
    if ((await openKeys(ctx.db, prefix)).length > 0) continue;
    if (await propose(ctx, proposal)) judged.proposed++;
  }
}

/**
 * Returns true if an operator withdrew the report with which the feed lifted one of these restrictions. The feed must
 * not lift it again.
 */
async function wasWithdrawn(
  ctx: Context,
  feed: PolledFeed,
  { slug }: Crossing,
  restrictions: readonly ReportHead[],
): Promise<boolean> {
  const reports = await loadReports(ctx.db, { crossing: slug, recordedBy: asFeed(ctx, feed).actor.name }, 100);
  const withdrawn = reports.filter(({ retractedAt }) => retractedAt !== null);
  return withdrawn.some(({ note }) => restrictions.some(({ id }) => note?.includes(id) === true));
}

/**
 * Returns the proposals for operators, each with its key prefix. Only one proposal per prefix may be open at a time.
 */
function proposalsOf(
  feed: PolledFeed,
  crossing: Crossing,
  cases: readonly Case[],
  now: Temporal.Instant,
  limits: AssessmentLimits,
): { prefix: string; proposal: NewProposal }[] {
  const { slug } = crossing;
  const contradicted = cases.flatMap(({ finding, observation }) =>
    finding.kind === "contradicts" ? [{ ...finding, mode: observation.service.mode }] : [],
  );
  const traffic = [...groupBy(contradicted, ({ report }) => report.id).values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const all = [first, ...more];
    const newest = latestInstant(all.map(({ movingAt }) => movingAt)) ?? first.movingAt;
    const proposal = trafficProposal(feed, crossing, all, newest, first.report);
    return [{ prefix: trafficPrefix(slug, first.report), proposal }];
  });
  const other = differing(feed, crossing, cases, now, limits);
  return other === undefined ? traffic : [...traffic, { prefix: hoursPrefix(slug), proposal: other }];
}

const modesOf = (cases: readonly Case[]): Mode[] => cases.map(({ observation }) => observation.service.mode);

/**
 * Returns a proposal if the feed's hours differ from the record. The feed's hours are for travellers, and hours for
 * cargo are in notices, so cargo is compared only if the crossing has no other mode.
 */
function differing(
  feed: PolledFeed,
  crossing: Crossing,
  cases: readonly Case[],
  now: Temporal.Instant,
  limits: AssessmentLimits,
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
  return differ.length === 0 ? undefined : hoursProposal(feed, crossing, modesOf(differ), hours, hoursSince);
}

/** Returns a context that records reports under the name of the feed's job. */
const asFeed = (ctx: Context, { job }: PolledFeed): ActorContext => ({
  ...ctx,
  actor: { id: job, name: `job:${job}`, role: "recorder" },
});
