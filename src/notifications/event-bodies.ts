import { describeEvent } from "../actions/notifications/describe-event.ts";
import type { Context, Runtime } from "../context.ts";
import type { Delivery } from "../store/notifications/deliveries.ts";
import type { Channel, WriteShared } from "./channel.ts";

/** Writes the bodies of a channel. */
export interface EventBodies {
  /** True if the body of the first attempt is sent at every attempt. Otherwise, each attempt has a new one. */
  isKept: boolean;
  /** Returns the body of a delivery to a subscription, or null if there is nothing to send. */
  write(ctx: Context, delivery: Delivery, subscription: string): Promise<string | null>;
}

/** Returns how the bodies of a channel are written. */
export function eventBodiesOf(runtime: Runtime, channel: Channel): EventBodies {
  if ("compose" in channel)
    return { isKept: false, write: (ctx, delivery, subscription) => channel.compose(ctx, delivery, subscription) };
  const shared = makeSharedBodies(runtime, channel.write);
  return { isKept: true, write: (_, delivery, subscription) => shared(delivery, subscription) };
}

/** Number of cached bodies. Events with many subscribers come in bursts, and each body is formatted once. */
const KEPT = 100;

/** Creates a function that formats bodies and caches them. All subscribers get the same body, except for a ping. */
function makeSharedBodies(
  runtime: Runtime,
  write: WriteShared,
): (delivery: Delivery, subscription: string) => Promise<string> {
  const kept = new Map<string, Promise<string>>();
  return (delivery, subscription) => {
    const make = async () => write(await describeEvent(runtime, delivery), subscription);
    if (delivery.kind === "verification") return make();
    const { turn, reportSeq } = delivery;
    const key = turn === null ? `${reportSeq}` : `${turn.crossing} ${turn.at} ${JSON.stringify(turn.services)}`;
    const body = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, body);
    // Do not cache failures.
    body.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    return body;
  };
}
