import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import { stateOf } from "../places/region.ts";
import type { Direction, EventKind, Mode, SubscriptionState } from "../vocabulary.ts";

/**
 * Selects events by kind and service. An empty list allows everything. An event passes only if its kind is allowed, and
 * at least one of its services is allowed by all other lists.
 */
export interface EventFilter {
  kinds: EventKind[];
  states: string[];
  crossings: string[];
  modes: Mode[];
  directions: Direction[];
}

/** An address to which events are posted, and the filter for those events. */
export interface Subscription extends EventFilter {
  id: string;
  /** Name of the key that created the subscription. */
  holder: string;
  url: string;
  state: SubscriptionState;
  /** Reason for which the subscription is dead or ended. */
  reason: string | null;
  createdAt: Temporal.Instant;
  /** Time of the last ping that the address answered. */
  verifiedAt: Temporal.Instant | null;
  /** Time at which the subscription became dead or ended. */
  stoppedAt: Temporal.Instant | null;
}

const lets = <Word>(allowed: readonly Word[], word: Word): boolean => allowed.length === 0 || allowed.includes(word);

/** Returns true if the filter can match any service of `crossings`. */
export const matchesAny = (filter: Omit<EventFilter, "kinds">, crossings: Iterable<Crossing>): boolean =>
  [...crossings].some(
    (crossing) =>
      lets(filter.crossings, crossing.slug) &&
      lets(filter.states, stateOf(crossing).code) &&
      crossing.services.some(({ mode, direction }) => lets(filter.modes, mode) && lets(filter.directions, direction)),
  );
