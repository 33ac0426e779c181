import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../domain/feed/observation.ts";
import { type Crossing, serviceKey, servicesOf } from "../domain/places/crossing.ts";
import type { WaitingDoubt } from "../domain/record/proposal.ts";
import { disputedTimelines } from "../domain/record/timeline.ts";
import type { KnownCrossing } from "../domain/status/snapshot.ts";
import type { Database } from "../store/database.ts";
import { loadObservations } from "../store/feed/observations.ts";
import { loadDoubts } from "../store/proposals/waiting-reports.ts";
import { loadMarks } from "../store/record/marks.ts";
import { loadTimelineRows, timelinesFromRows } from "../store/record/timelines.ts";
import { mapInTurns } from "../yield-turn.ts";
import { packRows, unpackRows } from "./packed-rows.ts";

/** Data of a crossing, packed, sufficient for answers about `from` and any later instant. */
export interface HeldCrossing {
  crossing: Crossing;
  from: Temporal.Instant;
  rows: Buffer;
  observations: readonly Observation[];
  doubts: readonly WaitingDoubt[];
  /** As in {@link KnownCrossing}. */
  asOf: number;
}

/** Loads the data of crossings. */
export async function loadHeld(
  db: Database,
  crossings: readonly Crossing[],
  from: Temporal.Instant,
): Promise<HeldCrossing[]> {
  const slugs = crossings.map(({ slug }) => slug);
  // Read the `seq` before the data, so that an answer never claims to be newer than its data.
  // Read the doubts before the data, too: if a waiting report is accepted in between, the doubt remains for a moment.
  // Otherwise, neither the doubt nor the report would be seen.
  const [marks, doubts] = await Promise.all([loadMarks(db, slugs, undefined), loadDoubts(db, slugs)]);
  const [rows, observations] = await Promise.all([
    loadTimelineRows(db, crossings, questionAt(from)),
    loadObservations(db, slugs),
  ]);
  return mapInTurns(crossings, (crossing) => {
    const keys = servicesOf(crossing).map(serviceKey);
    return {
      crossing,
      from,
      rows: packRows(new Map(keys.map((key) => [key, rows.get(key) ?? []]))),
      observations: observations.filter(({ service }) => service.crossing === crossing.slug),
      doubts: doubts.filter(({ service }) => service.crossing === crossing.slug),
      asOf: marks.get(crossing.slug) ?? 0,
    };
  });
}

/** Unpacks the data of a crossing. */
export async function unpackHeld(held: HeldCrossing): Promise<KnownCrossing> {
  const { crossing, from, rows, observations, doubts, asOf } = held;
  const byService = unpackRows(rows);
  const timelines = await timelinesFromRows(crossing, (key) => byService.get(key) ?? [], questionAt(from));
  return {
    crossing,
    timelines: disputedTimelines(timelines, doubts),
    observations: new Map(observations.map((each) => [serviceKey(each.service), each])),
    asOf,
  };
}

const questionAt = (at: Temporal.Instant) => ({ view: {}, at, onward: true });
