import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { type ComponentStatus, componentStateOf } from "../../domain/incidents/component-state.ts";
import { type Incident, incidentsOf } from "../../domain/incidents/incident.ts";
import {
  isInForce,
  isPlannedClosure,
  type RestrictedSpan,
  restrictedSpansOf,
  withdrawnSpansOf,
} from "../../domain/incidents/restricted-span.ts";
import { type Crossing, type Service, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import type { Report } from "../../domain/record/report.ts";
import type { Timeline } from "../../domain/record/timeline.ts";
import type { PartKind } from "../../domain/status/snapshot.ts";
import { standingAt } from "../../domain/status/standing.ts";
import { compareInstants, earliestInstant, FAR_AHEAD } from "../../domain/time/moment.ts";
import { isAway } from "../../store/away.ts";
import { recordIn } from "../../store/record/record-reader.ts";
import { loadWithdrawnSince } from "../../store/record/reports.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { type MadePart, partsOfAnswer } from "../crossings/parts-of-answer.ts";

/** Days for which incidents that are over are listed. */
const KEPT_DAYS = 90;

/** Time after which incidents are made again if the withdrawn reports could not be loaded. */
const AGAIN = { minutes: 1 };

/** An incident, written in a format. */
export interface WrittenIncident extends Pick<Incident, "kind" | "phase"> {
  createdAt: Temporal.Instant;
  text: string;
}

/** The incidents of one crossing. */
export interface CrossingIncidents {
  incidents: WrittenIncident[];
  /** Keys of the services that are shut only by planned closures. */
  planned: string[];
  /** Recording time of the last report or retraction about the crossing, or null. */
  touchedAt: Temporal.Instant | null;
}

/** Writes an incident. `name` must differ between writers that write different texts. */
export interface IncidentWriter {
  name: string;
  /**
   * Writes an incident, and returns the text with the time under which the incident is listed. `statusAt` returns the
   * status that the crossing had as a component at an instant, without the feed.
   */
  write(
    incident: Incident,
    crossing: Crossing,
    at: Temporal.Instant,
    statusAt: (at: Temporal.Instant) => ComponentStatus,
  ): Pick<WrittenIncident, "createdAt" | "text">;
}

/** The incidents of all crossings at one instant. */
export interface IncidentsListed {
  at: Temporal.Instant;
  /** Incidents by slug. Contains every crossing. */
  incidents: ReadonlyMap<string, CrossingIncidents>;
  /** First time at which an incident may change without a new report. Null if there is none. */
  expiresAt: Temporal.Instant | null;
}

type Part = CrossingIncidents & { expiresAt: Temporal.Instant };

const INCIDENTS: PartKind<Part> = {
  name: "incidents",
  bytesOf: ({ incidents }) => incidents.reduce((sum, { text }) => sum + text.length, 500),
};

/**
 * Lists the incidents of all crossings: restrictions that are announced or in force, and those that ended in the last
 * {@link KEPT_DAYS} days, also because their report was withdrawn.
 */
export async function listIncidents(ctx: Context, writer: IncidentWriter): Promise<IncidentsListed> {
  const crossings = [...(await allCrossings(ctx)).values()];
  let withdrawn: Promise<Report[] | null> | undefined;
  const parts = await partsOfAnswer(ctx, crossings, {
    kind: INCIDENTS,
    question: writer.name,
    async make(some) {
      withdrawn ??= loadWithdrawn(ctx);
      return makeIncidents(ctx, some, await withdrawn, writer);
    },
  });
  return {
    at: ctx.now,
    incidents: parts,
    expiresAt: earliestInstant([...parts.values()].map(({ expiresAt }) => expiresAt)),
  };
}

/** Loads the reports that were withdrawn lately. Returns null while the database is unavailable. */
async function loadWithdrawn(ctx: Context): Promise<Report[] | null> {
  try {
    return await loadWithdrawnSince(ctx.db, ctx.now.subtract({ hours: 24 * KEPT_DAYS }));
  } catch (error) {
    if (isAway(error)) return null;
    throw error;
  }
}

async function makeIncidents(
  ctx: Context,
  crossings: readonly Crossing[],
  withdrawn: readonly Report[] | null,
  writer: IncidentWriter,
): Promise<Map<string, MadePart<Part>>> {
  const reader = recordIn(ctx);
  const since = ctx.now.subtract({ hours: 24 * KEPT_DAYS });
  // Read before the data, so that these times never claim to be newer than the data.
  const touchTimes = await reader.affectedTimes(crossings.map(({ slug }) => slug));
  const timelines = await reader.timelines(crossings, { view: {}, at: since, onward: true });
  const parts = new Map<string, MadePart<Part>>();
  for (const crossing of crossings) {
    const mine = servicesOf(crossing).flatMap((service) => timelines.get(serviceKey(service)) ?? []);
    const part = partOf(ctx, crossing, mine, withdrawnSpansOf(withdrawn ?? [], crossing), writer);
    const again = withdrawn === null ? ctx.now.add(AGAIN) : null;
    const expiresAt = earliestInstant([part.expiresAt, again]) ?? part.expiresAt;
    const value = { ...part, expiresAt, touchedAt: touchTimes.get(crossing.slug) ?? null };
    parts.set(crossing.slug, { value, to: expiresAt });
    await yieldTurn();
  }
  return parts;
}

function partOf(
  { now, thresholds }: Context,
  crossing: Crossing,
  timelines: readonly Timeline[],
  withdrawn: readonly RestrictedSpan[],
  { write }: IncidentWriter,
): Omit<Part, "touchedAt"> {
  const spans = timelines.flatMap(restrictedSpansOf);
  const since = now.subtract({ hours: 24 * KEPT_DAYS });
  const all = incidentsOf(spans, withdrawn, now);
  const shown = all.filter(({ resolvedAt }) => resolvedAt === null || compareInstants(since, resolvedAt) < 0);
  const statusDuring =
    (incident: Incident) =>
    (at: Temporal.Instant): ComponentStatus => {
      // The timelines no longer contain what a withdrawn report stated. Until then, it counted.
      const withdrawnThen = incident.spans.filter((span) => span.withdrawnAt !== null && isInForce(span, at));
      const standings = timelines.map((timeline) => {
        const standing = standingAt(timeline, at, null, thresholds);
        const key = serviceKey(timeline.service);
        const isShut = withdrawnThen.some(({ service }) => serviceKey(service) === key);
        return isShut ? { ...standing, open: false, because: incident.status } : standing;
      });
      const counting = [...spans, ...withdrawnThen];
      return componentStateOf(standings, (service) => isPlanned(counting, service, at)).status;
    };
  const turns = [
    ...spans.flatMap(({ startsAt, endsAt, overAt, expectedAt }) => [startsAt, endsAt, overAt, expectedAt]),
    ...shown.map(({ resolvedAt }) => resolvedAt?.add({ hours: 24 * KEPT_DAYS }) ?? null),
  ];
  return {
    incidents: shown.map((incident) => ({
      kind: incident.kind,
      phase: incident.phase,
      ...write(incident, crossing, now, statusDuring(incident)),
    })),
    planned: servicesOf(crossing)
      .filter((service) => isPlanned(spans, service, now))
      .map(serviceKey),
    expiresAt: earliestInstant(turns.filter((turn) => turn !== null && compareInstants(now, turn) < 0)) ?? FAR_AHEAD,
  };
}

/** Returns true if all restrictions in force for a service are planned closures. */
function isPlanned(spans: readonly RestrictedSpan[], service: Service, at: Temporal.Instant): boolean {
  const key = serviceKey(service);
  const inForce = spans.filter((span) => serviceKey(span.service) === key && isInForce(span, at));
  return inForce.length > 0 && inForce.every(isPlannedClosure);
}
