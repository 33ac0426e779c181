import type { EmailContent, EmailItem, EmailText } from "../../domain/notifications/email-content.ts";
import { isAbout } from "../../domain/notifications/email-kinds.ts";
import { type Crossing, clocksOf, nameIn, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { cutAtWord, MORE } from "../../domain/plain-text.ts";
import type { Report } from "../../domain/record/report.ts";
import { isCertainlyOpen, verdictOf } from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { crossingAnswer, lineOf } from "../../domain/text/crossing-line.ts";
import { entryOf } from "../../domain/text/report-entry.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { showOnClocks } from "../../domain/time/show-moment.ts";
import { FALLBACK, messagesIn } from "../../locales/index.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html } from "../html.ts";
import { choicesText, placesOfChoices } from "./choices-text.ts";

/** Most answers in one message. A message about more names only these. */
const MOST_ANSWERS = 20;
/** Most changes in one message. */
const MOST_CHANGES = 30;
/** Maximum length of a subject. Phones show less. */
const MOST_SUBJECT = 120;
/** Most crossings whose answers a subject gives. */
const MOST_NAMED = 2;

/** A part of a message: a heading, lines, and a link. */
interface Block {
  heading?: string;
  lines: readonly string[];
  link?: string;
}

/** Writes a message as plain text and as HTML with the same content. */
export function writeEmail(content: EmailContent): EmailText {
  const messages = messagesIn(content.choices.language) ?? FALLBACK;
  const { subject, blocks } =
    content.kind === "confirmation" ? confirmation(content, messages) : changes(content, messages);
  return {
    subject: cutAtWord(subject.replace(/\s+/g, " "), MOST_SUBJECT),
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

function confirmation(content: EmailContent & { kind: "confirmation" }, messages: Messages): Written {
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

const privacyOf = ({ links }: EmailContent, messages: Messages): Block => ({
  lines: [messages.pages.disclaimer, messages.tellMe.message.privacy],
  link: `${links.publicUrl}/tell-me?lang=${messages.language}#privacy`,
});

/** The answers come first, then what they rest on. */
function changes(content: EmailContent & { kind: "changes" }, messages: Messages): Written {
  const { message } = messages.tellMe;
  const { items, links, at, choices } = content;
  const answers = content.answers.slice(0, MOST_ANSWERS).flatMap(({ crossing, standings }): Block[] => {
    const own = standings.filter(({ service }) => isAbout(choices, service));
    const affected = affectedOf(own, items);
    if (affected.length === 0) return [];
    const summary = summaryOf(affected, crossing, at, messages, servicesOf(crossing));
    return [
      {
        heading: nameIn(crossing, messages),
        lines: [
          `${summary}.`,
          ...(verdictOf(affected).open === null ? [message.notKnown] : []),
          ...(affected.length < own.length
            ? [message.inAll(crossingAnswer(own, crossing, { at, messages, asked: "kept" }))]
            : []),
          message.asOf(showOnClocks(at, [crossing.timeZone], messages)),
        ],
        link: `${links.publicUrl}/${crossing.slug}?lang=${messages.language}`,
      },
    ];
  });
  const told = items.slice(-MOST_CHANGES);
  return {
    subject: subjectOf(content, messages),
    blocks: [
      ...answers,
      ...told.map((item, i) => ({
        ...(i === 0 && { heading: message.evidence }),
        lines: evidenceOf(item, content.crossings, messages),
      })),
      ...(content.answers.length > MOST_ANSWERS || items.length > MOST_CHANGES
        ? [{ lines: [message.more], link: `${links.publicUrl}/?lang=${messages.language}` }]
        : []),
      { lines: [message.why, message.leave], link: links.leave },
      privacyOf(content, messages),
    ],
  };
}

/** Returns the answers about the services that the changes affect. */
function affectedOf(standings: readonly Standing[], items: readonly EmailItem[]): Standing[] {
  const keys = new Set(items.flatMap(({ services }) => services.map(serviceKey)));
  return standings.filter(({ service }) => keys.has(serviceKey(service)));
}

/**
 * Writes the subject. It gives the answers at the time of the message, as the body does: what a report stated may no
 * longer hold when the message is sent. Only hours have a title of their own, because it says nothing about being open.
 */
function subjectOf(content: EmailContent & { kind: "changes" }, messages: Messages): string {
  const { message } = messages.tellMe;
  const { items, crossings, answers, at } = content;
  const [only, ...others] = items;
  if (only === undefined || others.length > 0) return message.severalSubject(items.length);
  if (only.kind !== "standing" && isAboutHours(withdrawnIn(only) ?? only.report))
    return entryOfItem(only, crossings, messages).statusTitle;
  const affected = answers
    .map(({ crossing, standings }) => ({
      crossing,
      own: affectedOf(standings, items),
    }))
    .filter(({ own }) => own.length > 0)
    // What is shut or in doubt comes first, because a subject has no room for many crossings.
    .sort((a, b) => Number(a.own.every(isCertainlyOpen)) - Number(b.own.every(isCertainlyOpen)));
  const named = affected.slice(0, MOST_NAMED);
  const limit = Math.floor(MOST_SUBJECT / named.length) - MORE.length;
  const lines = named.map(({ crossing, own }) => lineOf(own, crossing, { at, messages, asked: "kept", limit }));
  return lines.join("; ") + (affected.length > named.length ? MORE : "");
}

/** Returns true if a report changes only hours. */
const isAboutHours = ({ statusChanges, claims }: Report): boolean => statusChanges.length === 0 && claims.length === 0;

type ReportItem = Exclude<EmailItem, { kind: "standing" }>;

const withdrawnIn = (item: ReportItem): Report | undefined => (item.kind === "retraction" ? item.withdrawn : undefined);

const entryOfItem = (item: ReportItem, crossings: ReadonlyMap<string, Crossing>, messages: Messages) =>
  entryOf(item.report, withdrawnIn(item), crossings, messages);

/** Says when a change was recorded and by whom it was stated. */
function evidenceOf(item: EmailItem, crossings: ReadonlyMap<string, Crossing>, messages: Messages): string[] {
  const { message } = messages.tellMe;
  const zones = clocksOf(
    item.services.map(({ crossing }) => crossing),
    crossings,
  );
  const time = showOnClocks(item.at, zones, messages);
  if (item.kind === "standing") return [message.byTime(time)];
  const { statusTitle, paragraphs } = entryOfItem(item, crossings, messages);
  const { publisher, title, url } = (withdrawnIn(item) ?? item.report).source;
  return [
    ...(item.kind === "retraction" ? [message.withdrawn] : []),
    `${statusTitle}.`,
    ...paragraphs.map(({ about, text }) => (about === null ? text : `${about}: ${text}`)),
    `${message.source}: ${publisher}, ${title}${url === null ? "" : ` (${url})`}`,
    message.recorded(time),
  ];
}
