import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { serviceKey } from "../../domain/places/crossing.ts";
import { isTurnedByClock } from "../../domain/status/changed-by-clock.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import {
  announceTurns as announce,
  announcedUntil,
  type StandingNotice,
} from "../../store/notifications/standing-notices.ts";
import { loadTimelines } from "../../store/record/timelines.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { yieldTurn } from "../yield-turn.ts";

/**
 * Announces the services that the clock turned since the last time, on behalf of the run of `job` that is under way.
 * Whatever the stretch, its two ends are compared, once: who was away for days is told what is different, and not what
 * it was in between. Without a last time, there is nothing yet to compare with.
 */
export async function announceTurns(
  ctx: Context,
  job: string,
): Promise<{ until: string; crossings: number; services: number }> {
  const now = ctx.now;
  const reached = await announcedUntil(ctx.db, job);
  // A clock that was set back has nothing to tell until it comes to where it was.
  const until = reached !== null && compareInstants(reached, now) > 0 ? reached : now;
  const notices = reached === null ? [] : await findTurns(ctx, reached, until);
  await announce(ctx.db, job, until, notices);
  const services = notices.reduce((all, notice) => all + notice.services.length, 0);
  return { until: String(until), crossings: notices.length, services };
}

async function findTurns(ctx: Context, since: Temporal.Instant, until: Temporal.Instant): Promise<StandingNotice[]> {
  const crossings = [...(await allCrossings(ctx)).values()];
  const timelines = await loadTimelines(ctx.db, crossings, { view: {}, at: since, onward: true });
  const notices: StandingNotice[] = [];
  for (const { slug, services } of crossings) {
    const turned = services.filter((service) => {
      const timeline = timelines.get(serviceKey({ crossing: slug, ...service }));
      return timeline !== undefined && isTurnedByClock(timeline, since, until, ctx.thresholds);
    });
    if (turned.length > 0) notices.push({ crossing: slug, at: until, services: turned });
    // All crossings at once take a tenth of a second, for which requests would have to wait.
    await yieldTurn();
  }
  return notices;
}
