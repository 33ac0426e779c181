import { z } from "zod";
import { listNews, type News, type NewsFilter } from "../../../actions/record/list-news.ts";
import type { Context } from "../../../context.ts";
import { type Crossing, nameIn } from "../../../domain/places/crossing.ts";
import { entryOf, STATE_NAMES } from "../../../domain/text/report-entry.ts";
import { LOG } from "../../../live/snapshot.ts";
import { LANGUAGES, messagesIn } from "../../../locales/index.ts";
import type { Messages } from "../../../locales/messages.ts";
import { address } from "../../../web/html.ts";
import { atomDocument } from "../../formats/atom.ts";
import { type Route, route, untilTouched } from "../../route.ts";
import { StateWord } from "../../wire/crossing.ts";
import { DirectionWord, ModeWord, Slug } from "../../wire/wire.ts";

/** How many entries a feed has: a reader that looks in once a week misses none. */
const ENTRIES = 50;

/** The language of an answer that is embedded or subscribed to, where nobody's browser says which it prefers. */
export const LanguageWord = z
  .enum(LANGUAGES)
  .meta({ description: "The language, for readers that do not say it in Accept-Language" });

const type = "application/atom+xml";
const reply = z.string();

/** What of a crossing, of a state or of all is told: of a mode, of a direction, in a language. */
export const NewsQuery = {
  mode: ModeWord.optional(),
  direction: DirectionWord.optional(),
  lang: LanguageWord.optional(),
};

/** The feeds; `publicUrl` is the address under which the service is known outside, or null. */
export const atomRoutes = (publicUrl: string | null): Route[] => [
  route({
    method: "get",
    path: "/v1/atom.xml",
    summary: "The newest reports as an Atom feed: all, or those of one state, a mode or a direction",
    query: z.strictObject({ state: StateWord.optional(), ...NewsQuery }),
    type,
    reply,
    async handle(ctx, { query: { lang, ...filter }, messages }) {
      const news = await listNews(ctx, filter, ENTRIES);
      return answer(ctx, news, { filter, messages: messagesIn(lang) ?? messages, lang, publicUrl });
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
    async handle(ctx, { params: { slug }, query: { lang, ...services }, messages }) {
      const filter = { crossing: slug, ...services };
      const news = await listNews(ctx, filter, ENTRIES);
      return answer(ctx, news, { filter, messages: messagesIn(lang) ?? messages, lang, publicUrl });
    },
  }),
];

/** Which feed is asked for: of what, in which language, and which one the address names. */
interface Feed {
  filter: NewsFilter;
  messages: Messages;
  lang: string | undefined;
  publicUrl: string | null;
}

function answer(ctx: Context, news: News, { filter, messages, lang, publicUrl }: Feed) {
  const { title, subtitle } = messages.reports.feed;
  const { reports, withdrawn, crossings } = news;
  const { state, mode, direction } = filter;
  const crossing = crossings.get(filter.crossing ?? "");
  const isPart = [state, mode, direction].some((each) => each !== undefined);
  const query = { state, mode, direction, lang };
  const value = atomDocument({
    // A feed of all that something has keeps the id that it had before there were others.
    of: [crossing?.slug ?? state ?? "all", mode, direction].filter((part) => part !== undefined).join("/"),
    title: title(newsName(filter, crossing, messages)),
    subtitle,
    self: address(`/v1/${crossing === undefined ? "" : `crossings/${crossing.slug}/`}atom.xml`, query),
    json: isPart ? null : address("/v1/reports", { crossing: crossing?.slug }),
    page: address(`/${crossing?.slug ?? ""}`, query),
    publicUrl,
    language: messages.language,
    entries: reports.map((report) => entryOf(report, withdrawn.get(report.retracts ?? ""), crossings, messages)),
  });
  return {
    value,
    headers: { "Content-Language": messages.language },
    keep: untilTouched(ctx, LOG),
  };
}

/** What a feed or a calendar is of, in words: `Lukeville · commercial · northbound`. */
export function newsName(
  { state, mode, direction }: NewsFilter,
  crossing: Crossing | undefined,
  messages: Messages,
): string {
  const { modes, directions } = messages.phrases;
  const wider = state === undefined ? messages.reports.feed.all : STATE_NAMES[state];
  const place = crossing === undefined ? wider : nameIn(crossing, messages);
  return [place, mode && modes[mode], direction && directions[direction]]
    .filter((part) => part !== undefined)
    .join(" · ");
}
