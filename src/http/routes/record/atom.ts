import { z } from "zod";
import { listNews, type News, type NewsFilter } from "../../../actions/record/list-news.ts";
import type { Context } from "../../../context.ts";
import { PHRASES } from "../../../domain/phrases.ts";
import type { Crossing } from "../../../domain/places/crossing.ts";
import { entryOf, STATE_NAMES } from "../../../domain/text/report-entry.ts";
import { REPORT_PHRASES } from "../../../domain/text/report-phrases.ts";
import { LANGUAGES, type Language } from "../../../domain/vocabulary.ts";
import { LOG } from "../../../live/snapshot.ts";
import { address } from "../../../web/html.ts";
import { atomDocument } from "../../formats/atom.ts";
import { type Route, route, untilTouched } from "../../route.ts";
import { StateWord } from "../../wire/crossing.ts";
import { DirectionWord, ModeWord, Slug } from "../../wire/wire.ts";

/** How many entries a feed has. A reader that polls once a week misses none. */
const ENTRIES = 50;

/**
 * The `lang` parameter. Embedded and subscribed answers need it, since no browser sends a reader's preference with
 * them.
 */
export const LanguageWord = z
  .enum(LANGUAGES)
  .meta({ description: "The language, for readers that do not say it in Accept-Language" });

const type = "application/atom+xml";
const reply = z.string();

/** Filters of feeds and calendars: mode, direction and language. */
export const NewsQuery = {
  mode: ModeWord.optional(),
  direction: DirectionWord.optional(),
  lang: LanguageWord.optional(),
};

/** The Atom feeds. `publicUrl` is the public address of the service, or null. */
export const atomRoutes = (publicUrl: string | null): Route[] => [
  route({
    method: "get",
    path: "/v1/atom.xml",
    summary: "The newest reports as an Atom feed: all, or those of one state, a mode or a direction",
    query: z.strictObject({ state: StateWord.optional(), ...NewsQuery }),
    type,
    reply,
    async handle(ctx, { query: { lang, ...filter }, language }) {
      const news = await listNews(ctx, filter, ENTRIES);
      return answer(ctx, news, { filter, language: lang ?? language, lang, publicUrl });
    },
  }),
  route({
    method: "get",
    path: "/v1/crossings/:slug/atom.xml",
    summary: "The newest reports on one crossing as an Atom feed",
    params: z.strictObject({ slug: Slug }),
    query: z.strictObject(NewsQuery),
    type,
    reply,
    async handle(ctx, { params: { slug }, query: { lang, ...services }, language }) {
      const filter = { crossing: slug, ...services };
      const news = await listNews(ctx, filter, ENTRIES);
      return answer(ctx, news, { filter, language: lang ?? language, lang, publicUrl });
    },
  }),
];

/** The requested feed: its filter, its language, and the language that the address names. */
interface Feed {
  filter: NewsFilter;
  language: Language;
  lang: Language | undefined;
  publicUrl: string | null;
}

function answer(ctx: Context, news: News, { filter, language, lang, publicUrl }: Feed) {
  const { title, subtitle } = REPORT_PHRASES[language].feed;
  const { reports, withdrawn, crossings } = news;
  const { state, mode, direction } = filter;
  const crossing = crossings.get(filter.crossing ?? "");
  const isPart = [state, mode, direction].some((each) => each !== undefined);
  const query = { state, mode, direction, lang };
  const value = atomDocument({
    // A feed without mode or direction keeps the id that it had before those filters existed.
    of: [crossing?.slug ?? state ?? "all", mode, direction].filter((part) => part !== undefined).join("/"),
    title: title(newsName(filter, crossing, language)),
    subtitle,
    self: address(`/v1/${crossing === undefined ? "" : `crossings/${crossing.slug}/`}atom.xml`, query),
    json: isPart ? null : address("/v1/reports", { crossing: crossing?.slug }),
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

/** The title of a feed's or calendar's subject: `Lukeville · commercial · northbound`. */
export function newsName(
  { state, mode, direction }: NewsFilter,
  crossing: Crossing | undefined,
  language: Language,
): string {
  const { modes, directions } = PHRASES[language];
  const place =
    crossing?.name[language] ?? (state === undefined ? REPORT_PHRASES[language].feed.all : STATE_NAMES[state]);
  return [place, mode && modes[mode], direction && directions[direction]]
    .filter((part) => part !== undefined)
    .join(" · ");
}
