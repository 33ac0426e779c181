import type { ChatContent, ChatText, TextBlock } from "../../domain/notifications/chat-content.ts";
import { cutAtWord } from "../../domain/plain-text.ts";
import { FALLBACK, messagesIn } from "../../locales/index.ts";
import type { Messages } from "../../locales/messages.ts";
import { answersText, evidenceText, isCutShort, leadText, MOST_TITLE, titleOfChanges } from "./change-text.ts";
import { placesOfChoices } from "./choices-text.ts";

/** Writes a message to a channel of a chat service. The answer comes first, then what it rests on. */
export function writeChat(content: ChatContent): ChatText {
  const messages = messagesIn(content.choices.language) ?? FALLBACK;
  const more = moreText(content, messages);
  const { title, blocks } =
    content.kind === "introduction" ? introduction(content, messages) : changes(content, messages);
  return {
    title: cutAtWord(title.replace(/\s+/g, " "), MOST_TITLE),
    blocks: [...blocks, { lines: [{ text: messages.pages.disclaimer }] }],
    more,
  };
}

const moreText = ({ publicUrl }: ChatContent, messages: Messages): TextBlock => ({
  lines: [{ text: messages.chat.more }],
  ...(publicUrl !== null && {
    link: { text: messages.chat.board, url: `${publicUrl}/?lang=${messages.language}` },
  }),
});

function introduction(content: ChatContent & { kind: "introduction" }, messages: Messages): Omit<ChatText, "more"> {
  const { chat, pages } = messages;
  const { choices, crossings, subscription, holder, publicUrl } = content;
  const traffic = [
    ...choices.modes.map((mode) => pages.modes[mode]),
    ...choices.directions.map((direction) => pages.directions[direction]),
  ];
  const places = placesOfChoices(choices, crossings, messages);
  return {
    title: chat.title(places),
    blocks: [
      {
        lines: [chat.introduction, ...(traffic.length === 0 ? [] : [chat.traffic(traffic.join(", "))])].map((text) => ({
          text,
        })),
        ...(publicUrl !== null && {
          link: { text: chat.board, url: `${publicUrl}/?lang=${messages.language}` },
        }),
      },
      { lines: [{ text: chat.stop(subscription, holder) }] },
    ],
  };
}

const changes = (content: ChatContent & { kind: "changes" }, messages: Messages): Omit<ChatText, "more"> => ({
  title: titleOfChanges(content, messages),
  blocks: [
    ...leadText(content, messages),
    ...answersText(content, messages),
    ...evidenceText(content, messages, { hasLead: true }),
    ...(isCutShort(content) ? [moreText(content, messages)] : []),
  ],
});
