import { z } from "zod";
import type { SubscriptionDraft } from "../../actions/notifications/subscribe.ts";
import { EVENT_KINDS, STATES, SUBSCRIPTION_STATES } from "../../domain/vocabulary.ts";
import type { TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { DirectionWord, Instant, ModeWord, Slug, WebAddress } from "./wire.ts";

/** A filter. If left out, everything passes. */
const filter = <Word extends z.ZodType>(word: Word, most: number) =>
  z
    .array(word)
    .nonempty()
    .max(most)
    .refine((words) => new Set(words).size === words.length, { error: "must name each but once" })
    .optional()
    .meta({ description: "All, where left out" });

const StateWord = z.enum(STATES);
const KindWord = z.enum(EVENT_KINDS);

/** The body of a request for a subscription. */
export const SubscriptionBody = z.strictObject({
  url: WebAddress.meta({ description: "Where events are posted to: an https address of the public internet" }),
  kinds: filter(KindWord, EVENT_KINDS.length),
  states: filter(StateWord, STATES.length),
  crossings: filter(Slug, 200),
  modes: filter(ModeWord, 4),
  directions: filter(DirectionWord, 2),
});

/** Turns a request body into a subscription draft. */
export const toSubscriptionDraft = (body: z.output<typeof SubscriptionBody>): SubscriptionDraft => ({
  url: body.url,
  kinds: body.kinds ?? [...EVENT_KINDS],
  states: body.states ?? [],
  crossings: body.crossings ?? [],
  modes: body.modes ?? [],
  directions: body.directions ?? [],
});

const chosen = <Word extends z.ZodType>(word: Word) =>
  z.array(word).nullable().meta({ description: "null where all pass" });

const subscription = {
  id: z.string(),
  holder: z.string(),
  url: z.string(),
  kinds: z.array(KindWord),
  states: chosen(StateWord),
  crossings: chosen(z.string()),
  modes: chosen(ModeWord),
  directions: chosen(DirectionWord),
  state: z.enum(SUBSCRIPTION_STATES).meta({
    description:
      "pending until its address answers the ping; active; dead where it failed for three days; ended for good",
  }),
  reason: z.string().nullable().meta({ description: "Why it is dead or ended" }),
  createdAt: Instant,
  verifiedAt: Instant.nullable(),
  stoppedAt: Instant.nullable(),
  waiting: z.int().meta({ description: "Events that its address has yet to accept, the ping included" }),
  lastAcceptedAt: Instant.nullable(),
  lastError: z.string().nullable().meta({ description: "Why the last attempt failed at what still waits" }),
  nextAttemptAt: Instant.nullable(),
};

export const SubscriptionAnswer = z.strictObject(subscription);
export const SubscriptionsAnswer = z.strictObject({ subscriptions: z.array(SubscriptionAnswer) });

const secret = z.string().meta({ description: "Verifies the signatures (Standard Webhooks). It is not shown again" });
export const NewSubscriptionAnswer = z.strictObject({ ...subscription, secret });
export const SecretAnswer = z.strictObject({
  secret,
  formerUntil: Instant.meta({ description: "Until when the secrets before it sign as well" }),
});

const orNull = <Word>(words: Word[]): Word[] | null => (words.length === 0 ? null : words);

export function presentSubscription(tracked: TrackedSubscription): z.output<typeof SubscriptionAnswer> {
  const { states, crossings, modes, directions, ...rest } = tracked;
  return {
    ...rest,
    states: orNull(states),
    crossings: orNull(crossings),
    modes: orNull(modes),
    directions: orNull(directions),
  };
}
