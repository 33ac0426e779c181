import { z } from "zod";
import { listNews, type News } from "../../actions/list-news.ts";
import type { Context } from "../../context.ts";
import { entryOf, STATE_NAMES } from "../../domain/report-entry.ts";
import { REPORT_PHRASES } from "../../domain/report-phrases.ts";
import { LANGUAGES, type Language, STATES, type State } from "../../domain/words.ts";
import { LOG } from "../../live/board.ts";
import { atomDocument } from "../atom.ts";
import { route, untilTouched } from "../route.ts";
import { Slug } from "../wire.ts";

/** How many entries a feed has: a reader that looks in once a week misses none. */
const ENTRIES = 50;

/** The language of an answer that is embedded or subscribed to, where nobody's browser says which it prefers. */
export const LanguageWord = z
  .enum(LANGUAGES)
  .meta({ description: "The language, for readers that do not say it in Accept-Language" });

const type = "application/atom+xml";
const reply = z.string();

export const getAtom = route({
  method: "get",
  path: "/v1/atom.xml",
  summary: "The newest reports as an Atom feed: all, or those of one state",
  query: z.strictObject({ state: z.enum(STATES).optional(), lang: LanguageWord.optional() }),
  type,
  reply,
  async handle(ctx, { query: { state, lang }, language }) {
    const news = await listNews(ctx, { state }, ENTRIES);
    return answer(ctx, news, state ?? "all", lang ?? language, lang);
  },
});

export const getCrossingAtom = route({
  method: "get",
  path: "/v1/crossings/:slug/atom.xml",
  summary: "The newest reports on one crossing as an Atom feed",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject({ lang: LanguageWord.optional() }),
  type,
  reply,
  async handle(ctx, { params: { slug }, query: { lang }, language }) {
    const news = await listNews(ctx, { crossing: slug }, ENTRIES);
    return answer(ctx, news, slug, lang ?? language, lang);
  },
});

function answer(ctx: Context, news: News, of: string, language: Language, lang: Language | undefined) {
  const { title, subtitle, all } = REPORT_PHRASES[language].feed;
  const { reports, withdrawn, crossings } = news;
  const crossing = crossings.get(of);
  const asked = new URLSearchParams({ ...(isState(of) ? { state: of } : {}), ...(lang === undefined ? {} : { lang }) });
  const value = atomDocument({
    of,
    title: title(crossing?.name[language] ?? (isState(of) ? STATE_NAMES[of] : all)),
    subtitle,
    self: `/v1/${crossing === undefined ? "" : `crossings/${of}/`}atom.xml${asked.size > 0 ? `?${asked}` : ""}`,
    alternate: isState(of) ? null : `/v1/reports${crossing === undefined ? "" : `?crossing=${of}`}`,
    language,
    entries: reports.map((report) => entryOf(report, withdrawn.get(report.retracts ?? ""), crossings, language)),
  });
  return {
    value,
    headers: { "Content-Language": language },
    keep: untilTouched(ctx, LOG),
  };
}

const isState = (of: string): of is State => STATES.some((state) => state === of);
