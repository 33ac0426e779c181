import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn } from "../places/crossing.ts";
import { scopeOf } from "../places/scope.ts";
import { foldCounts, type MonthCount } from "../record/month-counts.ts";
import { foldedText } from "./count-text.ts";
import type { ReportEntry } from "./report-entry.ts";

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
      statusChanges: [],
      hoursChanges: [],
      hoursExceptions: [],
      claims: [],
      counts: [],
    },
    title: `${name}: ${newest.source.title}`,
    updatedAt: newest.recordedAt,
    paragraphs: foldCounts(counts).map((folded) => ({
      about: scopeOf([folded.service], services, messages.phrases),
      text: `${foldedText(folded, messages)}.`,
    })),
    categories: [{ term: crossing.slug, label: name }],
  };
}
