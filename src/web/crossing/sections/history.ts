import type { HistoryItem } from "../../../domain/record/history.ts";
import { REPORT_PHRASES } from "../../../domain/text/report-phrases.ts";
import { showPublication } from "../../../domain/time/show-moment.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { showScope, sourceLink, timeTag } from "../../standing-text.ts";
import { WORDS } from "../../words/index.ts";
import type { CrossingView, NoteOf } from "../page.ts";

/** Lines of one report that say the same about several services, shown as one entry. */
export interface HistoryEntry {
  id: string;
  item: HistoryItem;
  items: HistoryItem[];
}

/** The entries of a history, in its order. */
export function entriesOf(history: readonly HistoryItem[]): HistoryEntry[] {
  const entries = new Map<string, HistoryEntry>();
  for (const item of history) {
    const { report, kind, status, limited, hours, effectiveAt, expectedUntil, denied, attributed } = item;
    const key = [report.seq, kind, status, limited, hours?.text, effectiveAt, expectedUntil, denied, attributed].join(
      "|",
    );
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
  language: Frame["language"],
): string {
  const words = WORDS[language];
  const scope = showScope(
    items.map(({ service }) => service),
    crossing,
    language,
  );
  if (item.kind === "hours") return `${words.hoursBecome(item.hours?.text ?? null)}, ${scope}`;
  const status = item.status === null ? "" : item.limited === true ? words.withLimits : words.statuses[item.status];
  const claim = item.kind === "claim" ? `${item.denied === true ? words.rumour : words.claim}: ` : "";
  return `${claim}${status}, ${scope}`;
}

/** Every report on a crossing. Retracted reports are struck through but stay readable. */
export function historySection(frame: Frame, view: CrossingView, noteOf: NoteOf): Html {
  const words = WORDS[frame.language];
  const entries = entriesOf(view.history);
  return html`<section class="history" aria-labelledby="history"><h2 id="history">${words.history}</h2>
${entries.length === 0 ? html`<p>${words.noHistory}</p>` : html`<ol>${entries.map((entry) => told(frame, view, entry, noteOf(entry.item.report)))}</ol>`}</section>`;
}

function told({ language }: Frame, view: CrossingView, entry: HistoryEntry, note: string | null): Html {
  const words = WORDS[language];
  const zone = view.crossing.timeZone;
  const { report, effectiveAt, expectedUntil, onset, attributed, kind } = entry.item;
  const { retractedAt, reason, source, recordedAt } = report;
  const from = html`${onset === "unknown" ? `${words.byThen} ` : onset === "approximate" ? `${words.roughly} ` : ""}${timeTag(effectiveAt, zone, language)}${kind === "claim" && expectedUntil !== null && html` – ${timeTag(expectedUntil, zone, language)}`}`;
  const what = html`<span class="when">${from}</span> <strong>${entryText(entry, view, language)}</strong>`;
  return html`<li id="${entry.id}" tabindex="-1">${retractedAt === null ? what : html`<del>${what}</del> <em>${words.retracted} ${timeTag(retractedAt, zone, language)}</em>`}
<p>${sourceLink(source)}${source.publishedAt !== null && html`, ${words.published(showPublication(source.publishedAt, [zone], language))}`}${reason !== null && html` · ${REPORT_PHRASES[language].reasons[reason]}`}${kind === "status" && expectedUntil !== null && html` · ${words.expectedUntil} ${timeTag(expectedUntil, zone, language)}`}${attributed === true && html` · ${words.attributed}`}</p>
${note !== null && html`<p class="note">${note}</p>`}<p class="recorded"><small>${words.recordedAt} ${timeTag(recordedAt, zone, language)} · <a href="/v1/reports/${report.id}">JSON</a></small></p></li>`;
}
