import type { ChatText, TextBlock, TextLine } from "../../domain/notifications/chat-content.ts";
import { type ChatFormat, delayedBy, type EndReasons, endedBy } from "./chat-service.ts";
import { fitChat } from "./fit.ts";

/** Maximum length of the description of an embed. */
const MOST = 4096;

/** Codes of errors that mean that the webhook is gone for good (https://docs.discord.com/developers/topics/opcodes-and-status-codes). */
const GONE: EndReasons = new Map<unknown, string>([
  [10003, "the channel or thread no longer exists"],
  [10015, "the webhook no longer exists"],
  [50027, "the address is not valid"],
]);

const HOSTS = ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"];

/** Format of Discord's webhooks. */
export const discordFormat: ChatFormat = {
  name: "discord",
  title: "Discord",
  example: "https://discord.com/api/webhooks/…/…",
  isOwn: ({ hostname, pathname }) =>
    HOSTS.includes(hostname) && /^\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+$/.test(pathname),
  write(long) {
    const text = fitChat(long, (each) => descriptionOf(each).length, MOST);
    return {
      content: `**${escapeMarkdown(text.title)}**`,
      embeds: [{ description: descriptionOf(text) }],
      // No text notifies anybody, whatever it contains.
      allowed_mentions: { parse: [] },
    };
  },
  request(url, body) {
    const waiting = new URL(url);
    // Without a version, Discord's API is an old one that states waits in milliseconds.
    if (HOSTS.includes(url.hostname)) waiting.pathname = url.pathname.replace(/^\/api\/(?:v\d+\/)?/, "/api/v10/");
    // Discord then replies only after it has stored the message.
    waiting.searchParams.set("wait", "true");
    return { url: waiting, body };
  },
  read(reply, body) {
    const gone = GONE.get(body?.code);
    if (gone !== undefined) return endedBy(reply, gone);
    return reply.status === 429 ? delayedBy(reply, body?.retry_after) : reply;
  },
};

/** Characters that begin Markdown anywhere, and marks of headings and lists at the beginning of a line. */
const MARKDOWN = /[\\*_~`|<>[\]@]|:(?=[a-z_]\w*:)|^\s*[#+-]|(?<=^\s*\d{1,9})[.)](?=\s)/gim;

/** Escapes Discord's Markdown. Addresses stay whole: in angle brackets, nothing in them is read as Markdown. */
const escapeMarkdown = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((part, i) => (i % 2 === 1 ? `<${part}>` : part.replace(MARKDOWN, escaped)))
    .join("");

const escaped = (mark: string): string => mark.replace(/\S$/, "\\$&");

const lineOf = ({ text, url }: TextLine): string =>
  url === undefined ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](<${new URL(url).href}>)`;

const blockOf = ({ heading, lines, link }: TextBlock): string =>
  [
    ...(heading === undefined ? [] : [`**${escapeMarkdown(heading)}**`]),
    ...lines.map(lineOf),
    ...(link === undefined ? [] : [lineOf(link)]),
  ].join("\n");

const descriptionOf = ({ blocks }: ChatText): string => blocks.map(blockOf).join("\n\n");
