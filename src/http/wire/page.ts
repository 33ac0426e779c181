import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { localDay } from "../../domain/time/local-day.ts";
import { latestInstant, YEARS } from "../../domain/time/moment.ts";
import { STATUS_ICONS, TIMELINE_SPANS } from "../../domain/vocabulary.ts";
import { LANGUAGES } from "../../locales/index.ts";
import { EMBED_THEMES } from "../../web/embed/document.ts";
import type { PageView } from "../../web/view.ts";
import type { CountyWord } from "./county-code.ts";
import { byRule } from "./rule.ts";
import type { StateWord } from "./state-code.ts";
import { AskedProgramme, DirectionWord, ModeWord, MomentText, Near, ViewQuery, wording } from "./wire.ts";

/** Parameters of pages: those of the API, and the fields of the pages' forms. */

/** A local day. */
export const Day = MomentText.refine((moment) => moment instanceof Temporal.PlainDate, byRule("day"));

const ViewFields = {
  ...ViewQuery,
  lang: z.enum(LANGUAGES).optional(),
  /** A local day, which replaces `at`. */
  on: Day.optional(),
  /** Time on that day in the crossing's own zone. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, byRule("timeOfDay"))
    .optional(),
  /** Restricts the answer to reports published before the requested time. */
  told: z.literal("then").optional(),
};

export const makeBoardQuery = (stateWord: StateWord, countyWord: CountyWord) =>
  z.strictObject({
    ...ViewFields,
    state: stateWord.optional(),
    county: countyWord.optional(),
    mode: ModeWord.optional(),
    direction: DirectionWord.optional(),
    programme: AskedProgramme,
    status: z.enum(STATUS_ICONS).optional(),
    q: wording(100).optional(),
    near: Near.optional(),
  });

const Year = z
  .string()
  .regex(/^\d{4}$/, byRule("withinYears", YEARS.first, YEARS.last))
  .transform(Number)
  .refine((year) => YEARS.first <= year && year <= YEARS.last, byRule("withinYears", YEARS.first, YEARS.last));

/**
 * Parameters of a crossing's address, for the page, the line of text and the JSON. `span` is the period of the page's
 * timeline. `year` and `calendar` are the year and the mode of the page's calendar. The text and the JSON accept these
 * three too, so that people can paste a page's address into a terminal.
 */
export const CrossingQuery = z.strictObject({
  ...ViewFields,
  mode: ModeWord.optional(),
  direction: DirectionWord.optional(),
  programme: AskedProgramme,
  span: z.enum(TIMELINE_SPANS).optional(),
  year: Year.optional(),
  calendar: ModeWord.optional(),
});

/** Parameters of an embedded crossing. */
export const EmbedQuery = z.strictObject({
  lang: z.enum(LANGUAGES).optional(),
  theme: z.enum(EMBED_THEMES).optional(),
  mode: ModeWord.optional(),
  direction: DirectionWord.optional(),
  programme: AskedProgramme,
});

/** Creates the schema of the parameters of an embedded board. */
export const makeEmbedBoardQuery = (stateWord: StateWord, countyWord: CountyWord) =>
  z.strictObject({
    lang: z.enum(LANGUAGES).optional(),
    theme: z.enum(EMBED_THEMES).optional(),
    state: stateWord.optional(),
    county: countyWord.optional(),
    mode: ModeWord.optional(),
    direction: DirectionWord.optional(),
    programme: AskedProgramme,
    q: wording(100).optional(),
  });

export const TextQuery = z.strictObject({ lang: z.enum(LANGUAGES).optional() });

/** Parameters that other sites append to links. They have no meaning here. */
const HUNG_ON = /^(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|ref)$/;

export const isPartOfPage = (name: string): boolean => HUNG_ON.test(name);

/** Returns the query of a page, without empty form fields and without parameters that other sites appended. */
export const pageQuery = (query: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([name, value]) => value !== "" && !isPartOfPage(name)));

/** Default hour of a requested day. Most crossings are in service at noon. */
const NOON = "12:00";

type Dated = Pick<
  z.output<typeof CrossingQuery>,
  "programme" | "at" | "knownAt" | "publishedBefore" | "on" | "time" | "told"
>;

/** Returns true if a query has a time of day without a day. Without the day, the time would be ignored. */
export const isTimeAlone = <Query extends Pick<Dated, "on" | "time">>(
  query: Query,
): query is Query & { on: undefined; time: string } => query.time !== undefined && query.on === undefined;

/** Returns the current local day. If the day differs between the zones, returns the later day. */
export function todayIn(zones: Iterable<string>, now: Temporal.Instant): Temporal.PlainDate {
  const days = [...zones].map((zone) => localDay(now, zone)).sort(Temporal.PlainDate.compare);
  return days.at(-1) ?? localDay(now, "UTC");
}

/**
 * Returns the view of a page about crossings in the given zones. On the page of one crossing, links also keep the
 * requested mode and direction.
 */
export function viewOf(
  query: Dated,
  raw: Record<string, unknown>,
  now: Temporal.Instant,
  zones: Iterable<string>,
  isOfCrossing = false,
): PageView {
  const { programme, at, knownAt, on, time, told } = query;
  const day = on as Temporal.PlainDate | undefined;
  const isToldThen = told === "then";
  const publishedBefore = isToldThen ? undefined : query.publishedBefore;
  const names = [
    ...(isOfCrossing ? ["mode", "direction"] : []),
    "programme",
    "on",
    "time",
    "told",
    "at",
    "knownAt",
    "publishedBefore",
  ].filter((name) => (name !== "at" || day === undefined) && (name !== "time" || day !== undefined));
  const params = Object.fromEntries(
    names.flatMap((name) => (raw[name] === undefined ? [] : [[name, String(raw[name])]])),
  );
  // On the current day, the requested hour may have passed in one zone but not in another. Until the hour has passed in
  // all zones, the page is about the future, so that no forecast is worded as a fact.
  const hours = [...zones].map((timeZone) => day?.toZonedDateTime({ timeZone, plainTime: time ?? NOON }).toInstant());
  const asked = latestInstant(hours.map((hour) => hour ?? null)) ?? at ?? now;
  const order = Temporal.Instant.compare(asked, now);
  return {
    params,
    isDated: [at, knownAt, day, told, query.publishedBefore].some((each) => each !== undefined),
    tense: order < 0 ? "past" : order > 0 ? "ahead" : "now",
    tenseExpiresAt: order > 0 ? asked : null,
    programme,
    on: day,
    time: time ?? NOON,
    knownAt,
    publishedBefore,
    isToldThen,
  };
}

/**
 * Returns the parameters of a view in one time zone: the requested instant, the travellers, and the limits on recording
 * and publication time.
 */
export function questionOf(view: PageView, at: Temporal.Instant | undefined, zone: string, now: Temporal.Instant) {
  const local = view.on?.toZonedDateTime({ timeZone: zone, plainTime: view.time }).toInstant() ?? at;
  return {
    at: local,
    programme: view.programme,
    knownAt: view.knownAt,
    publishedBefore: view.isToldThen ? (local ?? now) : view.publishedBefore,
  };
}
