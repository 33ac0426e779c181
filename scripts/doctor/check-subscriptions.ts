import { measureWebhooks } from "../../src/actions/notifications/measure-webhooks.ts";
import type { Context } from "../../src/context.ts";
import type { DoctorWords } from "../../src/locales/messages/doctor.ts";
import { loadDeadSubscriptions } from "../../src/store/notifications/dead-subscriptions.ts";
import { type Finding, note, right, wrong } from "./finding.ts";

/** Age of a waiting event, in seconds, from which on its receiver or the sender must be in trouble. */
const LONG_WAIT = 3600;

/** Number of dead subscriptions that are listed one by one. */
const LISTED = 10;

/** Checks the webhooks: events that have waited long, and dead subscriptions. */
export async function checkSubscriptions(ctx: Context, words: DoctorWords): Promise<Finding[]> {
  const { subscriptions, waiting, oldestAge } = await measureWebhooks(ctx);
  const dead = await loadDeadSubscriptions(ctx.db, LISTED);
  const more = subscriptions.dead - dead.length;
  return [
    oldestAge < LONG_WAIT
      ? right(words.webhooks(subscriptions.active, waiting))
      : wrong(words.webhooksWaiting(waiting, Math.floor(oldestAge / 60))),
    ...dead.map(({ id, holder, since, reason }) =>
      wrong(words.webhookDead(id, holder, String(since), reason.replace(/\.$/, ""))),
    ),
    ...(more > 0 ? [note(words.webhooksDeadMore(more))] : []),
  ];
}
