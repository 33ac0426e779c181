import { z } from "zod";
import { listNews, type News } from "../../actions/list-news.ts";
import type { Context } from "../../context.ts";
import { entryOf, STATE_NAMES } from "../../domain/report-entry.ts";
import { REPORT_PHRASES } from "../../domain/report-phrases.ts";
import { LANGUAGES, type Language, STATES, type State } from "../../domain/words.ts";
import { LOG } from "../../live/board.ts";
import { address } from "../../web/html.ts";
import { atomDocument } from "../atom.ts";
import { type Route, route, untilTouched } from "../route.ts";
import { Slug } from "../wire.ts";

/** How many entries a feed has: a reader that looks in once a week misses none. */
const ENTRIES = 50;

/** The language of an answer that is embedded or subscribed to, where nobody's browser says which it prefers. */
export const LanguageWord = z
  .enum(LANGUAGES)
  .meta({ description: "The language, for readers that do not say it in Accept-Language" });

const type = "application/atom+xml";
const reply = z.string();

/** The feeds; `publicUrl` is the address under which the service is known outside, or null. */
export const atomRoutes = (publicUrl: string | null): Route[] => [
  route({
    method: "get",
    path: "/v1/atom.xml",
    summary: "The newest reports as an Atom feed: all, or those of one state",
    query: z.strictObject({ state: z.enum(STATES).optional(), lang: LanguageWord.optional() }),
    type,
    reply,
    async handle(ctx, { query: { state, lang }, language }) {
      const news = await listNews(ctx, { state }, ENTRIES);
      return answer(ctx, news, { of: state ?? "all", language: lang ?? language, lang, publicUrl });
    },
  }),
  route({
    method: "get",
    path: "/v1/crossings/:slug/atom.xml",
    summary: "The newest reports on one crossing as an Atom feed",
    params: z.strictObject({ slug: Slug }),
    query: z.strictObject({ lang: LanguageWord.optional() }),
    type,
    reply,
    async handle(ctx, { params: { slug }, query: { lang }, language }) {
      const news = await listNews(ctx, { crossing: slug }, ENTRIES);
      return answer(ctx, news, { of: slug, language: lang ?? language, lang, publicUrl });
    },
  }),
];

/** Which feed is asked for: of what, in which language, and which one the address names. */
interface Feed {
  of: string;
  language: Language;
  lang: Language | undefined;
  publicUrl: string | null;
}

function answer(ctx: Context, news: News, { of, language, lang, publicUrl }: Feed) {
  const { title, subtitle, all } = REPORT_PHRASES[language].feed;
  const { reports, withdrawn, crossings } = news;
  const crossing = crossings.get(of);
  const isOfState = isState(of);
  const query = { state: isOfState ? of : undefined, lang };
  const value = atomDocument({
    of,
    title: title(crossing?.name[language] ?? (isOfState ? STATE_NAMES[of] : all)),
    subtitle,
    self: address(`/v1/${crossing === undefined ? "" : `crossings/${of}/`}atom.xml`, query),
    json: isOfState ? null : address("/v1/reports", { crossing: crossing?.slug }),
    page: address(`/${crossing?.slug ?? ""}`, query),
    publicUrl,
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
