import type { Temporal } from "temporal-polyfill";
import { type CrossingFilter, listCrossings } from "../actions/list-crossings.ts";
import type { Context } from "../context.ts";
import type { View } from "../web/asked.ts";
import type { BoardCrossing } from "../web/map.ts";
import type { Keep } from "./route.ts";
import { questionOf } from "./wire-page.ts";

/** The clock by which the border's other clocks are found; most crossings are on it. */
const FIRST_ZONE = "America/Chicago";

/**
 * The crossings that pass a filter, each as it stands at the time of a view: of a local day, at the hour of its own
 * clock, so that "noon" is asked once for each clock of the border.
 */
export async function boardAt(
  ctx: Context,
  view: View,
  at: Temporal.Instant | undefined,
  filter: Omit<CrossingFilter, keyof ReturnType<typeof questionOf>>,
  now: Temporal.Instant,
): Promise<{ listed: BoardCrossing[]; keep: Keep }> {
  const ask = async (zone: string) => {
    const question = questionOf(view, at, zone, now);
    const { answers, ...rest } = await listCrossings(ctx, { ...filter, ...question });
    return { listed: answers.map((answer) => ({ ...answer, at: rest.at })), ...rest, dated: question.at !== undefined };
  };
  const { listed, ...keep } = await ask(FIRST_ZONE);
  if (view.on === undefined) return { listed, keep };
  const zones = new Set(listed.map(({ crossing }) => crossing.timeZone));
  const byZone = new Map(
    await Promise.all(
      [...zones].map(async (zone) => [zone, zone === FIRST_ZONE ? listed : (await ask(zone)).listed] as const),
    ),
  );
  const own = ({ crossing }: BoardCrossing) =>
    byZone.get(crossing.timeZone)?.find((each) => each.crossing.slug === crossing.slug) ?? [];
  return { listed: listed.flatMap(own), keep };
}
