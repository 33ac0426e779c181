import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import { stateOf } from "../places/region.ts";
import type { Direction, EventKind, Language, Mode, SubscriptionState } from "../vocabulary.ts";

/**
 * Selects events by kind and service. An empty list allows everything. At least one service of the event must pass all
 * lists of places, modes and directions.
 */
export interface EventFilter {
  kinds: EventKind[];
  states: string[];
  crossings: string[];
  modes: Mode[];
  directions: Direction[];
}

/** An address that receives events, and the filter for them. */
export interface Subscription extends EventFilter {
  id: string;
  /** Name of the key that created the subscription. */
  holder: string;
  /** Channel by which events are sent to `url`. */
  channel: string;
  url: string;
  /** Language of messages to a chat service. Null for other channels. */
  language: Language | null;
  state: SubscriptionState;
  /** Why the subscription is dead or ended. */
  reason: string | null;
  createdAt: Temporal.Instant;
  /** Time of the last ping that the receiver answered. */
  verifiedAt: Temporal.Instant | null;
  /** Time at which the subscription became dead or ended. */
  stoppedAt: Temporal.Instant | null;
}

/** Returns true if a list of a filter allows a word. An empty list allows everything. */
export const isAllowedBy = <Word>(allowed: readonly Word[], word: Word): boolean =>
  allowed.length === 0 || allowed.includes(word);

/** Returns true if the filter can match a service of one of `crossings`. */
export const matchesAny = (filter: Omit<EventFilter, "kinds">, crossings: Iterable<Crossing>): boolean =>
  [...crossings].some(
    (crossing) =>
      isAllowedBy(filter.crossings, crossing.slug) &&
      isAllowedBy(filter.states, stateOf(crossing).code) &&
      crossing.services.some(
        ({ mode, direction }) => isAllowedBy(filter.modes, mode) && isAllowedBy(filter.directions, direction),
      ),
  );
