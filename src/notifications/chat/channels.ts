import { origins } from "../../setting-kinds.ts";
import { type Channel, type ChannelMessage, declareChannel } from "../channel.ts";
import { type AddressRules, resolveByMachine, vetAddress } from "../webhook/address.ts";
import { postWebhook } from "../webhook/post-webhook.ts";
import { type ChatFormat, jsonIn } from "./chat-service.ts";
import { type ChatWriting, composeChat } from "./compose.ts";
import { CHAT_FORMATS } from "./formats.ts";

/** Settings for sending to a chat service. */
interface ChatSettings extends ChatWriting {
  userAgent: string;
  /** Other servers that may be sent to, by their origins. Whoever runs Garita trusts them, so they may be private. */
  origins: readonly string[];
}

/** Creates the channel of a chat service. */
function makeChatChannel(format: ChatFormat, { userAgent, origins: trusted, ...writing }: ChatSettings): Channel {
  const isTrusted = (url: URL) => trusted.includes(url.origin);
  const rulesFor = (url: URL): AddressRules => ({ privateAddresses: isTrusted(url), resolve: resolveByMachine });
  const isAllowed = (url: URL) =>
    isTrusted(url) ? format.hasForm?.(url) !== false : url.port === "" && format.isOwn(url);
  const post = async ({ address, body: written }: ChannelMessage, signal: AbortSignal) => {
    const message = JSON.parse(written) as Record<string, unknown>;
    const { url, body } = format.request?.(new URL(address), message) ?? { url: new URL(address), body: message };
    const headers = { "Content-Type": "application/json", "User-Agent": userAgent };
    // A status alone ends nothing: it may come from a server in between.
    return postWebhook({ url: url.href, headers, body: JSON.stringify(body) }, rulesFor(url), signal, (reply, text) =>
      format.read({ ...reply, isFinal: false }, jsonIn(text), text),
    );
  };
  return {
    name: format.name,
    schemes: ["https", "http"],
    async check(address) {
      if (!URL.canParse(address) || !isAllowed(new URL(address)))
        return ["serviceAddress", format.title, format.example];
      return vetAddress(address, rulesFor(new URL(address)));
    },
    async compose(ctx, event, subscription) {
      const text = await composeChat(ctx, writing, event, subscription);
      return text === null ? null : JSON.stringify(format.write(text));
    },
    verify: post,
    send: post,
  };
}

const SETTINGS = {
  /**
   * Other servers that take messages in the format of a chat service, such as `https://mattermost.example.org`. They may
   * be private, and use `http:`. Separated by commas.
   */
  CHAT_ORIGINS: origins.optional(),
};

/** Channels of chat services, with their setting. */
export const CHAT_CHANNELS = CHAT_FORMATS.map((format) =>
  declareChannel({
    settings: SETTINGS,
    make: ({ CHAT_ORIGINS: trusted = [] }, { userAgent, writeChat: write, publicUrl }) =>
      makeChatChannel(format, { userAgent, origins: trusted, write, publicUrl }),
  }),
);
