import type { IncomingHttpHeaders } from "node:http";
import { createRequire } from "node:module";
import type { ChatService } from "../../../src/domain/vocabulary.ts";

// The modules of the package cannot be imported in Node, because their imports have no file extensions.
const adaptiveCards: typeof import("adaptivecards") = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.js",
);

/** Returns the documented rules of a service that a message breaks. Types are checked by `findTypeFaults`. */
export function findChatFaults(
  service: ChatService,
  path: string,
  headers: IncomingHttpHeaders,
  text: string,
): string[] {
  const body = JSON.parse(text);
  return [
    rule("the content type is JSON", headers["content-type"] === "application/json"),
    ...RULES[service](body, path, text),
  ].flatMap((fault) => fault ?? []);
}

const rule = (name: string, isKept: boolean): string | null => (isKept ? null : name);

// biome-ignore lint/suspicious/noExplicitAny: bodies are untyped
type Body = any;

const RULES: Record<ChatService, (body: Body, path: string, text: string) => (string | null)[]> = {
  // https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/messaging/formatting-message-text
  slack: ({ text, blocks }) => [
    rule("a text has at most 4,000 characters", text.length > 0 && text.length <= 4000),
    rule("a message has at most 50 blocks", blocks.length <= 50),
    rule("`<` and `>` are escaped", !/[<>]/.test(text)),
    rule("`&` is escaped", !/&(?!(?:amp|lt|gt);)/.test(text)),
    rule("no text is empty", !/"text":""/.test(JSON.stringify(blocks))),
  ],
  // https://docs.discord.com/developers/resources/message#embed-object-embed-limits
  discord: ({ content, embeds, allowed_mentions: mentions }, path) => [
    rule("the content has at most 2,000 characters", content.length > 0 && content.length <= 2000),
    rule("a message has at most 10 embeds", embeds.length <= 10),
    ...embeds.map(({ description }: Body) =>
      rule("a description has at most 4,096 characters", description.length > 0 && description.length <= 4096),
    ),
    rule("nothing is mentioned", JSON.stringify(mentions) === '{"parse":[]}'),
    rule("the reply waits for the message", new URL(path, "http://host").searchParams.get("wait") === "true"),
  ],
  // https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
  teams: ({ type, attachments }, _, text) => [
    rule("a message has at most 28 KB", Buffer.byteLength(text) <= 28 * 1024),
    rule("it is a message", type === "message" && attachments.length === 1),
    rule(
      "its attachment is a card",
      attachments[0].contentType === "application/vnd.microsoft.card.adaptive" && attachments[0].contentUrl === null,
    ),
    rule("Teams shows version 1.2", attachments[0].content.version === "1.2"),
    ...cardFaults(attachments[0].content),
  ],
  // https://core.telegram.org/bots/api#sendmessage and #html-style
  telegram: ({ text, parse_mode: mode, chat_id: chat }, path) => [
    rule("the chat is named", /^-?\d+$/.test(chat) && !path.includes("?")),
    rule("the text is HTML", mode === "HTML"),
    ...htmlFaults(text),
  ],
};

/** Returns what Microsoft's own parser says against a card. */
function cardFaults(content: unknown): string[] {
  const parsing = new adaptiveCards.SerializationContext(adaptiveCards.Versions.v1_2);
  const card = new adaptiveCards.AdaptiveCard();
  card.parse(content, parsing);
  const said = Array.from({ length: parsing.eventCount }, (_, i) => parsing.getEventAt(i).message);
  return [...said, ...card.validateProperties().validationEvents.map(({ message }) => message)];
}

/** Parses text as Telegram does: few tags, which must be closed in order, and four entities. */
function htmlFaults(text: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const plain = text.replace(/<(\/?)(\w+)((?:\s[^<>]*)?)>/g, (whole, slash, tag, attributes) => {
    if (!["b", "a"].includes(tag)) faults.push(`${whole} is not a tag of Telegram`);
    if (tag === "a" && slash === "" && !/^ href="https?:[^"<>]+"$/.test(attributes)) faults.push(`${whole} is no link`);
    if (slash === "") open.push(tag);
    else if (open.pop() !== tag) faults.push(`${whole} closes nothing`);
    return "";
  });
  if (open.length > 0) faults.push(`${open} is not closed`);
  if (/[<>]/.test(plain)) faults.push("`<` and `>` are not escaped");
  if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) faults.push("`&` is not escaped");
  const length = plain.replace(/&\w+;/g, "x").length;
  if (length === 0 || length > 4096) faults.push(`the text has ${length} characters`);
  return faults;
}
