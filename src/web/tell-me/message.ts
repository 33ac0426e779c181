import type { TextBlock } from "../../domain/notifications/chat-content.ts";
import type { EmailText, FollowerContent } from "../../domain/notifications/follower-content.ts";
import { cutAtWord } from "../../domain/plain-text.ts";
import { FALLBACK, messagesIn } from "../../locales/index.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html } from "../html.ts";
import { answersText, evidenceText, isCutShort, MOST_TITLE, titleOfChanges } from "./change-text.ts";
import { choicesText, placesOfChoices } from "./choices-text.ts";

/** A part of a message: a heading, lines, and a link. */
interface Block {
  heading?: string;
  lines: readonly string[];
  link?: string;
}

/** Writes a message as plain text and as HTML with the same content. */
export function writeEmail(content: FollowerContent): EmailText {
  const messages = messagesIn(content.choices.language) ?? FALLBACK;
  const { subject, blocks } = content.kind === "first" ? confirmation(content, messages) : changes(content, messages);
  return {
    subject: cutAtWord(subject.replace(/\s+/g, " "), MOST_TITLE),
    text: `${blocks.map(textOf).join("\n\n")}\n`,
    html: documentOf(subject, blocks, messages).markup,
  };
}

const textOf = ({ heading, lines, link }: Block): string =>
  [...(heading === undefined ? [] : [heading]), ...lines, ...(link === undefined ? [] : [link])].join("\n");

const documentOf = (subject: string, blocks: readonly Block[], messages: Messages): Html =>
  html`<!DOCTYPE html>
<html lang="${messages.language}"><head><meta charset="utf-8"><title>${subject}</title></head><body>
${blocks.map(
  ({ heading, lines, link }) => html`${heading !== undefined && html`<h2>${heading}</h2>`}<p>${lines.map(
    (line, i) => html`${i > 0 && html`<br>`}${line}`,
  )}${link !== undefined && html`${lines.length > 0 && html`<br>`}<a href="${link}">${link}</a>`}</p>
`,
)}</body></html>
`;

type Written = { subject: string; blocks: Block[] };

function confirmation(content: FollowerContent & { kind: "first" }, messages: Messages): Written {
  const { message } = messages.tellMe;
  const { choices, crossings, links, confirm } = content;
  return {
    subject: message.confirmSubject(placesOfChoices(choices, crossings, messages)),
    blocks: [
      { lines: [message.confirmLead, ...choicesText(choices, crossings, messages)] },
      { lines: [message.confirmLink], link: confirm },
      { lines: [message.confirmIgnore], link: links.leave },
      privacyOf(content, messages),
    ],
  };
}

const privacyOf = ({ links }: FollowerContent, messages: Messages): Block => ({
  lines: [messages.pages.disclaimer, messages.tellMe.message.privacy],
  link: `${links.publicUrl}/tell-me?lang=${messages.language}#privacy`,
});

/** The answers come first, then what they rest on. */
function changes(content: FollowerContent & { kind: "changes" }, messages: Messages): Written {
  const { message } = messages.tellMe;
  const { publicUrl, leave } = content.links;
  const told = { ...content, publicUrl };
  return {
    subject: titleOfChanges(told, messages),
    blocks: [
      ...[...answersText(told, messages), ...evidenceText(told, messages)].map(plain),
      ...(isCutShort(told) ? [{ lines: [message.more], link: `${publicUrl}/?lang=${messages.language}` }] : []),
      { lines: [message.why, message.leave], link: leave },
      privacyOf(content, messages),
    ],
  };
}

const plain = ({ lines, link, ...heading }: TextBlock): Block => ({
  ...heading,
  lines: lines.map(({ text, url }) => (url === undefined ? text : `${text} (${url})`)),
  ...(link !== undefined && { link: link.url }),
});
