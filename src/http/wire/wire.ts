import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { RuleText } from "../../domain/error-phrases.ts";
import { type ExceptionHours, parseException } from "../../domain/hours/exceptions.ts";
import { type Hours, parseHours } from "../../domain/hours/opening-hours.ts";
import { UnreadableHours } from "../../domain/hours/unreadable-hours.ts";
import type { Box } from "../../domain/places/search.ts";
import { hiddenFault, MULTI_LINE, SINGLE_LINE } from "../../domain/plain-text.ts";
import {
  formatMoment,
  isWithinYears,
  type Moment,
  type Publication,
  parseMoment,
  parsePublication,
  YEARS,
} from "../../domain/time/moment.ts";
import { DIRECTIONS, MODES, PROGRAMMES } from "../../domain/vocabulary.ts";
import { byRule } from "./rule.ts";

/** Scalars of the API: text on the wire, domain types inside. The same schemas decode, encode and document. */

/**
 * Creates a codec from a parser that throws. An error reports `rule` as broken, unless the parser names another rule.
 */
function written<Value>(
  pattern: z.core.$ZodString<string>,
  read: (text: string) => Value,
  write: (value: Value) => string,
  rule: RuleText,
) {
  return z.codec(
    pattern,
    z.custom<Value>((value) => value !== undefined && value !== null),
    {
      decode(text, ctx) {
        try {
          return read(text);
        } catch (error) {
          const broken = error instanceof UnreadableHours ? error.rule : rule;
          ctx.issues.push({ code: "custom", message: byRule(...broken), input: text });
          return z.NEVER;
        }
      },
      encode: write,
    },
  );
}

function withinYears<Value extends Publication>(value: Value): Value {
  if (!isWithinYears(value)) throw new RangeError("year");
  return value;
}

const toInstant = (text: string): Temporal.Instant => {
  const instant = parseMoment(text);
  if (!(instant instanceof Temporal.Instant)) throw new RangeError("not an instant");
  return withinYears(instant);
};

const toMoment = (text: string): Moment => withinYears(parseMoment(text));

export const Instant = written(z.string().meta({ format: "date-time" }), toInstant, formatMoment, [
  "instant",
  YEARS.first,
  YEARS.last,
]);

const MOMENT = /^\d{4}-\d{2}(-\d{2}([Tt ].{1,50})?)?$/;
export const MomentText = written<Moment>(
  z.string().meta({
    pattern: MOMENT.source,
    description: "An instant with its offset, a day in the crossing's local time, or a month",
  }),
  toMoment,
  formatMoment,
  ["moment", YEARS.first, YEARS.last],
).meta({ id: "Moment" });

export const PublicationText = written<Publication>(
  z.string().meta({
    pattern: /^\d{4}(-\d{2}(-\d{2}([Tt ].{1,50})?)?)?$/.source,
    description: "An instant with its offset, a day, a month or a year",
  }),
  (text) => withinYears(parsePublication(text)),
  formatMoment,
  ["publication", YEARS.first, YEARS.last],
).meta({ id: "PublicationTime" });

/**
 * Returns the schema of text with at most `most` characters: one line or, with `lines`, several. Invisible characters
 * are refused, with their position. See `plain-text.ts`.
 */
export const text = (most: number, lines = false) =>
  z
    .string()
    .regex(lines ? MULTI_LINE : SINGLE_LINE, { error: ({ input }) => byRule(...hiddenFault(String(input), lines)) })
    .refine((value) => value.length <= most || [...value].length <= most, {
      error: byRule("mostCharacters", most),
    })
    .meta({ maxLength: most });

/** Returns the schema of {@link text} that is trimmed and not blank. */
export const wording = (most: number, lines = false) =>
  text(most, lines)
    .regex(/\S/, { error: byRule("notEmpty"), abort: true })
    .trim();

export const HoursText = written<Hours>(
  text(500).meta({
    description: "Weekly hours in a subset of OpenStreetMap's opening_hours, such as Mo-Fr 06:00-24:00; Sa 08:00-16:00",
  }),
  parseHours,
  (hours) => hours.text,
  ["notValid"],
).meta({ id: "WeeklyHours" });

export const ExceptionText = written<ExceptionHours>(
  text(500).meta({
    description:
      "Hours for some days, in a subset of OpenStreetMap's opening_hours with holidays by country and name, such as 2023 Sep 01 06:00-22:00, Apr-Oct 09:00-18:00, Sa off or PH:US:labor-day off",
  }),
  (text) => parseException(text),
  (exception) => exception.text,
  ["notValid"],
).meta({ id: "ExceptionalHours" });

/**
 * An http or https address of a source or a webhook. User names and passwords are refused, because the service would
 * publish or send them.
 */
export const WebAddress = text(2000)
  .regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s/?#\\](?:[^\\]*[^\s\\])?$/u, {
    error: byRule("webAddress"),
    abort: true,
  })
  .refine(URL.canParse, { error: byRule("webAddress"), abort: true })
  .refine(hasNoUserInfo, { error: byRule("noUserInfo") });

function hasNoUserInfo(address: string): boolean {
  const { username, password } = new URL(address);
  return username === "" && password === "";
}

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, byRule("slug"))
  .max(80);
export const ReportId = z.string().regex(/^[a-z0-9-]{1,80}$/, byRule("reportId"));

export const ModeWord = z.enum(MODES).meta({ id: "Mode", description: "The mode of traffic" });
export const DirectionWord = z.enum(DIRECTIONS).meta({
  id: "Direction",
  description: "The direction of travel. `northbound` leads into the northern of the two countries",
});
export const ProgrammeWord = z.enum(PROGRAMMES).meta({
  id: "Programme",
  description: "A group of travellers to which an open service may be limited",
});

/** The `programme` parameter of requests for a status. */
export const AskedProgramme = ProgrammeWord.optional().meta({
  description:
    "Answer for travellers of this programme. A service that admits only other travellers is not open for them",
});

/**
 * Largest number of 15 digits. No number here needs more digits, and JavaScript represents all numbers up to this one
 * exactly.
 */
const MOST_DIGITS = 999_999_999_999_999;

/** Returns the schema of a whole number in a query, written in digits. */
export const count = (least: number, most: number) =>
  written(
    // The number is documented as an integer, although a query contains it as text.
    z.string().meta({ type: "integer", minimum: least, maximum: Math.min(most, MOST_DIGITS) }),
    (text) => {
      if (!/^\d{1,15}$/.test(text) || Number(text) < least || Number(text) > most) throw new RangeError("count");
      return Number(text);
    },
    String,
    ["wholeNumber", least, Math.min(most, MOST_DIGITS)],
  );

/** True, false, or `unknown` for a doubtful answer. */
export const OpenWord = z.codec(z.enum(["true", "false", "unknown"]), z.union([z.boolean(), z.literal("unknown")]), {
  decode: (text) => (text === "unknown" ? text : text === "true"),
  encode: (value) => `${value}` as "true" | "false" | "unknown",
});

const degreesPattern = (count: number): string =>
  `^${Array.from({ length: count }, () => String.raw`\s*-?\d+(\.\d+)?\s*`).join(",")}$`;

function degrees(text: string, limits: readonly number[]): number[] {
  const parts = text.split(",").map((part) => part.trim());
  const numbers = parts.map(Number);
  const sound = parts.every(
    (part, i) => /^-?\d+(\.\d+)?$/.test(part) && Math.abs(numbers[i] ?? NaN) <= (limits[i] ?? 0),
  );
  if (parts.length !== limits.length || !sound) throw new RangeError("degrees");
  return numbers;
}

/** `lat,lon` in degrees. */
export const Near = written(
  z.string().meta({ pattern: degreesPattern(2) }),
  (text) => {
    const [latitude = 0, longitude = 0] = degrees(text, [90, 180]);
    return { latitude, longitude };
  },
  ({ latitude, longitude }) => `${latitude},${longitude}`,
  ["point"],
);

/** `west,south,east,north` in degrees. */
export const BoundingBox = written<Box>(
  z.string().meta({ pattern: degreesPattern(4) }),
  (text) => {
    const [west = 0, south = 0, east = 0, north = 0] = degrees(text, [180, 90, 180, 90]);
    if (south > north) throw new RangeError("box");
    return { west, south, east, north };
  },
  ({ west, south, east, north }) => [west, south, east, north].join(),
  ["boundingBox"],
);

/** Parameters for the instant of a question, and for the limits on recording and publication time. */
export const ViewQuery = { at: Instant.optional(), knownAt: Instant.optional(), publishedBefore: Instant.optional() };
