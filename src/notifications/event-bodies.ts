import { describeEvent, type EventDescription } from "../actions/notifications/describe-event.ts";
import type { Runtime } from "../context.ts";
import type { Delivery } from "../store/notifications/deliveries.ts";

/** Returns the body of a delivery to a subscription. */
export type EventBodies = (delivery: Delivery, subscription: string) => Promise<string>;

/** Number of cached bodies. Events with many subscribers come in bursts, and each body is formatted once. */
const KEPT = 100;

/** Creates a function that formats bodies and caches them. All subscribers get the same body, except for a ping. */
export function makeEventBodies(
  runtime: Runtime,
  write: (event: EventDescription, subscription: string) => string,
): EventBodies {
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
