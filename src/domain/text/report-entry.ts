import type { Temporal } from "temporal-polyfill";
import { capitalize } from "../capitalize.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn } from "../places/crossing.ts";
import { placeName, statesOf } from "../places/region.ts";
import { scopeOf } from "../places/scope.ts";
import { foldCounts, type MonthCount } from "../record/month-counts.ts";
import type { Report } from "../record/report.ts";
import { showOnClocks, showPublication } from "../time/show-moment.ts";
import { REASONS, STATUSES } from "../vocabulary.ts";
import { reasonName } from "./answer-lead.ts";
import { foldedText } from "./count-text.ts";
import { formatReportLines } from "./report-text.ts";
import { reportTitle } from "./report-title.ts";

/** A report formatted as an entry of a news feed. */
export interface ReportEntry {
  report: Report;
  /** The names of the crossings, unless there are many, and the source's title. */
  title: string;
  /** The title for news feeds. It begins with the status, and leaves out the source's title if there is a status. */
  statusTitle: string;
  /** Time of the last change: the recording or the withdrawal. */
  updatedAt: Temporal.Instant;
  /** Paragraphs of the entry. `about` names the crossing or the services that a paragraph is about. */
  paragraphs: { about: string | null; text: string }[];
  /** Crossings that the report is about. */
  places: readonly Crossing[];
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
  const plain = capitalize([names.join(", "), subject.source.title].filter((part) => part !== "").join(": "));
  const stated = reportTitle(subject, places, messages) ?? plain;
  const { retractedAt } = report;
  const titled = (text: string) =>
    withdrawn ? phrases.withdrawal(text) : retractedAt === null ? text : phrases.withdrawn(text);
  const zones = places.map(({ timeZone }) => timeZone);
  const says = (text: string) => ({ about: null, text });
  return {
    report,
    title: titled(plain),
    statusTitle: titled(stated),
    updatedAt: retractedAt ?? report.recordedAt,
    paragraphs: [
      ...(retractedAt === null ? [] : [says(phrases.withdrawnAt(showOnClocks(retractedAt, zones, messages)))]),
      ...(withdrawn && report.note !== null ? [says(report.note)] : []),
      ...(withdrawn ? [says(phrases.withdraws(withdrawn.source.publisher))] : []),
      ...about(subject, places, messages).map(says),
      ...lines.map(({ crossing, sentences }) => ({
        about: nameIn(crossing, messages),
        text: `${sentences.join("; ")}.`,
      })),
      ...(subject.note === null ? [] : [says(subject.note)]),
    ],
    places,
    categories: categoriesOf(subject, places, messages),
  };
}

function about({ source, reason }: Report, places: readonly Crossing[], messages: TextMessages): string[] {
  const phrases = messages.reports;
  const zones = places.map(({ timeZone }) => timeZone);
  const parts = [
    ...(source.publishedAt === null ? [] : [phrases.published(showPublication(source.publishedAt, zones, messages))]),
    ...(reason === null ? [] : [phrases.reason(reasonName(reason, places, messages))]),
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

/**
 * Formats all counts of a crossing as one feed entry. The entry has the identity of the newest report with a count.
 * Returns null if there are no counts.
 */
export function countsEntryOf(
  crossing: Crossing,
  counts: readonly MonthCount[],
  messages: TextMessages,
): ReportEntry | null {
  const newest = counts
    .map(({ report }) => report)
    .sort((a, b) => a.seq - b.seq)
    .at(-1);
  if (newest === undefined) return null;
  const name = nameIn(crossing, messages);
  const services = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
  return {
    report: {
      ...newest,
      retractedAt: null,
      hashes: null,
      statusChanges: [],
      hoursChanges: [],
      hoursExceptions: [],
      claims: [],
      counts: [],
    },
    title: `${name}: ${newest.source.title}`,
    statusTitle: `${name}: ${newest.source.title}`,
    updatedAt: newest.recordedAt,
    paragraphs: foldCounts(counts).map((folded) => ({
      about: scopeOf([folded.service], services, messages.phrases),
      text: `${foldedText(folded, messages)}.`,
    })),
    places: [crossing],
    categories: [{ term: crossing.slug, label: name }],
  };
}
