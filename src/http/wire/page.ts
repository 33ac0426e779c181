import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { MARKS, TIMELINE_SPANS } from "../../domain/vocabulary.ts";
import { LANGUAGES } from "../../locales/index.ts";
import type { View } from "../../web/view.ts";
import type { StateWord } from "./state-code.ts";
import { DirectionWord, ModeWord, MomentText, Near, ViewQuery, wording } from "./wire.ts";

/** What pages are asked: what the API is, and what their forms send. */

const Day = MomentText.refine((moment) => moment instanceof Temporal.PlainDate, "must be a day, such as 2023-12-20");

const ViewFields = {
  ...ViewQuery,
  lang: z.enum(LANGUAGES).optional(),
  /** A local day; it takes the place of `at`. */
  on: Day.optional(),
  /** The time of that day on the crossing's own clock. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day, such as 12:00")
    .optional(),
  /** Only what was published by the time that is asked for. */
  told: z.literal("then").optional(),
};

export const makeBoardQuery = (stateWord: StateWord) =>
  z.strictObject({
    ...ViewFields,
    state: stateWord.optional(),
    mode: ModeWord.optional(),
    direction: DirectionWord.optional(),
    status: z.enum(MARKS).optional(),
    q: wording(100).optional(),
    near: Near.optional(),
  });

/**
 * What is asked at the address of a crossing, as a page, as a line of text, or as JSON. `span` is how much the page's timeline
 * shows; a page's address may be asked at a prompt as it stands.
 */
export const CrossingQuery = z.strictObject({
  ...ViewFields,
  mode: ModeWord.optional(),
  direction: DirectionWord.optional(),
  span: z.enum(TIMELINE_SPANS).optional(),
});

export const TextQuery = z.strictObject({ lang: z.enum(LANGUAGES).optional() });

/** What those who pass links on hang on them; it asks nothing of us. */
const HUNG_ON = /^(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|ref)$/;

export const isHungOn = (name: string): boolean => HUNG_ON.test(name);

/** A page's query without what a form leaves empty, and without what was hung on it on its way. */
export const pageQuery = (query: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([name, value]) => value !== "" && !isHungOn(name)));

/** The hour of a day that stands for it where nobody names one: most crossings are in service at noon. */
const NOON = "12:00";

type Dated = Pick<z.output<typeof CrossingQuery>, "at" | "knownAt" | "publishedBefore" | "on" | "time" | "told">;

/** The view that a page was asked for. Links from a crossing keep the services that it was asked for too. */
export function viewOf(query: Dated, raw: Record<string, unknown>, now: Temporal.Instant, isOfCrossing = false): View {
  const { at, knownAt, on, time, told } = query;
  const day = on as Temporal.PlainDate | undefined;
  const isToldThen = told === "then";
  const publishedBefore = isToldThen ? undefined : query.publishedBefore;
  const names = [
    ...(isOfCrossing ? ["mode", "direction"] : []),
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
  // A day is told from another day: on this very one, some clocks of the border may be past the hour and some not.
  const asked = day?.toZonedDateTime({ timeZone: "America/Chicago", plainTime: time ?? NOON }).toInstant() ?? at ?? now;
  const order = Temporal.Instant.compare(asked, now);
  return {
    params,
    isDated: [at, knownAt, day, told, query.publishedBefore].some((each) => each !== undefined),
    tense: order < 0 ? "past" : order > 0 ? "ahead" : "now",
    tenseTurnsAt: order > 0 ? asked : null,
    on: day,
    time: time ?? NOON,
    knownAt,
    publishedBefore,
    isToldThen,
  };
}

/** What is asked of one clock in a view: at which instant, and by what knowledge. */
export function questionOf(view: View, at: Temporal.Instant | undefined, zone: string, now: Temporal.Instant) {
  const local = view.on?.toZonedDateTime({ timeZone: zone, plainTime: view.time }).toInstant() ?? at;
  return {
    at: local,
    knownAt: view.knownAt,
    publishedBefore: view.isToldThen ? (local ?? now) : view.publishedBefore,
  };
}
