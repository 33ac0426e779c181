import { z } from "zod";
import { getChainHead } from "../../../actions/record/chain/get-chain-head.ts";
import { getCounts } from "../../../actions/record/counts/get-counts.ts";
import { listNews, type News, type NewsFilter } from "../../../actions/record/list-news.ts";
import type { Context } from "../../../context.ts";
import { countyAsked } from "../../../domain/places/county.ts";
import { type Crossing, nameIn } from "../../../domain/places/crossing.ts";
import { placeName, statesOf } from "../../../domain/places/region.ts";
import type { MonthCount } from "../../../domain/record/month-counts.ts";
import { countsEntryOf, entryOf } from "../../../domain/text/report-entry.ts";
import { LOG_TOPIC } from "../../../live/snapshot.ts";
import { LANGUAGES, messagesIn } from "../../../locales/index.ts";
import type { Messages } from "../../../locales/messages.ts";
import { address } from "../../../web/html.ts";
import { mapInTurns } from "../../../yield-turn.ts";
import { atomDocument } from "../../formats/atom.ts";
import { cacheUntilInvalidated, type Route, route } from "../../route.ts";
import type { CountyWord } from "../../wire/county-code.ts";
import type { StateWord } from "../../wire/state-code.ts";
import { DirectionWord, ModeWord, Slug } from "../../wire/wire.ts";

/** Number of entries in a feed. A reader that polls once a week misses none. */
const ENTRIES = 50;

/**
 * `lang` parameter. Badges, feeds and calendars need it, because the programs that fetch them often do not send the
 * reader's preferred language.
 */
export const LanguageWord = z
  .enum(LANGUAGES)
  .meta({ description: "The language of the answer, for programs that do not send Accept-Language" });

const type = "application/atom+xml";
const reply = z.string();

/** Filters of feeds and calendars: mode, direction and language. */
export const NewsQuery = {
  mode: ModeWord.optional(),
  direction: DirectionWord.optional(),
  lang: LanguageWord.optional(),
};

/** Returns the routes of the feeds. `publicUrl` is the public address of the service, or null. */
export const atomRoutes = (publicUrl: string | null, stateWord: StateWord, countyWord: CountyWord): Route[] => [
  route({
    method: "get",
    path: "/v1/atom.xml",
    summary: "The newest reports as an Atom feed: all, or those of one state or county, a mode or a direction",
    query: z.strictObject({ state: stateWord.optional(), county: countyWord.optional(), ...NewsQuery }),
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
      const { counts } = await getCounts(ctx, slug, services);
      return answer(ctx, news, { filter, messages: messagesIn(lang) ?? messages, lang, publicUrl }, counts);
    },
  }),
];

/** The requested feed. */
interface Feed {
  filter: NewsFilter;
  /** Texts in the language of the answer. */
  messages: Messages;
  /** Language named in the address, kept in the feed's own links. Undefined if the address names none. */
  lang: string | undefined;
  /** Public address of the service, or null. */
  publicUrl: string | null;
}

async function answer(
  ctx: Context,
  news: News,
  { filter, messages, lang, publicUrl }: Feed,
  counts: readonly MonthCount[] = [],
) {
  const { title, subtitle } = messages.reports.feed;
  const { reports, withdrawn, crossings } = news;
  const { state, county, mode, direction } = filter;
  const crossing = crossings.get(filter.crossing ?? "");
  const fips = county === undefined ? undefined : countyAsked(crossings.values(), county)?.fips;
  const isPart = [state, county, mode, direction].some((each) => each !== undefined);
  const query = { state, county, mode, direction, lang };
  // Filtered feeds do not name the head, because it would change them with reports that they do not show.
  const head = isPart || crossing !== undefined ? null : await getChainHead(ctx);
  const counted = crossing === undefined ? null : countsEntryOf(crossing, counts, messages);
  const entries = await mapInTurns(reports, (report) =>
    entryOf(report, withdrawn.get(report.retracts ?? ""), crossings, messages),
  );
  const value = await atomDocument({
    // A feed without county, mode and direction keeps the id that it had before those filters existed.
    of: [crossing?.slug ?? state ?? "all", fips, mode, direction].filter((part) => part !== undefined).join("/"),
    title: title(newsName(filter, crossing, [...crossings.values()], messages)),
    subtitle,
    self: address(`/v1/${crossing === undefined ? "" : `crossings/${crossing.slug}/`}atom.xml`, query),
    json: isPart ? null : address("/v1/reports", { crossing: crossing?.slug }),
    page: address(`/${crossing?.slug ?? ""}`, query),
    publicUrl,
    language: messages.language,
    head,
    entries: counted === null ? entries : [...entries, counted].sort((a, b) => b.report.seq - a.report.seq),
  });
  return {
    value,
    headers: { "Content-Language": messages.language },
    keep: cacheUntilInvalidated(ctx, LOG_TOPIC),
  };
}

/** Returns the subject of a feed or calendar, for its title, such as `Lukeville · commercial · northbound`. */
export function newsName(
  { state, county, mode, direction }: NewsFilter,
  crossing: Crossing | undefined,
  crossings: readonly Crossing[],
  messages: Messages,
): string {
  const { modes, directions } = messages.phrases;
  const named = statesOf(crossings)
    .filter(({ code }) => code === (state ?? code))
    .map(({ name }) => placeName(name, messages));
  const asked = county === undefined ? undefined : countyAsked(crossings, county)?.name;
  const place = crossing === undefined ? (asked ?? named.join(" – ")) : nameIn(crossing, messages);
  return [place, mode && modes[mode], direction && directions[direction]]
    .filter((part) => part !== undefined)
    .join(" · ");
}
