import type { Temporal } from "temporal-polyfill";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn } from "../places/crossing.ts";
import { placeName, statesOf } from "../places/region.ts";
import type { Report } from "../record/report.ts";
import { showOnClocks, showPublication } from "../time/show-moment.ts";
import { REASONS, STATUSES } from "../vocabulary.ts";
import { formatReportLines } from "./report-text.ts";

/** A report formatted as an entry of a news feed. */
export interface ReportEntry {
  report: Report;
  title: string;
  /** Time of the last change: the recording or the withdrawal. */
  updatedAt: Temporal.Instant;
  /** Paragraphs of the entry. `about` names the crossing or the services that a paragraph is about. */
  paragraphs: { about: string | null; text: string }[];
  /** State, crossing, status and reason, each with the API's term and a label for readers. */
  categories: { term: string; label: string }[];
}

/** Maximum number of crossings named in a title. A title names none if there are more. */
const NAMED = 3;

/** Formats a report as a feed entry. `withdrawn` is the report that a retraction withdraws. */
export function entryOf(
  report: Report,
  withdrawn: Report | undefined,
  crossings: ReadonlyMap<string, Crossing>,
  messages: TextMessages,
): ReportEntry {
  const phrases = messages.reports;
  // A retraction has no lines, so the withdrawn report provides the content.
  const subject = withdrawn ?? report;
  const lines = formatReportLines(subject, crossings.values(), messages);
  const places = lines.map(({ crossing }) => crossing);
  const names = places.length > NAMED ? [] : places.map(({ name }) => nameIn({ name }, messages));
  const plain = [names.join(", "), subject.source.title].filter((part) => part !== "").join(": ");
  const { retractedAt } = report;
  const zones = places.map(({ timeZone }) => timeZone);
  const says = (text: string) => ({ about: null, text });
  return {
    report,
    title: withdrawn ? phrases.withdrawal(plain) : retractedAt === null ? plain : phrases.withdrawn(plain),
    updatedAt: retractedAt ?? report.recordedAt,
    paragraphs: [
      ...(retractedAt === null ? [] : [says(phrases.withdrawnAt(showOnClocks(retractedAt, zones, messages)))]),
      ...(withdrawn && report.note !== null ? [says(report.note)] : []),
      ...(withdrawn ? [says(phrases.withdraws(withdrawn.source.publisher))] : []),
      ...about(subject, zones, messages).map(says),
      ...lines.map(({ crossing, sentences }) => ({
        about: nameIn(crossing, messages),
        text: `${sentences.join("; ")}.`,
      })),
      ...(subject.note === null ? [] : [says(subject.note)]),
    ],
    categories: categoriesOf(subject, places, messages),
  };
}

function about({ source, reason }: Report, zones: readonly string[], messages: TextMessages): string[] {
  const phrases = messages.reports;
  const parts = [
    ...(source.publishedAt === null ? [] : [phrases.published(showPublication(source.publishedAt, zones, messages))]),
    ...(reason === null ? [] : [phrases.reason(phrases.reasons[reason])]),
  ];
  return parts.length === 0 ? [] : [parts.join(" ")];
}

function categoriesOf(report: Report, places: readonly Crossing[], messages: TextMessages): ReportEntry["categories"] {
  const claims = report.claims.filter(({ denied }) => !denied);
  const statuses = [...report.statusChanges, ...claims].map(({ status }) => status);
  const known = <Word extends string>(all: readonly Word[], some: readonly Word[], label: Record<Word, string>) =>
    all.filter((word) => some.includes(word)).map((term) => ({ term, label: label[term] }));
  return [
    ...statesOf(places).map(({ code, name }) => ({ term: code, label: placeName(name, messages) })),
    ...places.map(({ slug, name }) => ({ term: slug, label: nameIn({ name }, messages) })),
    ...known(STATUSES, statuses, messages.phrases.statuses),
    ...known(REASONS, report.reason === null ? [] : [report.reason], messages.reports.reasons),
  ];
}
