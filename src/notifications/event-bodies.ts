import { type ToldEvent, tellEvent } from "../actions/notifications/describe-event.ts";
import type { Runtime } from "../context.ts";
import type { Delivery } from "../store/notifications/deliveries.ts";

/** Writes an event as a channel sends it for a delivery. */
export type EventBodies = (delivery: Delivery, subscription: string) => Promise<string>;

/** Events that many wait for come in bursts: the last few are kept, and written once for all. */
const KEPT = 100;

/** Events as they are posted. Of one event the text is always the same, whoever it is for, but for a ping. */
export function makeEventBodies(
  runtime: Runtime,
  write: (event: ToldEvent, subscription: string) => string,
): EventBodies {
  const kept = new Map<string, Promise<string>>();
  return (delivery, subscription) => {
    const make = async () => write(await tellEvent(runtime, delivery), subscription);
    if (delivery.kind === "verification") return make();
    const { turn, reportSeq } = delivery;
    const key = turn === null ? `${reportSeq}` : `${turn.crossing} ${turn.at} ${JSON.stringify(turn.services)}`;
    const body = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, body);
    // One that failed is not to fail again from memory.
    body.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    return body;
  };
}
