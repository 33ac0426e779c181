import { Temporal } from "temporal-polyfill";
import { isInstantInterval } from "../calendar/calendar-time.ts";
import type { CalendarEvent } from "../calendar/service-events.ts";
import { capitalize, uncapitalize } from "../capitalize.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn } from "../places/crossing.ts";
import { briefScopeOf } from "../places/scope.ts";
import type { ReportHead, Source } from "../record/report.ts";
import type { Moment } from "../time/moment.ts";
import { showMoment } from "../time/show-moment.ts";
import { withCredits } from "./clauses.ts";
import { showException, showHours } from "./hours-text.ts";
import { onlyForText, statusText } from "./limit-text.ts";
import { statusTitle } from "./report-title.ts";

/** An event as text: a title, and lines with details and sources. */
export interface FormattedEvent {
  title: string;
  lines: string[];
}

/** Describes an event of a crossing, with times in the crossing's local time. */
export function formatEvent(event: CalendarEvent, crossing: Crossing, messages: TextMessages): FormattedEvent {
  const [what, ...more] = headOf(event, messages);
  const scope = briefScopeOf(event.services, crossing.services, messages);
  const stated = event.kind === "restriction" ? event.reports.findLast((each) => each.reason !== null)?.reason : null;
  const show = (moment: Moment) => showMoment(moment, crossing.timeZone, messages);
  return {
    title: statusTitle(
      what ?? "",
      [nameIn(crossing, messages), ...scope, ...more].join(", "),
      stated ?? null,
      messages,
      [crossing],
    ),
    lines: [
      `${sentenceOf(event, show, messages)}.`,
      ...reasonsOf(event.reports, messages),
      ...sourcesOf([...event.reports, ...(event.next === null ? [] : [event.next])]),
    ],
  };
}

function headOf(event: CalendarEvent, messages: TextMessages): string[] {
  const words = messages.events;
  const { statuses } = messages.phrases;
  const { kind, status, limited, onset, next, expectedUntil, effectiveAt, slot } = event;
  if (kind === "hours") return [uncapitalize(hoursText(event, messages))];
  if (kind === "exception") return [uncapitalize(exceptionText(event, messages))];
  if (status === null) return [];
  if (kind === "overdue") return [`${words.overdue}, ${statuses[status]}`];
  if (kind === "restriction")
    return [statuses[status], ...(next === null && expectedUntil === null ? [words.noEnd] : [])];
  const onlyFor = onlyForText(event, messages);
  if (onset === "unknown") return [words.openAgain, ...(onlyFor === null ? [] : [onlyFor])];
  const withLimits = onlyFor === null ? (limited ? words.withLimits : "") : ` ${onlyFor}`;
  const unknown = effectiveAt instanceof Temporal.PlainYearMonth ? words.dayUnknown : words.timeUnknown;
  return [words.reopening + withLimits, ...(isInstantInterval(slot) ? [] : [unknown])];
}

function sentenceOf(event: CalendarEvent, show: (moment: Moment) => string, messages: TextMessages): string {
  const [words, phrases, says] = [messages.events, messages.phrases, messages.reports];
  const { kind, status, effectiveAt, onset, next, expectedUntil } = event;
  if (kind === "hours") return hoursText(event, messages) + says.from(show(effectiveAt));
  if (kind === "exception")
    return [
      exceptionText(event, messages) + says.from(show(effectiveAt)),
      ...(expectedUntil === null ? [] : [says.until(show(expectedUntil))]),
    ].join(", ");
  const begin = { exact: says.from, approximate: says.fromAbout, unknown: says.already }[onset];
  const what = status === null ? "" : capitalize(statusText({ ...event, status }, messages));
  const piece = (text: string, ...by: (string | null)[]) => ({
    text,
    by: distinct(by.filter((each) => each !== null)),
  });
  const pieces = [
    piece(what + begin(show(effectiveAt)), ...event.reports.map(({ source }) => source.publisher)),
    ...(expectedUntil === null
      ? []
      : [piece(phrases[kind === "overdue" ? "overdue" : "expectedUntil"](show(expectedUntil)), event.expectedBy)]),
    ...(kind === "overdue" && next === null ? [piece(words.notReopened)] : []),
    ...(next === null ? [] : [piece(changes(next, messages, show), next.source.publisher)]),
    ...(kind === "restriction" && next === null && expectedUntil === null ? [piece(words.noEnd)] : []),
  ];
  // If there is only one publisher, the list of sources below already names it.
  const isOfSeveral = new Set(pieces.flatMap(({ by }) => by)).size > 1;
  return (isOfSeveral ? withCredits(pieces) : pieces.map(({ text }) => text)).join(", ");
}

const changes = (next: Next, messages: TextMessages, show: (moment: Moment) => string): string =>
  messages.events.changes(statusText(next, messages), show(next.effectiveAt));

const hoursText = ({ hours }: CalendarEvent, messages: TextMessages): string =>
  hours === null ? messages.reports.hoursCleared : messages.reports.hours(showHours(hours, messages));

const exceptionText = ({ exception }: CalendarEvent, { reports, ...messages }: TextMessages): string =>
  exception === null ? reports.exceptionsEnded : reports.exception(showException(exception, messages));

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

const reasonsOf = (reports: readonly ReportHead[], messages: TextMessages): string[] => {
  const { reason: say, reasons } = messages.reports;
  return distinct(reports.flatMap(({ reason }) => (reason === null ? [] : [say(reasons[reason])])));
};

const sourcesOf = (reports: readonly { source: Source }[]): string[] =>
  distinct(
    reports.map(({ source: { publisher, title, url } }) => `${publisher}: ${title}${url === null ? "" : `\n${url}`}`),
  );

type Next = NonNullable<CalendarEvent["next"]>;
