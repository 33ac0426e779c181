import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { serviceKey } from "../../domain/places/crossing.ts";
import { isChangedByClock } from "../../domain/status/changed-by-clock.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import {
  insertStandingNotices as announce,
  announcedUntil,
  type StandingNotice,
} from "../../store/notifications/standing-notices.ts";
import { loadTimelines } from "../../store/record/timelines.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { allCrossings } from "../crossings/all-crossings.ts";

/**
 * Announces services whose standing has changed with the passing of time since the last run of `job`, and records the
 * notices with this run. Compares the answers at the last run only with the answers now. After days of downtime,
 * subscribers learn the difference, but no changes in between. The first run announces nothing.
 */
export async function announceClockChanges(
  ctx: Context,
  job: string,
): Promise<{ until: string; crossings: number; services: number }> {
  const now = ctx.now;
  const reached = await announcedUntil(ctx.db, job);
  // If the clock was set back, nothing is announced until the clock has caught up.
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
      return timeline !== undefined && isChangedByClock(timeline, since, until, ctx.thresholds);
    });
    if (turned.length > 0) notices.push({ crossing: slug, since, at: until, services: turned });
    // Computing the standings of all crossings takes a tenth of a second, which would block requests.
    await yieldTurn();
  }
  return notices;
}
