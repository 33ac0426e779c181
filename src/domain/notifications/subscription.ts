import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import { stateOf } from "../places/region.ts";
import type { Direction, EventKind, Mode, SubscriptionState } from "../vocabulary.ts";

/** Which events are told. An empty list lets everything pass; what is told passes all of them, with one and the same service. */
export interface EventFilter {
  kinds: EventKind[];
  states: string[];
  crossings: string[];
  modes: Mode[];
  directions: Direction[];
}

/** An address to which events are posted, and which. */
export interface Subscription extends EventFilter {
  id: string;
  /** The name of the key that made it. */
  holder: string;
  url: string;
  state: SubscriptionState;
  /** Why it is dead or ended. */
  reason: string | null;
  createdAt: Temporal.Instant;
  /** When its address last answered a ping. */
  verifiedAt: Temporal.Instant | null;
  /** Since when it is dead or ended. */
  stoppedAt: Temporal.Instant | null;
}

const lets = <Word>(allowed: readonly Word[], word: Word): boolean => allowed.length === 0 || allowed.includes(word);

/** Whether there is a service of `crossings` of which the filter would ever let anything pass. */
export const fitsAny = (filter: Omit<EventFilter, "kinds">, crossings: Iterable<Crossing>): boolean =>
  [...crossings].some(
    (crossing) =>
      lets(filter.crossings, crossing.slug) &&
      lets(filter.states, stateOf(crossing).code) &&
      crossing.services.some(({ mode, direction }) => lets(filter.modes, mode) && lets(filter.directions, direction)),
  );
