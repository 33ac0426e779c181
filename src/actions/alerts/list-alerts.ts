import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import type { AlertMessage } from "../../domain/alerts/alert-message.ts";
import { alertMessagesOf } from "../../domain/alerts/alert-messages.ts";
import { isInCounty } from "../../domain/places/county.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { isInState } from "../../domain/places/region.ts";
import type { PartKind } from "../../domain/status/snapshot.ts";
import { compareInstants, earliestInstant, FAR_AHEAD } from "../../domain/time/moment.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { type MadePart, partsOfAnswer } from "../crossings/parts-of-answer.ts";
import { loadAlertSteps } from "./load-alert-steps.ts";

/** A message and the crossing that it is about. */
export interface ListedAlert {
  crossing: Crossing;
  message: AlertMessage;
}

/** The newest message of each incident, and how long the list is valid without a new report. */
export interface AlertList {
  at: Temporal.Instant;
  crossings: Crossing[];
  /** Restrictions in force or announced, and then those that ended lately, each the newest first. */
  alerts: ListedAlert[];
  expiresAt: Temporal.Instant | null;
}

/** Selects crossings. A missing condition means all. */
export interface AlertFilter {
  state?: string | undefined;
  /** FIPS code or name of a county. */
  county?: string | undefined;
}

/** Time for which the end of an incident is listed. */
const LISTED_FOR = { hours: 24 * 30 };
/** Recording the seed takes less time than this. */
const SEEDING = { minutes: 1 };
/** Maximum number of ended incidents in a list. Those in force are never left out. */
const MOST_ENDED = 100;

/** The messages of one crossing that lists show, and the time at which they may change without a new report. */
interface CrossingAlerts {
  messages: AlertMessage[];
  expiresAt: Temporal.Instant | null;
}

const ALERTS: PartKind<CrossingAlerts> = {
  name: "alerts",
  bytesOf: ({ messages }) =>
    messages.reduce(
      (sum, { services, ended, earlier }) => sum + 2000 * (1 + services.length + ended.length) + 200 * earlier.length,
      200,
    ),
};

/** Lists the newest message of each incident that is in force, announced, or over for at most 30 days. */
export async function listAlerts(ctx: Context, { state, county }: AlertFilter): Promise<AlertList> {
  const crossings = [...(await allCrossings(ctx)).values()].filter(
    (each) => isInState(each, state) && isInCounty(each, county),
  );
  const parts = await partsOfAnswer(ctx, crossings, {
    kind: ALERTS,
    question: "",
    make: (some) => makeParts(ctx, some),
  });
  const alerts = crossings.flatMap((crossing) =>
    (parts.get(crossing.slug)?.messages ?? []).map((message) => ({ crossing, message })),
  );
  const newestFirst = (some: ListedAlert[]) =>
    some.sort((a, b) => compareInstants(b.message.knownAt, a.message.knownAt));
  const isEnded = ({ message }: ListedAlert) => message.type === "Cancel";
  return {
    at: ctx.now,
    crossings,
    alerts: [
      ...newestFirst(alerts.filter((each) => !isEnded(each))),
      ...newestFirst(alerts.filter(isEnded)).slice(0, MOST_ENDED),
    ],
    expiresAt: earliestInstant(crossings.map(({ slug }) => parts.get(slug)?.expiresAt ?? null)),
  };
}

async function makeParts(ctx: Context, crossings: readonly Crossing[]): Promise<Map<string, MadePart<CrossingAlerts>>> {
  const parts = new Map<string, MadePart<CrossingAlerts>>();
  for (const crossing of crossings) {
    const value = listedOf(crossing, await loadAlertSteps(ctx, crossing), ctx.now);
    parts.set(crossing.slug, { value, to: value.expiresAt ?? FAR_AHEAD });
    await yieldTurn();
  }
  return parts;
}

function listedOf(
  crossing: Crossing,
  steps: Awaited<ReturnType<typeof loadAlertSteps>>,
  now: Temporal.Instant,
): CrossingAlerts {
  const { messages, nextAt } = alertMessagesOf(crossing, steps, now);
  const newest = new Map(messages.map((message) => [message.incident, message]));
  const seeded = new Map(
    steps
      .filter(({ statusChanges }) => statusChanges.some(({ report }) => report.recordedBy === "seed"))
      .map(({ seq, recordedAt }) => [seq, recordedAt]),
  );
  /** Returns true if an incident both began and ended while the seed was recorded, before anybody read the list. */
  const isSeeded = ({ incident, knownAt }: AlertMessage) => {
    const began = seeded.get(incident);
    return began !== undefined && compareInstants(knownAt, began.add(SEEDING)) <= 0;
  };
  const listed = [...newest.values()]
    .filter((message) => message.type !== "Cancel" || !isSeeded(message))
    .map((message) => ({ message, leavesAt: message.type === "Cancel" ? message.knownAt.add(LISTED_FOR) : null }))
    .filter(({ leavesAt }) => leavesAt === null || compareInstants(now, leavesAt) < 0);
  return {
    messages: listed.map(({ message }) => message),
    expiresAt: earliestInstant([nextAt, ...listed.map(({ leavesAt }) => leavesAt)]),
  };
}
