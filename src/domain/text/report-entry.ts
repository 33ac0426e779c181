import type { Temporal } from "temporal-polyfill";
import { PHRASES } from "../phrases.ts";
import type { Crossing } from "../places/crossing.ts";
import type { Report } from "../record/report.ts";
import { showOnClocks, showPublication } from "../time/show-moment.ts";
import { type Language, REASONS, STATES, STATUSES, type State } from "../vocabulary.ts";
import { REPORT_PHRASES } from "./report-phrases.ts";
import { tellLines } from "./report-text.ts";

/** A report as an entry of a news feed. */
export interface ReportEntry {
  report: Report;
  title: string;
  /** When it was last changed: recorded or withdrawn. */
  updatedAt: Temporal.Instant;
  /** Its paragraphs. `about` names the crossing that a paragraph is about. */
  paragraphs: { about: string | null; text: string }[];
  /** State, crossing, status and reason: the API's term, and a label for readers. */
  categories: { term: string; label: string }[];
}

export const STATE_NAMES: Record<State, string> = { TX: "Texas", AZ: "Arizona", CA: "California" };

/** A title names the crossings of its report if there are no more than this. */
const NAMED = 3;

/** Formats a report as a feed entry. `withdrawn` is the report that it withdraws, if it is a retraction. */
export function entryOf(
  report: Report,
  withdrawn: Report | undefined,
  crossings: ReadonlyMap<string, Crossing>,
  language: Language,
): ReportEntry {
  const phrases = REPORT_PHRASES[language];
  // A retraction has no lines of its own; its subject is the withdrawn report.
  const subject = withdrawn ?? report;
  const lines = tellLines(subject, crossings.values(), language);
  const places = lines.map(({ crossing }) => crossing);
  const names = places.length > NAMED ? [] : places.map(({ name }) => name[language]);
  const plain = [names.join(", "), subject.source.title].filter((part) => part !== "").join(": ");
  const { retractedAt } = report;
  const zones = places.map(({ timeZone }) => timeZone);
  const says = (text: string) => ({ about: null, text });
  return {
    report,
    title: withdrawn ? phrases.withdrawal(plain) : retractedAt === null ? plain : phrases.withdrawn(plain),
    updatedAt: retractedAt ?? report.recordedAt,
    paragraphs: [
      ...(retractedAt === null ? [] : [says(phrases.withdrawnAt(showOnClocks(retractedAt, zones, language)))]),
      ...(withdrawn && report.note !== null ? [says(report.note)] : []),
      ...(withdrawn ? [says(phrases.withdraws(withdrawn.source.publisher))] : []),
      ...about(subject, zones, language).map(says),
      ...lines.map(({ crossing, sentences }) => ({
        about: crossing.name[language],
        text: `${sentences.join("; ")}.`,
      })),
      ...(subject.note === null ? [] : [says(subject.note)]),
    ],
    categories: categoriesOf(subject, places, language),
  };
}

function about({ source, reason }: Report, zones: readonly string[], language: Language): string[] {
  const phrases = REPORT_PHRASES[language];
  const parts = [
    ...(source.publishedAt === null ? [] : [phrases.published(showPublication(source.publishedAt, zones, language))]),
    ...(reason === null ? [] : [phrases.reason(phrases.reasons[reason])]),
  ];
  return parts.length === 0 ? [] : [parts.join(" ")];
}

function categoriesOf(report: Report, places: readonly Crossing[], language: Language): ReportEntry["categories"] {
  const claims = report.claims.filter(({ denied }) => !denied);
  const statuses = [...report.statusChanges, ...claims].map(({ status }) => status);
  const states = places.map(({ state }) => state);
  const known = <Word extends string>(all: readonly Word[], some: readonly Word[], label: Record<Word, string>) =>
    all.filter((word) => some.includes(word)).map((term) => ({ term, label: label[term] }));
  return [
    ...known(STATES, states, STATE_NAMES),
    ...places.map(({ slug, name }) => ({ term: slug, label: name[language] })),
    ...known(STATUSES, statuses, PHRASES[language].statuses),
    ...known(REASONS, report.reason === null ? [] : [report.reason], REPORT_PHRASES[language].reasons),
  ];
}
