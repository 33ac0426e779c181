import type { Context } from "../../context.ts";
import { fewest, type NearbyOpen, neighboursWith, shutTraffic } from "../../domain/alerts/alert-alternatives.ts";
import { type AlertMessage, namedByIdentifier } from "../../domain/alerts/alert-message.ts";
import { alertMessagesOf } from "../../domain/alerts/alert-messages.ts";
import { contradictionOf } from "../../domain/alerts/alerted-service.ts";
import { Refusal } from "../../domain/errors.ts";
import { type Crossing, serviceKey } from "../../domain/places/crossing.ts";
import type { ReportHead } from "../../domain/record/report.ts";
import { stateAt } from "../../domain/record/restrictions.ts";
import { lastBegun, type Timeline } from "../../domain/record/timeline.ts";
import { isDayOfChange } from "../../domain/status/change-run.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { hasMarks } from "../../store/record/marks.ts";
import { recordIn } from "../../store/record/record-reader.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import type { ListedAlert } from "./list-alerts.ts";
import { loadAlertSteps } from "./load-alert-steps.ts";

/** A message with the crossings that it names as alternatives. */
export interface FoundAlert extends ListedAlert {
  alternatives: NearbyOpen[];
}

/**
 * Returns the message with this identifier. It says the same at any later time.
 * @throws Refusal `not_found`
 */
export async function getAlert(ctx: Context, identifier: string): Promise<FoundAlert> {
  const crossings = await allCrossings(ctx);
  const named = namedByIdentifier(identifier);
  const crossing = crossings.get(named?.crossing ?? "");
  if (named === null || crossing === undefined) throw unknownAlert(identifier);
  // Finding a message takes the whole record of the crossing, so most unknown identifiers are refused before that.
  if (!(await hasMarks(ctx.db, crossing.slug, [named.incident, named.seq]))) throw unknownAlert(identifier);
  const { messages } = alertMessagesOf(crossing, await loadAlertSteps(ctx, crossing), ctx.now);
  const message = messages.find((each) => each.identifier === identifier);
  if (message === undefined) throw unknownAlert(identifier);
  return { crossing, message, alternatives: await alternativesOf(ctx, crossing, message, [...crossings.values()]) };
}

const unknownAlert = (identifier: string): Refusal => new Refusal("not_found", ["unknownAlert", identifier]);

/** Finds the nearest other crossings that were open on record, and undisputed, when the message was sent. */
async function alternativesOf(
  ctx: Context,
  crossing: Crossing,
  message: AlertMessage,
  all: readonly Crossing[],
): Promise<NearbyOpen[]> {
  const candidates = shutTraffic(message).map((traffic) => ({
    ...traffic,
    nearest: neighboursWith(crossing, all, traffic),
  }));
  const asked = new Map(
    candidates.flatMap(({ nearest }) => nearest.map((each) => [each.crossing.slug, each.crossing])),
  );
  if (asked.size === 0) return [];
  const timelines = await recordIn(ctx).timelines([...asked.values()], {
    view: { knownAt: message.knownAt },
    at: message.knownAt,
    onward: false,
  });
  return candidates
    .map(({ mode, direction, nearest }) => ({
      mode,
      direction,
      nearest: fewest(
        nearest.filter((each) => {
          const timeline = timelines.get(serviceKey({ crossing: each.crossing.slug, mode, direction }));
          return timeline !== undefined && isOpenOnRecord(timeline, message);
        }),
      ),
    }))
    .filter(({ nearest }) => nearest.length > 0);
}

/**
 * Returns true if a service was open to everybody on record when a message was sent, and no other source contradicted
 * it.
 */
function isOpenOnRecord(timeline: Timeline, { knownAt, seq }: AlertMessage): boolean {
  // A report of the same millisecond that was recorded later was not known yet.
  const isKnown = ({ report }: { report: ReportHead }) =>
    report.seq <= seq || compareInstants(report.recordedAt, knownAt) < 0;
  const known = {
    ...timeline,
    statusChanges: timeline.statusChanges.filter(isKnown),
    claims: timeline.claims.filter(isKnown),
    counts: timeline.counts.filter(isKnown),
  };
  const state = stateAt(known, knownAt);
  if (state === undefined || state.status !== "open" || state.programmes.length > 0) return false;
  if (contradictionOf(known, knownAt, "open") !== null) return false;
  return !isDayOfChange(known, lastBegun(known.statusChanges, knownAt), knownAt);
}
