import type { TextBlock } from "../../domain/notifications/chat-content.ts";
import type { FollowerContent, PushText } from "../../domain/notifications/follower-content.ts";
import { clocksOf } from "../../domain/places/crossing.ts";
import { cutAtWord } from "../../domain/plain-text.ts";
import { showOnClocks } from "../../domain/time/show-moment.ts";
import { FALLBACK, messagesIn } from "../../locales/index.ts";
import type { Messages } from "../../locales/messages.ts";
import { answersText, MOST_TITLE, titleOfChanges, toldInShort, toldLine } from "./change-text.ts";
import { choicesText, placesOfChoices } from "./choices-text.ts";

/** Most answers in one notification, and most changes. There is room for few lines. */
const MOST_SHOWN = 5;

/** Writes a push message: the answer in the title, then what it rests on. It never says "now", because it may come late. */
export function writePush(content: FollowerContent): PushText {
  const messages = messagesIn(content.choices.language) ?? FALLBACK;
  const text = content.kind === "first" ? welcome(content, messages) : changes(content, messages);
  const { language } = messages;
  const title = cutAtWord(text.title.replace(/\s+/g, " "), MOST_TITLE);
  return {
    title,
    datedTitle: content.kind === "first" ? title : messages.tellMe.push.dated(timeOf(content, messages), title),
    body: text.lines.join("\n"),
    path: `${text.path}?lang=${language}`,
    stopLabel: messages.tellMe.push.stop,
    stopHint: content.kind === "first" ? "" : messages.tellMe.push.stopHint,
  };
}

/** Returns the time of the answers, on the clock of the first crossing. */
const timeOf = ({ at, answers, crossings }: FollowerContent & { kind: "changes" }, messages: Messages): string => {
  const [first] = answers;
  return showOnClocks(at, clocksOf(first === undefined ? [] : [first.crossing.slug], crossings), messages);
};

interface Written {
  title: string;
  lines: string[];
  path: string;
}

function welcome({ choices, crossings }: FollowerContent, messages: Messages): Written {
  const { welcomeTitle, welcomeStop } = messages.tellMe.push;
  return {
    title: welcomeTitle(placesOfChoices(choices, crossings, messages)),
    lines: [welcomeStop, ...choicesText(choices, crossings, messages, true).slice(1)],
    path: pathOf(choices.crossings),
  };
}

/** Path of the page of the only crossing, or of the board. */
const pathOf = (slugs: readonly string[]): string => (slugs.length === 1 ? `/${slugs[0]}` : "/");

function changes(content: FollowerContent & { kind: "changes" }, messages: Messages): Written {
  const { items, crossings } = content;
  const told = { ...content, publicUrl: null };
  const answers = answersText(told, messages);
  const withdrawn = items.some(({ kind }) => kind === "retraction") ? [messages.tellMe.message.withdrawn] : [];
  const evidence = items.slice(-MOST_SHOWN).flatMap((item) => toldInShort(item, crossings, messages));
  return {
    title: items.length > 1 ? toldLine(told, messages) : titleOfChanges(told, messages),
    lines: [
      ...withdrawn,
      ...answers.slice(0, MOST_SHOWN).flatMap((answer) => answerLines(answer, answers)),
      ...evidence,
    ],
    path: pathOf([...new Set(items.flatMap(({ services }) => services.map(({ crossing }) => crossing)))]),
  };
}

/** One answer needs no name, because the title has it. */
function answerLines({ heading, lines }: TextBlock, all: readonly TextBlock[]): string[] {
  const [first = "", ...rest] = lines.map(({ text }) => text);
  return [all.length === 1 ? first : `${heading}: ${first}`, ...rest];
}
