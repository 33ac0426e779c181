import type { Temporal } from "temporal-polyfill";
import type { Unreached } from "../../domain/feed/reachability.ts";
import type { TypicalWait } from "../../domain/feed/waits.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { HistoryItem, StatusSpan } from "../../domain/record/history.ts";
import type { ReportHead } from "../../domain/record/report.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import type { TimelineSpan } from "../../domain/vocabulary.ts";
import { partialLine, unreachedLine } from "../dated-notice.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { headline } from "../standing-text.ts";
import type { View } from "../view.ts";
import { crossingForm } from "./form.ts";
import { alternativesSection, type Others } from "./sections/alternatives.ts";
import { answerSection, sidesText } from "./sections/answer.ts";
import { historySection } from "./sections/history.ts";
import { linksSection } from "./sections/links.ts";
import { servicesTable } from "./sections/services.ts";
import { waitsSection } from "./sections/waits.ts";
import { timelineSection } from "./timeline/timeline.ts";

/** All that the page of one crossing shows. */
export interface CrossingView {
  crossing: Crossing;
  standings: Standing[];
  at: Temporal.Instant;
  view: View;
  span: TimelineSpan;
  /** Whether the record could not be reached: spans, history and what is typical are missing then. */
  isPartial: boolean;
  /** That the feed is not reached; null while it is, and of other times than now. */
  unreached: Unreached | null;
  spans: StatusSpan[];
  history: HistoryItem[];
  /** By report, what of its note concerns this crossing; null for nothing. */
  notes: ReadonlyMap<string, string | null>;
  /** All crossings at the same instant, where one may want to go elsewhere; else none. */
  others: Others;
  /** How long an open crossing stays believed without a word. */
  evidenceDays: number;
  /** What is typical of each hour of the week; empty where too few waits were seen. */
  typical: TypicalWait[];
}

/** The note of a report as a page is to show it; null for nothing. */
export type NoteOf = (report: Pick<ReportHead, "id">) => string | null;

/** The page of one crossing: the answer first, then why, then everything that was ever said. */
export function crossingPage(frame: Frame, shown: CrossingView): string {
  const { crossing, standings, at } = shown;
  const { messages } = frame;
  const noteOf = tellOnce(shown.notes);
  const sentence = headline(standings, crossing, messages, shown.view.tense === "past");
  return layout(frame, {
    title: `${sentence} – Garita`,
    description: summaryOf(standings, crossing, at, messages),
    isLive: !shown.view.isDated,
    crossing: crossing.slug,
    alternates: [
      { type: "application/atom+xml", href: `/v1/crossings/${crossing.slug}/atom.xml`, title: messages.pages.atom },
      { type: "application/json", href: `/v1/crossings/${crossing.slug}/status`, title: "JSON" },
    ],
    main: html`<div class="first">
<div id="live-answer" class="live">
${partialLine(frame, shown.isPartial)}${unreachedLine(frame, shown.unreached, at, [crossing.timeZone])}
${answerSection(frame, shown, noteOf)}
</div>
${crossingForm(frame, shown)}
</div>
<div id="live-rest" class="live">
${alternativesSection(frame, shown)}
${servicesTable(frame, shown)}
${shown.isPartial ? null : [waitsSection(frame, shown), timelineSection(frame, shown), historySection(frame, shown, noteOf)]}
</div>
${linksSection(frame, shown)}
${aboutPlace(frame, crossing)}`,
  });
}

/** Tells the note of a report, and nothing where a page tells the same text already. */
function tellOnce(notes: CrossingView["notes"]): NoteOf {
  const told = new Set<string>();
  return (report) => {
    const note = notes.get(report.id) ?? null;
    if (note === null || told.has(note)) return null;
    told.add(note);
    return note;
  };
}

function aboutPlace({ messages }: Frame, crossing: Crossing): Html {
  const words = messages.pages;
  const { kind, aliases, timeZone } = crossing;
  return html`<section class="facts"><h2>${words.place}</h2><dl>
<dt>${words.kind}</dt><dd>${words.kinds[kind]}</dd>
<dt>${words.between}</dt><dd>${sidesText(crossing, messages)}</dd>
<dt>${words.otherNames}</dt><dd>${[...new Set([crossing.name.en, crossing.name.es, ...aliases])].join(" · ")}</dd>
<dt>${words.clock}</dt><dd>${timeZone}</dd>
</dl></section>`;
}
