import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { compareInstants } from "../../domain/time/moment.ts";
import { byRule } from "../wire/rule.ts";
import { BoundingBox, count, Instant, Slug } from "../wire/wire.ts";

/** Largest number of features on a page. The standard requires that a larger `limit` counts as this one. */
export const MOST_FEATURES = 500;
const USUAL_FEATURES = 100;

/** A larger number is a typing error. */
const MOST_LIMIT = 1_000_000;

const NUMBER = String.raw`\s*-?\d+(\.\d+)?\s*`;
const SIX_NUMBERS = new RegExp(`^${Array.from({ length: 6 }, () => NUMBER).join(",")}$`);

/** A box of four numbers, or of six with the least and greatest height, which is ignored. */
const OgcBox = z
  .string()
  .meta({ pattern: `^${NUMBER}(,${NUMBER}){3}((,${NUMBER}){2})?$` })
  .transform((text) =>
    SIX_NUMBERS.test(text)
      ? text
          .split(",")
          .filter((_, i) => i % 3 !== 2)
          .join()
      : text,
  )
  .pipe(BoundingBox);

/** The time of a question: an instant, or the bounds of an interval. A null bound is open. */
export type AskedTimeSpan = Temporal.Instant | { from: Temporal.Instant | null; to: Temporal.Instant | null };

/** An instant, or an interval `from/to` with at most one open bound, which is empty or `..`. */
const DateTime = z
  .string()
  .meta({ pattern: "^[^/]*(/[^/]*)?$" })
  .transform((text, ctx): AskedTimeSpan => {
    const bounds = text.split("/").map((bound) => (bound === "" || bound === ".." ? null : instantOf(bound)));
    const [from, to] = bounds;
    const isOrdered = from == null || to == null || compareInstants(from, to) <= 0;
    const isOpen = bounds.every((bound) => bound === null);
    if (bounds.length > 2 || bounds.includes(undefined) || isOpen || !isOrdered) {
      ctx.issues.push({ code: "custom", message: byRule("instantOrInterval"), input: text });
      return z.NEVER;
    }
    if (bounds.length === 2) return { from: from ?? null, to: to ?? null };
    return from ?? z.NEVER;
  });

function instantOf(text: string): Temporal.Instant | undefined {
  const decoded = Instant.safeDecode(text);
  return decoded.success ? decoded.data : undefined;
}

export const ItemsQuery = z.strictObject({
  bbox: OgcBox.optional().meta({
    description:
      "Only crossings within west,south,east,north in degrees (CRS84). Crossings without a known position are left out",
    examples: ["-113,31,-112,32"],
  }),
  datetime: DateTime.optional().meta({
    description:
      "The instant to answer for, such as 2023-12-20T19:00:00Z; now if omitted. For an interval from/to, in which one bound may be open (..), the answer is for now if the interval contains it, otherwise for the bound nearest to now",
    examples: ["2023-12-20T19:00:00Z", "2023-12-01T00:00:00Z/.."],
  }),
  limit: count(1, MOST_LIMIT)
    .optional()
    .meta({
      description: `The number of features on a page: ${USUAL_FEATURES} if omitted, at most ${MOST_FEATURES}`,
    }),
  cursor: Slug.optional(),
});

/** Returns the number of features on a page. */
export const pageSize = (limit: number | undefined): number => Math.min(limit ?? USUAL_FEATURES, MOST_FEATURES);

/** The instant of an answer. Without `at`, the answer is about now. */
export interface AnsweredTime {
  at: Temporal.Instant | undefined;
  /** Time from which the same question has another instant. Null if it never has. */
  until: Temporal.Instant | null;
}

/** Returns the instant for which a question is answered. */
export function answeredTime(asked: AskedTimeSpan | undefined, now: Temporal.Instant): AnsweredTime {
  if (asked === undefined) return { at: undefined, until: null };
  if (asked instanceof Temporal.Instant) return { at: asked, until: null };
  const { from, to } = asked;
  if (to !== null && compareInstants(to, now) < 0) return { at: to, until: null };
  // From the start of the interval on, the answer is about now.
  if (from !== null && compareInstants(now, from) < 0) return { at: from, until: from };
  return { at: undefined, until: to };
}
