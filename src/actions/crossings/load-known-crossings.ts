import type { Context } from "../../context.ts";
import { type Crossing, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { disputedTimelines } from "../../domain/record/timeline.ts";
import type { KnownCrossing } from "../../domain/status/snapshot.ts";
import { loadObservations } from "../../store/feed/observations.ts";
import { loadDoubts } from "../../store/proposals/waiting-reports.ts";
import { recordIn } from "../../store/record/record-reader.ts";
import type { TimelinesQuestion } from "../../store/record/timelines.ts";

/** Loads the part of the record that a question needs. With `observed`, adds the latest readings of the feed and the waiting reports. */
export async function loadKnownCrossings(
  ctx: Pick<Context, "db" | "record">,
  crossings: readonly Crossing[],
  question: TimelinesQuestion,
  observed: boolean,
): Promise<KnownCrossing[]> {
  const slugs = crossings.map(({ slug }) => slug);
  const reader = recordIn(ctx);
  // Read the `seq` before the data, so that an answer never claims to be newer than its data.
  // Read the doubts before the data, too, so that an acceptance in between leaves either the doubt or the report.
  const [marks, doubts] = await Promise.all([
    reader.marks(slugs, question.view.knownAt),
    observed ? loadDoubts(ctx.db, slugs) : [],
  ]);
  const [timelines, observations] = await Promise.all([
    reader.timelines(crossings, question),
    observed ? loadObservations(ctx.db, slugs) : [],
  ]);
  const seen = new Map(observations.map((observation) => [serviceKey(observation.service), observation]));
  return crossings.map((crossing) => {
    const keys = servicesOf(crossing).map(serviceKey);
    const mine = <Value>(all: ReadonlyMap<string, Value>) =>
      new Map(
        keys.flatMap((key) => {
          const value = all.get(key);
          return value === undefined ? [] : [[key, value] as const];
        }),
      );
    const disputed = disputedTimelines(mine(timelines), doubts);
    return { crossing, timelines: disputed, observations: mine(seen), asOf: marks.get(crossing.slug) ?? 0 };
  });
}
