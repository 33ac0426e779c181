import { isAbout } from "../../domain/notifications/change-kinds.ts";
import type { ChatContent, TextBlock, TextLine } from "../../domain/notifications/chat-content.ts";
import type { ToldChange } from "../../domain/notifications/follower-content.ts";
import { type Crossing, clocksOf, nameIn, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { MORE } from "../../domain/plain-text.ts";
import type { Report } from "../../domain/record/report.ts";
import { type CrossingStatus, isCertainlyOpen, verdictOf } from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { crossingAnswer, lineOf, standingGravity } from "../../domain/text/crossing-line.ts";
import { entryOf } from "../../domain/text/report-entry.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { showOnClocks } from "../../domain/time/show-moment.ts";
import type { Messages } from "../../locales/messages.ts";

/** Changes to be told, and the answers at the time of the message. */
export type ToldChanges = Omit<ChatContent & { kind: "changes" }, "kind">;

/** Most answers in one message. A message about more names only these. */
const MOST_ANSWERS = 20;
/** Most changes in one message. */
const MOST_CHANGES = 30;
/** Maximum length of a title. Phones show less. */
export const MOST_TITLE = 120;
/** Most crossings whose answers a title gives. */
const MOST_NAMED = 2;

/** Returns true if a message cannot name all answers or changes. */
export const isCutShort = (content: ToldChanges): boolean =>
  affectedAnswers(content).length > MOST_ANSWERS || content.items.length > MOST_CHANGES;

const lines = (...texts: string[]): TextLine[] => texts.map((text) => ({ text }));

/** Writes what holds at each crossing that the changes affect. It comes first in a message. */
export const answersText = (content: ToldChanges, messages: Messages): TextBlock[] => {
  const { message } = messages.tellMe;
  const { at, choices, publicUrl } = content;
  return affectedAnswers(content)
    .slice(0, MOST_ANSWERS)
    .map(({ crossing, standings, affected }): TextBlock => {
      const own = standings.filter(({ service }) => isAbout(choices, service));
      const summary = summaryOf(affected, crossing, at, messages, servicesOf(crossing));
      const name = nameIn(crossing, messages);
      return {
        heading: name,
        lines: lines(
          // The sentence may begin with what was known last, so the doubt comes before it.
          ...(isInDoubt(affected) ? [message.notKnown] : []),
          `${summary}.`,
          ...(affected.length < own.length
            ? [message.inAll(crossingAnswer(own, crossing, { at, messages, asked: "kept" }))]
            : []),
          message.asOf(showOnClocks(at, [crossing.timeZone], messages)),
        ),
        ...(publicUrl !== null && {
          link: { text: name, url: `${publicUrl}/${crossing.slug}?lang=${messages.language}` },
        }),
      };
    });
};

/** Returns true if some service may be open, and none certainly is. */
const isInDoubt = (standings: readonly Standing[]): boolean =>
  verdictOf(standings).open !== false && !standings.some(isCertainlyOpen);

/** An answer, and the standings that the changes affect. */
type AffectedAnswer = CrossingStatus & { affected: Standing[] };

/** Returns the answers that the changes affect. What is shut comes first, then what is in doubt: not all may have room. */
function affectedAnswers({ answers, items, choices, at }: ToldChanges): AffectedAnswer[] {
  const gravity = ({ affected }: AffectedAnswer) =>
    Math.min(...affected.map((standing) => standingGravity(standing, at)));
  return answers
    .map((answer) => ({
      ...answer,
      affected: affectedOf(
        answer.standings.filter(({ service }) => isAbout(choices, service)),
        items,
      ),
    }))
    .filter(({ affected }) => affected.length > 0)
    .sort((a, b) => gravity(a) - gravity(b));
}

/** Returns the standings of the services that the changes affect. */
function affectedOf(standings: readonly Standing[], items: readonly ToldChange[]): Standing[] {
  const keys = new Set(items.flatMap(({ services }) => services.map(serviceKey)));
  return standings.filter(({ service }) => keys.has(serviceKey(service)));
}

/**
 * Writes the title. It gives the answers at the time of the message, as the body does: what a report stated may no longer
 * hold when the message is sent. Only hours have a title of their own, because it says nothing about being open.
 */
export function titleOfChanges(content: ToldChanges, messages: Messages): string {
  const { items, crossings } = content;
  const [only, ...others] = items;
  if (only === undefined || others.length > 0) return messages.tellMe.message.severalSubject(items.length);
  if (only.kind !== "standing" && isAboutHours(withdrawnIn(only) ?? only.report))
    return entryOfItem(only, crossings, messages).statusTitle;
  return toldLine(content, messages);
}

/** Returns the answers at the time of the message in one line. What is shut or in doubt comes first. */
export function toldLine(content: ToldChanges, messages: Messages): string {
  const { at } = content;
  const all = affectedAnswers(content);
  // A line has no room for many crossings.
  const named = all.slice(0, MOST_NAMED);
  const limit = Math.floor(MOST_TITLE / named.length) - MORE.length;
  const parts = named.map(({ crossing, affected }) =>
    lineOf(affected, crossing, { at, messages, asked: "kept", limit }),
  );
  return parts.join("; ") + (all.length > named.length ? MORE : "");
}

/** Returns true if a report changes only hours. */
const isAboutHours = ({ statusChanges, claims }: Report): boolean => statusChanges.length === 0 && claims.length === 0;

type ReportItem = Exclude<ToldChange, { kind: "standing" }>;

const withdrawnIn = (item: ReportItem): Report | undefined => (item.kind === "retraction" ? item.withdrawn : undefined);

const entryOfItem = (item: ReportItem, crossings: ReadonlyMap<string, Crossing>, messages: Messages) =>
  entryOf(item.report, withdrawnIn(item), crossings, messages);

/**
 * Writes what a reader must know even if the end of a message is cut: that a report is withdrawn, and how many crossings
 * the message is about, if its title cannot name them.
 */
export function leadText(content: ToldChanges, messages: Messages): TextBlock[] {
  const { length } = affectedAnswers(content);
  const texts = [
    ...(content.items.some(({ kind }) => kind === "retraction") ? [messages.tellMe.message.withdrawn] : []),
    ...(length > MOST_NAMED ? [messages.chat.about(length)] : []),
  ];
  return texts.length === 0 ? [] : [{ lines: lines(...texts) }];
}

/**
 * Writes what the answers rest on: each change, when it was recorded, and by whom it was stated. In a message without
 * {@link leadText}, it also says that a report is withdrawn.
 */
export const evidenceText = (
  { items, crossings }: ToldChanges,
  messages: Messages,
  { hasLead = false } = {},
): TextBlock[] =>
  items.slice(-MOST_CHANGES).map((item, i) => ({
    ...(i === 0 && { heading: messages.tellMe.message.evidence }),
    lines: [
      ...(item.kind === "retraction" && !hasLead ? lines(messages.tellMe.message.withdrawn) : []),
      ...evidenceOf(item, crossings, messages),
    ],
  }));

function evidenceOf(item: ToldChange, crossings: ReadonlyMap<string, Crossing>, messages: Messages): TextLine[] {
  const { message } = messages.tellMe;
  const time = recordedTime(item, crossings, messages);
  if (item.kind === "standing") return lines(message.byTime(time));
  const { statusTitle, paragraphs } = entryOfItem(item, crossings, messages);
  return [
    ...lines(`${statusTitle}.`, ...paragraphs.map(({ about, text }) => (about === null ? text : `${about}: ${text}`))),
    sourceLine(item, messages),
    ...lines(message.recorded(time)),
  ];
}

/** Says in short what was stated and by whom. */
export function toldInShort(item: ToldChange, crossings: ReadonlyMap<string, Crossing>, messages: Messages): string[] {
  if (item.kind === "standing") return [messages.tellMe.message.byTime(recordedTime(item, crossings, messages))];
  return [`${entryOfItem(item, crossings, messages).statusTitle}.`, sourceLine(item, messages).text];
}

const sourceLine = (item: ReportItem, messages: Messages): TextLine => {
  const { publisher, title, url } = (withdrawnIn(item) ?? item.report).source;
  return { text: `${messages.tellMe.message.source}: ${publisher}, ${title}`, ...(url !== null && { url }) };
};

const recordedTime = (item: ToldChange, crossings: ReadonlyMap<string, Crossing>, messages: Messages): string => {
  const slugs = item.services.map(({ crossing }) => crossing);
  return showOnClocks(item.at, clocksOf(slugs, crossings), messages);
};
