import { showMoment } from "./calendar.ts";
import { isStretch } from "./calendar-slot.ts";
import type { Crossing } from "./crossing.ts";
import { showHours } from "./hours-text.ts";
import type { Moment } from "./moment.ts";
import { PHRASES } from "./phrases.ts";
import type { ReportHead } from "./report.ts";
import { REPORT_PHRASES } from "./report-phrases.ts";
import { scopeOf } from "./scope.ts";
import type { CalendarEvent } from "./service-events.ts";
import type { Language } from "./words.ts";

/** An event for people: what it is in a line, and what is known of it, with who says so. */
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

/** Tells an event of a crossing, its times on the crossing's clock. */
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
      ...sourcesOf(event.reports),
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
  const end = [
    ...(expectedUntil === null ? [] : [phrases[kind === "overdue" ? "overdue" : "expectedUntil"](show(expectedUntil))]),
    ...(kind === "overdue" && next === null ? [words.notReopened] : []),
    ...(next === null ? [] : [words.changes(phrases.statuses[next.status], show(next.effectiveAt))]),
    ...(kind === "restriction" && next === null && expectedUntil === null ? [words.noEnd] : []),
  ];
  return [what + begin(show(effectiveAt)), ...end].join(", ");
}

const hoursText = ({ hours }: CalendarEvent, language: Language): string =>
  hours === null ? REPORT_PHRASES[language].hoursCleared : REPORT_PHRASES[language].hours(showHours(hours, language));

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

const reasonsOf = (reports: readonly ReportHead[], language: Language): string[] => {
  const { reason: say, reasons } = REPORT_PHRASES[language];
  return distinct(reports.flatMap(({ reason }) => (reason === null ? [] : [say(reasons[reason])])));
};

const sourcesOf = (reports: readonly ReportHead[]): string[] =>
  distinct(
    reports.map(({ source: { publisher, title, url } }) => `${publisher}: ${title}${url === null ? "" : `\n${url}`}`),
  );

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
