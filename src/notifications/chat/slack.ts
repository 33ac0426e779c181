import type { ChatText, TextBlock, TextLine } from "../../domain/notifications/chat-content.ts";
import { type ChatFormat, type EndReasons, endedBy } from "./chat-service.ts";
import { escapeAddress, escapeMarkup } from "./escape-markup.ts";
import { fitChat } from "./fit.ts";

/** Maximum length. Slack cuts messages from 4,000 characters on, and advises less. */
const MOST = 3000;

/** Replies that mean that the webhook is gone for good (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
const GONE: EndReasons = new Map<unknown, string>([
  ["no_service", "the webhook no longer exists, or has been switched off"],
  ["no_service_id", "the webhook does not exist"],
  ["no_active_hooks", "the webhook has been switched off"],
  ["no_team", "the workspace no longer exists"],
  ["team_disabled", "the workspace has been switched off"],
  ["invalid_token", "the address is not valid"],
  ["channel_not_found", "the channel no longer exists"],
  ["channel_is_archived", "the channel has been archived"],
]);

/** Format of Slack's incoming webhooks. Mattermost and Rocket.Chat take it too: they show `text` and ignore `blocks`. */
export const slackFormat: ChatFormat = {
  name: "slack",
  title: "Slack",
  example: "https://hooks.slack.com/services/T…/B…/…",
  isOwn: ({ hostname, pathname }) => /^hooks\.slack(?:-gov)?\.com$/.test(hostname) && pathname.startsWith("/services/"),
  write(long) {
    const text = fitChat(long, (each) => plainText(each).length, MOST);
    return {
      text: plainText(text),
      blocks: [{ type: "rich_text", elements: sectionsOf(text) }],
      unfurl_links: false,
      unfurl_media: false,
    };
  },
  read(reply, _, text) {
    const gone = GONE.get(text.trim());
    return gone === undefined ? reply : endedBy(reply, gone);
  },
};

const plainText = ({ title, blocks }: ChatText): string =>
  [
    escapeMarkup(title),
    ...blocks.map(({ heading, lines, link }) =>
      [
        ...(heading === undefined ? [] : [escapeMarkup(heading)]),
        ...[...lines, ...(link === undefined ? [] : [link])].map(({ text, url }) =>
          url === undefined ? escapeMarkup(text) : `${escapeMarkup(text)} ${escapeAddress(url)}`,
        ),
      ].join("\n"),
    ),
  ].join("\n\n");

interface TextElement {
  type: "text";
  text: string;
  style?: { bold: true };
}

interface LinkElement {
  type: "link";
  url: string;
  text: string;
}

/** Elements of rich text are shown as they are, so they need no escaping. */
const sectionsOf = ({ title, blocks }: ChatText) =>
  [[bold(title)], ...blocks.map(elementsOf)].map((elements, i, all) => ({
    type: "rich_text_section",
    elements: i < all.length - 1 ? [...elements, { type: "text", text: "\n\n" }] : elements,
  }));

const bold = (text: string): TextElement => ({ type: "text", text, style: { bold: true } });

const lineOf = ({ text, url }: TextLine): TextElement | LinkElement =>
  url === undefined ? { type: "text", text } : { type: "link", url: new URL(url).href, text };

const elementsOf = ({ heading, lines, link }: TextBlock): (TextElement | LinkElement)[] =>
  [
    ...(heading === undefined ? [] : [bold(heading)]),
    ...lines.map(lineOf),
    ...(link === undefined ? [] : [lineOf(link)]),
  ]
    .flatMap((element) => [element, { type: "text" as const, text: "\n" }])
    .slice(0, -1);
