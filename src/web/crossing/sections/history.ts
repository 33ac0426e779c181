import type { HistoryItem } from "../../../domain/record/history.ts";
import { reasonName } from "../../../domain/text/answer-lead.ts";
import { showException } from "../../../domain/text/hours-text.ts";
import { openText } from "../../../domain/text/limit-text.ts";
import { showPublication } from "../../../domain/time/show-moment.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { onsetPrefix, showScope, sourceLink, timeTag } from "../../standing-text.ts";
import type { CrossingNotes, CrossingRecord, CrossingSection, CrossingView, GiveNoteOnce } from "../section.ts";

/** Lines of one report that make the same statement about several services. They are shown as one entry. */
export interface HistoryEntry {
  id: string;
  item: HistoryItem;
  items: HistoryItem[];
}

/** Returns the entries of a history, in order. */
export function entriesOf(history: readonly HistoryItem[]): HistoryEntry[] {
  const entries = new Map<string, HistoryEntry>();
  for (const item of history) {
    const { report, kind, status, limited, programmes, hours, exception } = item;
    const { effectiveAt, expectedUntil, denied, attributed } = item;
    const said = [hours?.text, exception?.text, effectiveAt, expectedUntil, denied, attributed];
    const key = [report.seq, kind, status, limited, programmes, ...said].join("|");
    const entry = entries.get(key) ?? { id: `h${report.seq}-${entries.size}`, item, items: [] };
    entry.items.push(item);
    entries.set(key, entry);
  }
  return [...entries.values()];
}

/** Summarises an entry in a few words: `Suspended, both directions, all modes`. */
export function entryText(
  { item, items }: HistoryEntry,
  { crossing }: CrossingView,
  messages: Frame["messages"],
): string {
  const words = messages.pages;
  const scope = showScope(
    items.map(({ service }) => service),
    crossing,
    messages,
  );
  if (item.kind === "hours") return `${words.hoursBecome(item.hours?.text ?? null)}, ${scope}`;
  if (item.kind === "exception") {
    const { exception } = item;
    const { reports } = messages;
    return `${exception === null ? reports.exceptionsEnded : reports.exception(showException(exception, messages))}, ${scope}`;
  }
  const status =
    item.status === null
      ? ""
      : item.limited === true
        ? openText({ limited: true, programmes: item.programmes ?? [] }, messages)
        : words.statuses[item.status];
  const claim = item.kind === "claim" ? `${item.denied === true ? words.rumour : words.claim}: ` : "";
  return `${claim}${status}, ${scope}`;
}

/** Section with the history, shown if the record can be reached. */
export const historySection: CrossingSection<{ record: CrossingRecord | undefined; notes: CrossingNotes }> = {
  place: "sources",
  load: async (data) => ({ record: await data.record(), notes: await data.notes() }),
  render: (frame, view, { record, notes }, once) => record && historyList(frame, view, record.history, notes, once),
};

/**
 * Renders a folded list of all statements about a crossing, newest first. Withdrawn items are struck through and stay
 * readable.
 */
function historyList(
  frame: Frame,
  view: CrossingView,
  history: readonly HistoryItem[],
  notes: CrossingNotes,
  once: GiveNoteOnce,
): Html {
  const words = frame.messages.pages;
  const entries = entriesOf(history);
  return html`${entries.length === 0 ? html`<p>${words.noHistory}</p>` : html`<details class="history" id="everything"><summary>${frame.messages.crossing.allReports(entries.length)}</summary><ol>${entries.map((entry) => told(frame, view, entry, once(notes.get(entry.item.report.id) ?? null)))}</ol></details>`}`;
}

function told({ messages }: Frame, view: CrossingView, entry: HistoryEntry, note: string | null): Html {
  const words = messages.pages;
  const zone = view.crossing.timeZone;
  const { report, effectiveAt, expectedUntil, onset, attributed, kind } = entry.item;
  const { retractedAt, reason, source, recordedAt } = report;
  const from = html`${onsetPrefix(onset, words)}${timeTag(effectiveAt, zone, messages)}${(kind === "claim" || kind === "exception") && expectedUntil !== null && html` – ${timeTag(expectedUntil, zone, messages)}`}`;
  const what = html`<span class="when">${from}</span> <strong>${entryText(entry, view, messages)}</strong>`;
  return html`<li id="${entry.id}" tabindex="-1">${retractedAt === null ? what : html`<del>${what}</del> <em>${words.retracted} ${timeTag(retractedAt, zone, messages)}</em>`}
<p>${sourceLink(source)}${source.publishedAt !== null && html`, ${words.published(showPublication(source.publishedAt, [zone], messages))}`}${reason !== null && html` · ${reasonName(reason, [view.crossing], messages)}`}${kind === "status" && expectedUntil !== null && html` · ${words.expectedUntil} ${timeTag(expectedUntil, zone, messages)}`}${attributed === true && html` · ${words.attributed}`}</p>
${note !== null && html`<p class="note">${note}</p>`}<p class="recorded"><small>${words.recordedAt} ${timeTag(recordedAt, zone, messages)} · <a href="/v1/reports/${report.id}">JSON</a></small></p></li>`;
}
