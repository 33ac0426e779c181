import { randomBytes, randomUUID } from "node:crypto";
import type { ActorContext } from "../../context.ts";
import type { RuleText } from "../../domain/error-phrases.ts";
import { type Issue, invalid, Refusal } from "../../domain/errors.ts";
import { isChat, maskedAddress } from "../../domain/notifications/chat-content.ts";
import { type EventFilter, matchesAny } from "../../domain/notifications/subscription.ts";
import { CHAT_SERVICES, type Language } from "../../domain/vocabulary.ts";
import { insertSubscription, type TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { findSubscription } from "./find-subscription.ts";

/** A request for a subscription. */
export interface SubscriptionDraft extends EventFilter {
  url: string;
  /** Name of the channel. Without it, the address tells the channel. */
  channel: string | undefined;
  /** Language of messages. Only chat services have one, and each needs one. */
  language: Language | undefined;
}

/** Checks the addresses of subscriptions. */
export interface AddressBook {
  /** Names of the channels. */
  channels: readonly string[];
  /** Schemes that addresses may have, such as `https`. */
  schemes: readonly string[];
  /**
   * Returns the channel of an address. `name` is the channel that was asked for. `fault` is the rule that forbids the
   * address, or null if it is allowed.
   */
  vet(url: string, name: string | undefined): Promise<{ channel: string; fault: RuleText | null }>;
}

/** Maximum number of subscriptions per holder. Nobody needs more, and one key must not fill the outbox. */
const MOST = 100;

/** Generates a secret as in Standard Webhooks: a prefix, then random bytes in base64. 24 to 64 bytes are allowed. */
export const makeSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/**
 * Creates a subscription. It is pinged before it receives events, and its secret is shown only here. Messages to chat
 * services are not signed, so their secret is null.
 * @throws Refusal `invalid` for a forbidden address, an unknown crossing, or a filter that matches no service;
 * `conflict` if the actor has too many subscriptions
 */
export async function subscribe(
  ctx: ActorContext,
  draft: SubscriptionDraft,
  addresses: AddressBook,
): Promise<{ subscription: TrackedSubscription; secret: string | null }> {
  const channel = await refuseUnsound(ctx, draft, addresses);
  const id = randomUUID();
  const secret = isChat(channel) ? null : makeSecret();
  const language = draft.language ?? null;
  const made = { ...draft, channel, language, id, secret, holder: ctx.actor.id, createdAt: ctx.now };
  if (!(await insertSubscription(ctx.db, made, MOST)))
    throw new Refusal("conflict", ["tooManySubscriptions", ctx.actor.name, MOST]);
  return { subscription: await findSubscription(ctx, id), secret };
}

/** Rejects an invalid request. @returns the channel of the address */
async function refuseUnsound(ctx: ActorContext, draft: SubscriptionDraft, addresses: AddressBook): Promise<string> {
  const crossings = await allCrossings(ctx);
  const issues: Issue[] = draft.crossings.flatMap((slug, i) =>
    crossings.has(slug) ? [] : [{ path: `crossings.${i}`, rule: ["noCrossing", slug] }],
  );
  if (issues.length === 0 && !matchesAny(draft, crossings.values()))
    issues.push({ path: "body", rule: ["nothingMatches"] });
  const { channel, fault } = await addresses.vet(draft.url, draft.channel);
  if (fault !== null)
    issues.push({ path: "url", rule: fault, value: JSON.stringify(maskedAddress(channel, draft.url)) });
  if (draft.language !== undefined && !isChat(channel))
    issues.push({ path: "language", rule: ["onlyForChat", CHAT_SERVICES.join(", ")], value: draft.language });
  if (issues.length > 0) throw invalid(issues);
  return channel;
}
