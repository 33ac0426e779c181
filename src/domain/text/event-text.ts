import type { CalendarEvent } from "../calendar/service-events.ts";
import { isStretch } from "../calendar/slot.ts";
import { PHRASES } from "../phrases.ts";
import type { Crossing } from "../places/crossing.ts";
import { scopeOf } from "../places/scope.ts";
import type { ReportHead, Source } from "../record/report.ts";
import type { Moment } from "../time/moment.ts";
import { showMoment } from "../time/show-moment.ts";
import type { Language } from "../vocabulary.ts";
import { capital, credited, uncapital } from "./clauses.ts";
import { showHours } from "./hours-text.ts";
import { REPORT_PHRASES } from "./report-phrases.ts";

/** An event as text: a title, and lines with details and sources. */
export interface ToldEvent {
  title: string;
  lines: string[];
}

const WORDS = {
  en: {
    reopening: "reopening",
    withLimits: " with limits",
    timeUnknown: "time not stated",
    openAgain: "open again, since when is not known",
    changes: (status: string, moment: string) => `${status} from ${moment}`,
    noEnd: "no end announced",
    overdue: "overdue",
    notReopened: "no report says that it reopened",
  },
  es: {
    reopening: "reapertura",
    withLimits: " con límites",
    timeUnknown: "hora no indicada",
    openAgain: "abierto de nuevo, no se sabe desde cuándo",
    changes: (status: string, moment: string) => `${status} desde ${moment}`,
    noEnd: "sin fin anunciado",
    overdue: "vencido",
    notReopened: "ningún reporte dice que haya reabierto",
  },
} as const satisfies Record<Language, object>;

/** Formats an event of a crossing, with times in the crossing's zone. */
export function tellEvent(event: CalendarEvent, crossing: Crossing, language: Language): ToldEvent {
  const asked = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
  const scope = scopeOf(event.services, asked, PHRASES[language]);
  const [what, ...more] = headOf(event, language);
  const show = (moment: Moment) => showMoment(moment, crossing.timeZone, language);
  return {
    title: `${crossing.name[language]}: ${[what, scope, ...more].join(", ")}`,
    lines: [
      `${sentenceOf(event, show, language)}.`,
      ...reasonsOf(event.reports, language),
      ...sourcesOf([...event.reports, ...(event.next === null ? [] : [event.next])]),
    ],
  };
}

function headOf(event: CalendarEvent, language: Language): string[] {
  const words = WORDS[language];
  const { statuses } = PHRASES[language];
  const { kind, status, limited, onset, next, expectedUntil, slot } = event;
  if (kind === "hours") return [uncapital(hoursText(event, language))];
  if (status === null) return [];
  if (kind === "overdue") return [`${words.overdue}, ${statuses[status]}`];
  if (kind === "restriction")
    return [statuses[status], ...(next === null && expectedUntil === null ? [words.noEnd] : [])];
  if (onset === "unknown") return [words.openAgain];
  return [words.reopening + (limited ? words.withLimits : ""), ...(isStretch(slot) ? [] : [words.timeUnknown])];
}

function sentenceOf(event: CalendarEvent, show: (moment: Moment) => string, language: Language): string {
  const [words, phrases, says] = [WORDS[language], PHRASES[language], REPORT_PHRASES[language]];
  const { kind, status, limited, effectiveAt, onset, next, expectedUntil } = event;
  if (kind === "hours") return hoursText(event, language) + says.from(show(effectiveAt));
  const begin = { exact: says.from, approximate: says.fromAbout, unknown: says.already }[onset];
  const what = status === null ? "" : limited ? phrases.limited : capital(phrases.statuses[status]);
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
    ...(next === null ? [] : [piece(changes(next, language, show), next.source.publisher)]),
    ...(kind === "restriction" && next === null && expectedUntil === null ? [piece(words.noEnd)] : []),
  ];
  // If there is only one publisher, the list of sources below already names it.
  const isOfSeveral = new Set(pieces.flatMap(({ by }) => by)).size > 1;
  return (isOfSeveral ? credited(pieces) : pieces.map(({ text }) => text)).join(", ");
}

function changes({ status, limited, effectiveAt }: Next, language: Language, show: (moment: Moment) => string): string {
  const phrases = PHRASES[language];
  return WORDS[language].changes(limited ? uncapital(phrases.limited) : phrases.statuses[status], show(effectiveAt));
}

const hoursText = ({ hours }: CalendarEvent, language: Language): string =>
  hours === null ? REPORT_PHRASES[language].hoursCleared : REPORT_PHRASES[language].hours(showHours(hours, language));

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

const reasonsOf = (reports: readonly ReportHead[], language: Language): string[] => {
  const { reason: say, reasons } = REPORT_PHRASES[language];
  return distinct(reports.flatMap(({ reason }) => (reason === null ? [] : [say(reasons[reason])])));
};

const sourcesOf = (reports: readonly { source: Source }[]): string[] =>
  distinct(
    reports.map(({ source: { publisher, title, url } }) => `${publisher}: ${title}${url === null ? "" : `\n${url}`}`),
  );

type Next = NonNullable<CalendarEvent["next"]>;
