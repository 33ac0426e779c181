import { choice } from "../../setting-kinds.ts";
import { type Channel, type ChannelMessage, declareChannel, type WriteShared } from "../channel.ts";
import { type AddressRules, resolveByMachine, vetAddress } from "./address.ts";
import { postWebhook } from "./post-webhook.ts";
import { signatureHeaders } from "./signature.ts";

/** Settings for posting webhooks. */
export interface WebhookSettings extends AddressRules {
  write: WriteShared;
  userAgent: string;
}

/** Creates the channel that posts signed JSON, as in the Standard Webhooks specification. */
export function makeWebhookChannel({ write, userAgent, ...rules }: WebhookSettings): Channel {
  const post = ({ id, at, address, body, secrets }: ChannelMessage, signal: AbortSignal) => {
    const headers = {
      "Content-Type": "application/json",
      "User-Agent": userAgent,
      ...signatureHeaders(id, at, body, secrets),
    };
    return postWebhook({ url: address, headers, body }, rules, signal);
  };
  return {
    name: "webhook",
    schemes: ["https", "http"],
    check: (address) => vetAddress(address, rules),
    write,
    // An address that answers a ping with 2xx accepts events.
    verify: post,
    send: post,
  };
}

/** Channel of webhooks, with its settings. */
export const webhookChannel = declareChannel({
  settings: {
    /**
     * `on` for trials: allows private addresses, `http:` and any port. In production, subscribers could then make this
     * machine send requests into a private network.
     */
    WEBHOOK_PRIVATE_ADDRESSES: choice("on", "off").default("off"),
  },
  make: (settings, { userAgent, writeJson }) =>
    makeWebhookChannel({
      privateAddresses: settings.WEBHOOK_PRIVATE_ADDRESSES === "on",
      resolve: resolveByMachine,
      write: writeJson,
      userAgent,
    }),
});
