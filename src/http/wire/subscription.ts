import { z } from "zod";
import type { AddressBook, SubscriptionDraft } from "../../actions/notifications/subscribe.ts";
import { isChat, maskedAddress } from "../../domain/notifications/chat-content.ts";
import { EVENT_KINDS, SUBSCRIPTION_STATES } from "../../domain/vocabulary.ts";
import { FALLBACK, LANGUAGES } from "../../locales/index.ts";
import type { TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { byRule } from "./rule.ts";
import { StateCode, type StateWord, severalStates } from "./state-code.ts";
import { DirectionWord, Instant, ModeWord, Slug, text, WebAddress } from "./wire.ts";

const severalOf = <Word extends z.ZodType>(word: Word, most = Infinity) =>
  z
    .array(word)
    .nonempty()
    .max(most)
    .refine((words) => new Set(words).size === words.length, { error: byRule("distinct") });

const orAll = <Words extends z.ZodType>(words: Words) => words.optional().meta({ description: "All, if omitted" });

/** Returns the schema of a filter. An omitted filter accepts everything. */
const filter = <Word extends z.ZodType>(word: Word, most: number) => orAll(severalOf(word, most));

const KindWord = z.enum(EVENT_KINDS);

/** Returns the fields of a request to subscribe, each with its schema. */
const bodyOf = ([first = "", ...others]: readonly string[], stateWord: StateWord) => ({
  channel: z
    .enum([first, ...others])
    .optional()
    .meta({
      description:
        "How events are sent: `webhook` posts signed JSON, `cloudevents` the same in the envelope of CloudEvents 1.0; chat services get messages for people, in their own format. If omitted, `webhook` for a web address",
    }),
  url: WebAddress.meta({
    description:
      "The address to which events are posted: https, on the public internet, or of the chat service. For Telegram, with the bot and the chat: `https://api.telegram.org/bot<token>/sendMessage?chat_id=<id>`",
    examples: ["https://example.org/garita", "https://discord.com/api/webhooks/1234567890/abcdef"],
  }),
  language: z
    .enum([FALLBACK.language, ...LANGUAGES.slice(1)])
    .optional()
    .meta({
      description: "The language of messages to a chat service; `en` if omitted. Not for webhooks",
    }),
  kinds: filter(KindWord, EVENT_KINDS.length),
  states: orAll(severalStates(severalOf(stateWord))),
  crossings: filter(Slug, 200),
  modes: filter(ModeWord, 4),
  directions: filter(DirectionWord, 2),
});

/**
 * Returns the schema of a request to subscribe. The address that receives the events must have one of the given URL
 * schemes or be a {@link WebAddress}.
 */
export function subscriptionBody(
  { channels, schemes }: Pick<AddressBook, "channels" | "schemes">,
  stateWord: StateWord,
) {
  const body = bodyOf(channels, stateWord);
  const others = schemes.filter((scheme) => !WEB_SCHEMES.includes(scheme));
  if (others.length === 0) return named(z.strictObject(body));
  const error = byRule("schemes", schemes.join(", "));
  const other = text(2000).regex(new RegExp(`^(?:${others.join("|")}):\\S+$`, "i"), { error });
  return named(z.strictObject({ ...body, url: z.union([body.url, other], { error }) }));
}

const named = <Body extends z.ZodType>(body: Body): Body =>
  body.meta({ id: "NewSubscription", description: "A request to subscribe: an address and filters" });

const WEB_SCHEMES = ["http", "https"];

/** Reads the requested subscription from a body. */
export const toSubscriptionDraft = (body: z.output<ReturnType<typeof subscriptionBody>>): SubscriptionDraft => ({
  url: body.url,
  channel: body.channel,
  language: body.language ?? (isChat(body.channel ?? "") ? FALLBACK.language : undefined),
  kinds: body.kinds ?? [...EVENT_KINDS],
  states: body.states ?? [],
  crossings: body.crossings ?? [],
  modes: body.modes ?? [],
  directions: body.directions ?? [],
});

const chosen = <Word extends z.ZodType>(word: Word) =>
  z.array(word).nullable().meta({ description: "null if everything passes" });

const subscription = {
  id: z.string(),
  holder: z.string(),
  channel: z.string(),
  url: z.string().meta({
    description: "The address. That of a chat service is a secret, so most of it is left out",
  }),
  language: z.string().nullable().meta({ description: "The language of messages to a chat service" }),
  kinds: z.array(KindWord),
  states: chosen(StateCode),
  crossings: chosen(z.string()),
  modes: chosen(ModeWord),
  directions: chosen(DirectionWord),
  state: z.enum(SUBSCRIPTION_STATES).meta({
    description:
      "`pending` until the address answers the ping; `active`; `dead` after failing for three days; `ended` permanently",
  }),
  reason: z.string().nullable().meta({ description: "The reason why the subscription is dead or ended" }),
  createdAt: Instant,
  verifiedAt: Instant.nullable(),
  stoppedAt: Instant.nullable(),
  waiting: z.int().meta({ description: "Events that the address has not accepted yet, including the ping" }),
  lastAcceptedAt: Instant.nullable(),
  lastError: z.string().nullable().meta({ description: "Why the last delivery attempt of a waiting event failed" }),
  nextAttemptAt: Instant.nullable(),
};

export const SubscriptionAnswer = z
  .strictObject(subscription)
  .meta({ id: "Subscription", description: "An address that receives events, with its filters and its queue" });
export const SubscriptionsAnswer = z
  .strictObject({ subscriptions: z.array(SubscriptionAnswer) })
  .meta({ id: "SubscriptionList", description: "Subscriptions" });

const secret = z.string().meta({ description: "Verifies the signatures (Standard Webhooks). It is not shown again" });
export const NewSubscriptionAnswer = z
  .strictObject({
    ...subscription,
    secret: z.string().nullable().meta({
      description:
        "Verifies the signatures (Standard Webhooks). It is not shown again. Null for a chat service, whose messages are not signed",
    }),
  })
  .meta({ id: "SubscriptionWithSecret", description: "A new subscription, with the secret of its signatures" });
export const SecretAnswer = z
  .strictObject({
    secret,
    formerUntil: Instant.meta({ description: "The time until which earlier secrets also sign" }),
  })
  .meta({ id: "NewSecret", description: "A new secret of a subscription" });

const orNull = <Word>(words: Word[]): Word[] | null => (words.length === 0 ? null : words);

export function presentSubscription(tracked: TrackedSubscription): z.output<typeof SubscriptionAnswer> {
  const { states, crossings, modes, directions, version: _, ...rest } = tracked;
  return {
    ...rest,
    url: maskedAddress(tracked.channel, tracked.url),
    states: orNull(states),
    crossings: orNull(crossings),
    modes: orNull(modes),
    directions: orNull(directions),
  };
}
