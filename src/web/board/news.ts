import { nameIn } from "../../domain/places/crossing.ts";
import { crossingsOf, type Report } from "../../domain/record/report.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { startOf } from "../../domain/time/moment.ts";
import { showPublication } from "../../domain/time/show-moment.ts";
import { mapInTurns } from "../../yield-turn.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html, joinHtml, type Part } from "../html.ts";
import type { BoardCrossing } from "../map/map.ts";
import { statusIcon, statusIconOf } from "../marks/status-icon.ts";
import { willBeText } from "../next-text.ts";
import { showScope, showShort, timeTag } from "../standing-text.ts";
import type { PageView } from "../view.ts";

/** Length of the recent period in days. */
const LATELY_DAYS = 60;
const LATELY_MS = LATELY_DAYS * 86_400_000;
/** Maximum number of lines in a list. */
const MOST = 8;

/** Services of one crossing that share a line, and the start of their change in milliseconds since 1970. */
interface Line {
  listed: BoardCrossing;
  standings: Standing[];
  moment: number;
}

/** Groups the standings of each crossing by the start of the change and by the text about it. */
async function linesOf(
  all: readonly BoardCrossing[],
  momentOf: (standing: Standing, listed: BoardCrossing) => number | null,
  saidOf: (standing: Standing) => string = () => "",
): Promise<Line[]> {
  const lines = await mapInTurns(all, (listed) => {
    const ofOne = new Map<string, Line>();
    for (const standing of listed.standings) {
      const moment = momentOf(standing, listed);
      if (moment === null) continue;
      const key = `${moment} ${saidOf(standing)}`;
      const line = ofOne.get(key) ?? { listed, standings: [], moment };
      line.standings.push(standing);
      ofOne.set(key, line);
    }
    return [...ofOne.values()];
  });
  return lines.flat();
}

/** Renders recent changes: the services whose current status began in the recent period. */
export async function changedNews(frame: Frame, all: readonly BoardCrossing[], view: PageView): Promise<Html> {
  const words = frame.messages.pages;
  const lines = await linesOf(all, ({ since }, { at, crossing }) => {
    const moment = since && startOf(since, crossing.timeZone).epochMilliseconds;
    return moment !== null && at.epochMilliseconds - LATELY_MS < moment ? moment : null;
  });
  return news(
    "changed",
    words.changed,
    words.nothingChanged(LATELY_DAYS),
    lines
      .sort((a, b) => b.moment - a.moment)
      .slice(0, MOST)
      .map(({ listed, standings }) =>
        entry(
          frame,
          listed,
          standings,
          view.params,
          showShort(standings, listed.crossing, listed.at, frame.messages, view.tense === "past"),
        ),
      ),
  );
}

/** Renders announced changes: the next announced change of each service. */
export async function announcedNews(frame: Frame, all: readonly BoardCrossing[], view: PageView): Promise<Html> {
  const { messages } = frame;
  const words = messages.pages;
  const said = ({ next }: Standing) =>
    `${next?.status} ${next?.limited} ${next?.programmes} ${next?.report.source.publisher}`;
  const lines = await linesOf(all, ({ next }) => next?.startsAt.epochMilliseconds ?? null, said);
  return news(
    "announced",
    words.announced,
    words.nothingAnnounced,
    lines
      .sort((a, b) => a.moment - b.moment)
      .slice(0, MOST)
      .map(({ listed, standings }) => {
        const next = standings[0]?.next;
        if (!next) return null;
        const { crossing } = listed;
        const services = standings.map(({ service }) => service);
        return entry(
          frame,
          listed,
          standings,
          view.params,
          html`${willBeText(next, messages)} ${timeTag(next.effectiveAt, crossing.timeZone, messages)}, ${showScope(services, crossing, messages)} (${next.report.source.publisher})`,
        );
      }),
  );
}

function entry(
  frame: Frame,
  { crossing }: BoardCrossing,
  [standing]: Standing[],
  view: Record<string, string | undefined>,
  text: Part,
): Html {
  return html`<li>${standing !== undefined && statusIcon(statusIconOf(standing))}<div><a href="${link(frame, `/${crossing.slug}`, view)}">${nameIn(crossing, frame.messages)}</a><p>${text}</p></div></li>`;
}

/** Renders the newest reports, each with its source. */
export function recordedNews(frame: Frame, reports: readonly Report[], all: readonly BoardCrossing[]): Html | null {
  const { messages } = frame;
  const words = messages.pages;
  if (reports.length === 0) return null;
  return news(
    "recorded",
    words.recorded,
    "",
    reports.map((report) => {
      const slugs = new Set(crossingsOf(report));
      const places = all.filter(({ crossing }) => slugs.has(crossing.slug));
      const zones = places.map(({ crossing }) => crossing.timeZone);
      const names = places.map(
        ({ crossing }) => html`<a href="${link(frame, `/${crossing.slug}`)}">${nameIn(crossing, messages)}</a>`,
      );
      const { title, publisher, publishedAt } = report.source;
      return html`<li><div>${report.retractedAt === null ? title : html`<del>${title}</del> (${words.retracted})`}<p>${publisher}${publishedAt !== null && html`, ${words.published(showPublication(publishedAt, zones, messages))}`}${names.length > 0 && html` · ${joinHtml(names.slice(0, 4), ", ")}${names.length > 4 && ` +${names.length - 4}`}`}</p></div></li>`;
    }),
  );
}

/** Renders a folded list with the number of its items. `name` is unique among the lists. */
const news = (name: string, title: string, empty: string, items: Part[]): Html =>
  html`<details id="news-${name}"><summary><h2>${title}</h2> (${items.length})</summary>${items.length === 0 ? html`<p>${empty}</p>` : html`<ul class="crossings">${items}</ul>`}</details>
`;
