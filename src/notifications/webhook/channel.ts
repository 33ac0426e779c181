import { choice, type SettingsOf } from "../../setting-kinds.ts";
import { type Channel, type ChannelMessage, declareChannel, type WriteShared } from "../channel.ts";
import { type AddressRules, resolveByMachine, vetAddress } from "./address.ts";
import { writeCloudEvents } from "./cloud-event.ts";
import { postWebhook } from "./post-webhook.ts";
import { signatureHeaders } from "./signature.ts";

/** Settings for posting webhooks. */
export interface WebhookSettings extends AddressRules {
  /** Name in the database, and media type of the bodies. */
  name?: string;
  mediaType?: string;
  write: WriteShared;
  userAgent: string;
}

/** Creates the channel that posts signed JSON, as in the Standard Webhooks specification. */
export function makeWebhookChannel({
  name = "webhook",
  mediaType = "application/json",
  write,
  userAgent,
  ...rules
}: WebhookSettings): Channel {
  const post = ({ id, at, address, body, secrets }: ChannelMessage, signal: AbortSignal) => {
    const headers = {
      "Content-Type": mediaType,
      "User-Agent": userAgent,
      ...signatureHeaders(id, at, body, secrets),
    };
    return postWebhook({ url: address, headers, body }, rules, signal);
  };
  return {
    name,
    schemes: ["https", "http"],
    check: (address) => vetAddress(address, rules),
    write,
    // An address that answers a ping with 2xx accepts events.
    verify: post,
    send: post,
  };
}

const SETTINGS = {
  /**
   * `on` for trials: allows private addresses, `http:` and any port. In production, subscribers could then make this
   * machine send requests into a private network.
   */
  WEBHOOK_PRIVATE_ADDRESSES: choice("on", "off").default("off"),
};

const rulesOf = (settings: SettingsOf<typeof SETTINGS>): AddressRules => ({
  privateAddresses: settings.WEBHOOK_PRIVATE_ADDRESSES === "on",
  resolve: resolveByMachine,
});

/** Channel of webhooks, with its settings. */
export const webhookChannel = declareChannel({
  settings: SETTINGS,
  make: (settings, { userAgent, writeJson: write }) => makeWebhookChannel({ ...rulesOf(settings), write, userAgent }),
});

/**
 * Channel of webhooks whose bodies are CloudEvents. It has a name of its own, so that a version that does not know it
 * sends no event in the wrong form.
 */
export const cloudEventsChannel = declareChannel({
  settings: SETTINGS,
  make: (settings, { userAgent, writeJson, publicUrl }) =>
    makeWebhookChannel({
      ...rulesOf(settings),
      name: "cloudevents",
      mediaType: "application/cloudevents+json; charset=utf-8",
      write: writeCloudEvents(writeJson, publicUrl),
      userAgent,
    }),
});
