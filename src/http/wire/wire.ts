import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type Hours, parseHours } from "../../domain/hours/opening-hours.ts";
import type { Box } from "../../domain/places/search.ts";
import { hiddenFault, MULTI_LINE, SINGLE_LINE } from "../../domain/plain-text.ts";
import {
  isWithinYears,
  type Moment,
  type Publication,
  parseMoment,
  parsePublication,
  YEARS,
} from "../../domain/time/moment.ts";
import { DIRECTIONS, MODES } from "../../domain/vocabulary.ts";

/** The scalars of the API: text on the wire, domain types inside. The same schemas decode, encode and document. */

/** Makes a codec from a parser that throws. An error reports `rule` as the broken rule. */
function written<Value>(
  pattern: z.core.$ZodString<string>,
  read: (text: string) => Value,
  write: (value: Value) => string,
  rule: string,
) {
  return z.codec(
    pattern,
    z.custom<Value>((value) => value !== undefined && value !== null),
    {
      decode(text, ctx) {
        try {
          return read(text);
        } catch (error) {
          const reason = error instanceof RangeError && error.message.startsWith("hours") ? error.message : rule;
          ctx.issues.push({ code: "custom", message: reason, input: text });
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

function toMoment(text: string): Moment {
  const moment = parseMoment(text);
  return moment instanceof Temporal.Instant ? toInstant(text) : withinYears(moment);
}

const INSTANT_RULE = `must be an instant with its offset, such as 2023-12-20T12:00:00-07:00 or 2023-12-20T19:00:00Z (years ${YEARS.first} to ${YEARS.last})`;
export const Instant = written(z.string().meta({ format: "date-time" }), toInstant, String, INSTANT_RULE);

const MOMENT_RULE = `must be an instant with its offset (2023-12-04T08:00:00-06:00), a day (2023-12-04) or a month (2023-12), in the years ${YEARS.first} to ${YEARS.last}`;
const MOMENT = /^\d{4}-\d{2}(-\d{2}([Tt ].{1,50})?)?$/;
export const MomentText = written<Moment>(
  z.string().meta({
    pattern: MOMENT.source,
    description: "An instant with its offset, a day of the crossing's clock, or a month",
  }),
  toMoment,
  String,
  MOMENT_RULE,
);

export const PublicationText = written<Publication>(
  z.string().meta({
    pattern: /^\d{4}(-\d{2}(-\d{2}([Tt ].{1,50})?)?)?$/.source,
    description: "An instant with its offset, a day, a month or a year",
  }),
  (text) => {
    const publication = parsePublication(text);
    return typeof publication === "number" ? withinYears(publication) : toMoment(text);
  },
  String,
  `${MOMENT_RULE}, or a year (2023)`,
);

/**
 * Text of at most `most` characters: one line or, with `lines`, several. Invisible characters are refused, with their
 * position: see `plain-text.ts`.
 */
export const text = (most: number, lines = false) =>
  z
    .string()
    .regex(lines ? MULTI_LINE : SINGLE_LINE, { error: ({ input }) => hiddenFault(String(input), lines) })
    .refine((value) => value.length <= most || [...value].length <= most, {
      error: `must have at most ${most} characters`,
    })
    .meta({ maxLength: most });

/** {@link text} that is not blank, trimmed. */
export const wording = (most: number, lines = false) =>
  text(most, lines).regex(/\S/, { error: "must not be empty", abort: true }).trim();

export const HoursText = written<Hours>(
  text(500).meta({
    description: "Weekly hours in a subset of OpenStreetMap's opening_hours, such as Mo-Fr 06:00-24:00; Sa 08:00-16:00",
  }),
  parseHours,
  (hours) => hours.text,
  "must be weekly hours",
);

/**
 * An http or https address of a source or a webhook. User names and passwords are refused: the service would publish or
 * send them.
 */
export const WebAddress = text(2000)
  .regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s/?#\\](?:[^\\]*[^\s\\])?$/u, {
    error: "must be an http or https address",
    abort: true,
  })
  .refine(URL.canParse, { error: "must be an http or https address", abort: true })
  .refine(hasNoUserInfo, { error: "must have no user name and no password in it" });

function hasNoUserInfo(address: string): boolean {
  const { username, password } = new URL(address);
  return username === "" && password === "";
}

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case letters and digits, joined by single hyphens")
  .max(80);
export const ReportId = z.string().regex(/^[a-z0-9-]{1,80}$/, "must be 1 to 80 lower-case letters, digits and hyphens");

export const ModeWord = z.enum(MODES);
export const DirectionWord = z.enum(DIRECTIONS);

/**
 * The largest number of 15 digits. No number here needs more digits, and JavaScript represents all numbers up to it
 * exactly.
 */
const MOST_DIGITS = 999_999_999_999_999;

/** A whole number in a query, written in digits. */
export const count = (least: number, most: number) =>
  written(
    // Document it as an integer, although a query holds it as text.
    z.string().meta({ type: "integer", minimum: least, maximum: Math.min(most, MOST_DIGITS) }),
    (text) => {
      if (!/^\d{1,15}$/.test(text) || Number(text) < least || Number(text) > most) throw new RangeError("count");
      return Number(text);
    },
    String,
    `must be a whole number from ${least} to ${Math.min(most, MOST_DIGITS)}`,
  );

/** True, false, or `unknown` for doubt. */
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
  "must be latitude,longitude in degrees, such as 31.76,-106.45",
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
  "must be west,south,east,north in degrees with south not above north, such as -107,31,-106,32",
);

/** The parameters for the two clocks, valid time and transaction time. */
export const ViewQuery = { at: Instant.optional(), knownAt: Instant.optional(), publishedBefore: Instant.optional() };
