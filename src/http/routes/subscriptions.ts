import { z } from "zod";
import { findSubscription } from "../../actions/notifications/find-subscription.ts";
import { listSubscriptions } from "../../actions/notifications/list-subscriptions.ts";
import { rotateSecret } from "../../actions/notifications/rotate-secret.ts";
import { type AddressBook, subscribe } from "../../actions/notifications/subscribe.ts";
import { unsubscribe } from "../../actions/notifications/unsubscribe.ts";
import { verifySubscription } from "../../actions/notifications/verify-subscription.ts";
import type { TrackedSubscription } from "../../store/notifications/subscriptions.ts";
import { expectedVersion, versionTag } from "../request/version-tag.ts";
import { isGuarded, type Route } from "../route.ts";
import type { StateWord } from "../wire/state-code.ts";
import {
  NewSubscriptionAnswer,
  presentSubscription,
  SecretAnswer,
  SubscriptionAnswer,
  SubscriptionsAnswer,
  subscriptionBody,
  toSubscriptionDraft,
} from "../wire/subscription.ts";
import { ReportId } from "../wire/wire.ts";

/** Encodes a subscription with its ETag. */
function tagged(subscription: TrackedSubscription) {
  const value = presentSubscription(subscription);
  return { value, headers: { ETag: versionTag(String(subscription.version), value) } };
}

const params = z.strictObject({ id: ReportId });

/** Returns the routes for subscriptions to events. */
export const subscriptionRoutes = (addresses: AddressBook, stateWord: StateWord): Route[] => [
  isGuarded({
    method: "post",
    path: "/v1/subscriptions",
    summary: "Subscribe an address to events; the address is pinged first",
    role: "subscriber",
    body: subscriptionBody(addresses, stateWord),
    status: 201,
    problems: ["conflict"],
    reply: NewSubscriptionAnswer,
    async handle(ctx, { body }) {
      const { subscription, secret } = await subscribe(ctx, toSubscriptionDraft(body), addresses);
      const { value, headers } = tagged(subscription);
      return {
        value: { ...value, secret },
        headers: { ...headers, Location: `/v1/subscriptions/${subscription.id}` },
      };
    },
  }),
  isGuarded({
    method: "get",
    path: "/v1/subscriptions",
    summary: "Your subscriptions with their state and queue; an admin sees everyone's",
    role: "subscriber",
    reply: SubscriptionsAnswer,
    async handle(ctx) {
      return { value: { subscriptions: (await listSubscriptions(ctx)).map(presentSubscription) } };
    },
  }),
  isGuarded({
    method: "get",
    path: "/v1/subscriptions/:id",
    summary: "The state of one subscription",
    role: "subscriber",
    params,
    isVersioned: true,
    reply: SubscriptionAnswer,
    async handle(ctx, { params: { id } }) {
      return tagged(await findSubscription(ctx, id));
    },
  }),
  isGuarded({
    method: "post",
    path: "/v1/subscriptions/:id/verification",
    summary: "Ping an address again: revives a dead subscription and retries waiting events at once",
    role: "subscriber",
    params,
    status: 202,
    problems: ["conflict"],
    isVersioned: true,
    reply: SubscriptionAnswer,
    async handle(ctx, { params: { id }, header }) {
      return tagged(await verifySubscription(ctx, id, expectedVersion(header("If-Match"))));
    },
  }),
  isGuarded({
    method: "post",
    path: "/v1/subscriptions/:id/secret",
    summary: "Create a new secret. The former one keeps signing for another 24 hours",
    role: "subscriber",
    params,
    status: 201,
    problems: ["conflict"],
    isVersioned: true,
    reply: SecretAnswer,
    async handle(ctx, { params: { id }, header }) {
      return { value: await rotateSecret(ctx, id, expectedVersion(header("If-Match"))) };
    },
  }),
  isGuarded({
    method: "delete",
    path: "/v1/subscriptions/:id",
    summary: "Remove a subscription with its queue",
    role: "subscriber",
    params,
    status: 204,
    isVersioned: true,
    reply: z.null(),
    async handle(ctx, { params: { id }, header }) {
      await unsubscribe(ctx, id, expectedVersion(header("If-Match")));
      return { value: null };
    },
  }),
];
