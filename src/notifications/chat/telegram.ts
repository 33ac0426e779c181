import type { ChatText, TextBlock, TextLine } from "../../domain/notifications/chat-content.ts";
import { type ChatFormat, delayedBy, endedBy } from "./chat-service.ts";
import { escapeMarkup } from "./escape-markup.ts";
import { fitChat } from "./fit.ts";

/** Maximum length of a message. Telegram does not count tags, so this leaves some room. */
const MOST = 4096;

const PATH = /^\/bot\d+:[\w-]+\/sendMessage$/;
/** The number of a chat, or the public name of a channel. */
const CHAT = /^(?:-?\d{1,20}|@\w{1,64})$/;

/** Returns true for an address with a bot, a chat, and perhaps a topic. */
const hasForm = ({ pathname, searchParams }: URL): boolean =>
  PATH.test(pathname) &&
  CHAT.test(searchParams.get("chat_id") ?? "") &&
  /^\d{0,20}$/.test(searchParams.get("message_thread_id") ?? "");

/** Format of messages by a Telegram bot. */
export const telegramFormat: ChatFormat = {
  name: "telegram",
  title: "Telegram",
  example: "https://api.telegram.org/bot123456:…/sendMessage?chat_id=-100…",
  isOwn: (url) => url.hostname === "api.telegram.org" && hasForm(url),
  hasForm,
  write(long) {
    const text = fitChat(long, (each) => htmlOf(each).length, MOST);
    return { text: htmlOf(text), parse_mode: "HTML", link_preview_options: { is_disabled: true } };
  },
  request(address, message) {
    const thread = address.searchParams.get("message_thread_id");
    const body = {
      chat_id: address.searchParams.get("chat_id"),
      ...(thread && { message_thread_id: Number(thread) }),
      ...message,
    };
    const url = new URL(address);
    url.search = "";
    return { url, body };
  },
  read(reply, body) {
    // Only Telegram's own answer counts, not that of a server in between.
    if (body?.ok !== false) return reply;
    const description = typeof body.description === "string" ? body.description : "";
    const parameters = (body.parameters ?? {}) as { retry_after?: unknown; migrate_to_chat_id?: unknown };
    if (reply.status === 429) return delayedBy(reply, parameters.retry_after);
    if (reply.status === 401 || reply.status === 404)
      return endedBy(reply, "the bot does not exist, or has a new token");
    if (reply.status === 403) return endedBy(reply, "the bot was removed or blocked, or may not write there");
    if (reply.status === 400 && typeof parameters.migrate_to_chat_id === "number")
      return endedBy(reply, "the group became a supergroup, which has another chat id: subscribe it again");
    if (reply.status === 400 && /chat not found|group chat was deleted|thread not found/i.test(description))
      return endedBy(reply, "the chat or topic does not exist, or the bot is not in it");
    return reply;
  },
};

const lineOf = ({ text, url }: TextLine): string =>
  url === undefined
    ? escapeMarkup(text)
    : `<a href="${url.replaceAll("&", "&amp;").replaceAll('"', "%22").replaceAll("<", "%3C").replaceAll(">", "%3E")}">${escapeMarkup(text)}</a>`;

const blockOf = ({ heading, lines, link }: TextBlock): string =>
  [
    ...(heading === undefined ? [] : [`<b>${escapeMarkup(heading)}</b>`]),
    ...lines.map(lineOf),
    ...(link === undefined ? [] : [lineOf(link)]),
  ].join("\n");

const htmlOf = ({ title, blocks }: ChatText): string =>
  [`<b>${escapeMarkup(title)}</b>`, ...blocks.map(blockOf)].join("\n\n");
