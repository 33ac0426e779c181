import type { ChatText, TextBlock, TextLine } from "../../domain/notifications/chat-content.ts";
import { type ChatFormat, type EndReasons, endedBy, isAccepted } from "./chat-service.ts";
import { fitChat } from "./fit.ts";

/** Maximum length in bytes. Teams takes 28 KB, including everything around the card. */
const MOST = 26_000;

/** Most links below a card. Adaptive Cards allow no more actions. */
const MOST_LINKS = 5;

/** Hosts of the webhooks of workflows, and of the older connectors. */
const HOSTS = [
  ".logic.azure.com",
  ".logic.azure.us",
  ".environment.api.powerplatform.com",
  ".environment.api.gov.powerplatform.microsoft.us",
  ".webhook.office.com",
];

/** Errors that mean that the workflow is gone for good. */
const GONE: EndReasons = new Map<unknown, string>([
  ["WorkflowNotFound", "the workflow no longer exists"],
  ["ResourceNotFound", "the workflow no longer exists"],
]);

/** Format of webhooks of Microsoft Teams: an Adaptive Card in a message. */
export const teamsFormat: ChatFormat = {
  name: "teams",
  title: "Microsoft Teams",
  example: "https://….environment.api.powerplatform.com/…/triggers/manual/paths/invoke?…",
  isOwn: ({ hostname }) => HOSTS.some((host) => hostname.endsWith(host)),
  write: (long) => messageOf(fitChat(long, (text) => Buffer.byteLength(JSON.stringify(messageOf(text))), MOST)),
  read(reply, body, text) {
    const { code } = (body?.error ?? {}) as { code?: unknown };
    const gone = GONE.get(code);
    if (reply.status === 404 && gone !== undefined) return endedBy(reply, gone);
    // Connectors answer 200 even if Teams refused the message.
    const refused = isAccepted(reply) ? /endpoint returned HTTP error (\d{3})/.exec(text) : null;
    return refused === null ? reply : { ...reply, status: Number(refused[1]), error: null };
  },
};

const messageOf = (text: ChatText) => ({
  type: "message",
  attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content: cardOf(text) }],
});

function cardOf({ title, blocks }: ChatText) {
  const links = blocks.flatMap(({ lines, link }) => [...lines, ...(link === undefined ? [] : [link])]).filter(hasUrl);
  const distinct = [...new Map(links.map((link) => [link.url, link])).values()].slice(0, MOST_LINKS);
  return {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.2",
    fallbackText: title,
    body: [lineElement(title, true, true), ...blocks.flatMap(elementsOf)],
    actions: distinct.map(({ text, url }) => ({ type: "Action.OpenUrl", title: text, url })),
    msteams: { width: "Full" },
  };
}

const hasUrl = (line: TextLine): line is Required<TextLine> => line.url !== undefined;

/**
 * A line of text, shown as it is: the text of other elements is read as Markdown. Line breaks in it would be lost, so each
 * line is an element of its own.
 */
const lineElement = (text: string, isBold: boolean, isFirst: boolean) => ({
  type: "RichTextBlock",
  ...(!isFirst && { spacing: "none" }),
  inlines: [{ type: "TextRun", text, ...(isBold && { weight: "bolder" }) }],
});

/** Writes a part. A link that only leads to a page is below the card. */
const elementsOf = ({ heading, lines }: TextBlock) => [
  ...(heading === undefined ? [] : [lineElement(heading, true, true)]),
  ...lines
    .flatMap(({ text }) => text.split(/\r?\n/))
    .filter((text) => text.trim() !== "")
    .map((text, i) => lineElement(text, false, heading === undefined && i === 0)),
];
