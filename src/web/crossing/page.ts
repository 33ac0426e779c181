import type { Temporal } from "temporal-polyfill";
import type { Unreached } from "../../domain/feed/reachability.ts";
import type { TypicalWait } from "../../domain/feed/waits.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { HistoryItem, StatusSpan } from "../../domain/record/history.ts";
import type { ReportHead } from "../../domain/record/report.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { partialLine, unreachedLine } from "../dated-notice.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { headline } from "../standing-text.ts";
import type { TimelineSpan } from "../timeline-span.ts";
import type { View } from "../view.ts";
import { WORDS } from "../words/index.ts";
import { crossingForm } from "./form.ts";
import { alternativesSection, type Others } from "./sections/alternatives.ts";
import { answerSection } from "./sections/answer.ts";
import { historySection } from "./sections/history.ts";
import { linksSection } from "./sections/links.ts";
import { servicesTable } from "./sections/services.ts";
import { waitsSection } from "./sections/waits.ts";
import { timelineSection } from "./timeline/timeline.ts";

/** The contents of a crossing's page. */
export interface CrossingView {
  crossing: Crossing;
  standings: Standing[];
  at: Temporal.Instant;
  view: View;
  span: TimelineSpan;
  /** Whether the database was unreachable. Intervals, history and typical waits are missing then. */
  isPartial: boolean;
  /** Set while the feed is unreachable. Null while it is reachable, and for pages about other times. */
  unreached: Unreached | null;
  spans: StatusSpan[];
  history: HistoryItem[];
  /** The part of each report's note that concerns this crossing, by report id. Null if there is none. */
  notes: ReadonlyMap<string, string | null>;
  /** All crossings at the same instant if the page offers alternatives, else none. */
  others: Others;
  /** The number of days after which an open status counts as unconfirmed without new evidence. */
  evidenceDays: number;
  /** Typical waits for each hour of the week. Empty if there are too few samples. */
  typical: TypicalWait[];
}

/** The note of a report as the page shows it. Null if there is none. */
export type NoteOf = (report: Pick<ReportHead, "id">) => string | null;

/** The page of one crossing: first the answer, then the reasons, then the whole history. */
export function crossingPage(frame: Frame, shown: CrossingView): string {
  const { crossing, standings, at } = shown;
  const { language } = frame;
  const noteOf = tellOnce(shown.notes);
  const sentence = headline(standings, crossing, language, shown.view.tense === "past");
  return layout(frame, {
    title: `${sentence} – Garita`,
    description: summaryOf(standings, crossing, at, language),
    isLive: !shown.view.isDated,
    crossing: crossing.slug,
    alternates: [
      { type: "application/atom+xml", href: `/v1/crossings/${crossing.slug}/atom.xml`, title: WORDS[language].atom },
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

/** Returns the note of a report, or null if the page has shown the same text already. */
function tellOnce(notes: CrossingView["notes"]): NoteOf {
  const told = new Set<string>();
  return (report) => {
    const note = notes.get(report.id) ?? null;
    if (note === null || told.has(note)) return null;
    told.add(note);
    return note;
  };
}

function aboutPlace({ language }: Frame, crossing: Crossing): Html {
  const words = WORDS[language];
  const { city, mexicanCity, mexicanState, state, kind, aliases, timeZone } = crossing;
  return html`<section class="facts"><h2>${words.place}</h2><dl>
<dt>${words.kind}</dt><dd>${words.kinds[kind]}</dd>
<dt>${words.between}</dt><dd>${city}, ${words.states[state]} – ${mexicanCity}, ${mexicanState}</dd>
<dt>${words.otherNames}</dt><dd>${[...new Set([crossing.name.en, crossing.name.es, ...aliases])].join(" · ")}</dd>
<dt>${words.clock}</dt><dd>${timeZone}</dd>
</dl></section>`;
}
