import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import { stateOf } from "../places/region.ts";
import type { Direction, EventKind, Mode, SubscriptionState } from "../vocabulary.ts";

/** Selects events. An empty list allows everything. One and the same service must pass all lists. */
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
  /** The name of the key that created it. */
  holder: string;
  url: string;
  state: SubscriptionState;
  /** Why it is dead or ended. */
  reason: string | null;
  createdAt: Temporal.Instant;
  /** When its address last answered a ping. */
  verifiedAt: Temporal.Instant | null;
  /** When it became dead or ended. */
  stoppedAt: Temporal.Instant | null;
}

const lets = <Word>(allowed: readonly Word[], word: Word): boolean => allowed.length === 0 || allowed.includes(word);

/** Returns true if the filter could ever match some service of `crossings`. */
export const matchesAny = (filter: Omit<EventFilter, "kinds">, crossings: Iterable<Crossing>): boolean =>
  [...crossings].some(
    (crossing) =>
      lets(filter.crossings, crossing.slug) &&
      lets(filter.states, stateOf(crossing).code) &&
      crossing.services.some(({ mode, direction }) => lets(filter.modes, mode) && lets(filter.directions, direction)),
  );
