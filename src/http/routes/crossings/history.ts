import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { getHistory, getSpans, isHistoryInMemory } from "../../../actions/record/get-history.ts";
import { invalid } from "../../../domain/errors.ts";
import type { HistoryKey } from "../../../domain/record/history.ts";
import { historyCsv } from "../../formats/history-csv.ts";
import { cacheUntilInvalidated, route } from "../../route.ts";
import { presentFolded } from "../../wire/counts.ts";
import { HistoryAnswer } from "../../wire/crossing.ts";
import { presentHistory, presentSpans } from "../../wire/present.ts";
import { byRule } from "../../wire/rule.ts";
import { count, DirectionWord, Instant, ModeWord, MomentText, Slug } from "../../wire/wire.ts";

const CURSOR = /^(-?\d{1,13})\.(\d{1,15})\.([0-3])\.(\d{1,6})$/;

/**
 * Range of the times that a report may state, plus a day on either side because of time zones. A cursor outside this
 * range is refused, because PostgreSQL cannot convert every number to a time.
 */
const STARTS = {
  first: Temporal.Instant.from("1899-12-31T00:00:00Z").epochMilliseconds,
  last: Temporal.Instant.from("2200-01-02T00:00:00Z").epochMilliseconds,
};

const CURSOR_RULE = byRule("pageCursor");

const Cursor = z.codec(
  z.string().regex(CURSOR, CURSOR_RULE),
  z.custom<HistoryKey>((key) => Array.isArray(key)),
  {
    decode(text, ctx) {
      const [start = Number.NaN, ...rest] = (CURSOR.exec(text) ?? []).slice(1).map(Number);
      if (start >= STARTS.first && start <= STARTS.last) return [start, ...rest] as unknown as HistoryKey;
      ctx.issues.push({ code: "custom", message: CURSOR_RULE, input: text });
      return z.NEVER;
    },
    encode: (key) => key.join("."),
  },
);

export const getCrossingHistory = route({
  method: "get",
  path: "/v1/crossings/:slug/history",
  summary:
    "The history of a crossing, latest effective time first. With view=spans, the intervals in which its status stayed the same",
  params: z.strictObject({ slug: Slug }),
  query: z.strictObject({
    mode: ModeWord.optional(),
    direction: DirectionWord.optional(),
    from: MomentText.optional(),
    to: MomentText.optional(),
    knownAt: Instant.optional(),
    limit: count(1, 500).optional(),
    cursor: Cursor.optional(),
    view: z.enum(["items", "spans"]).optional(),
  }),
  reply: HistoryAnswer,
  forms: [historyCsv],
  isInMemory: (ctx, { params }) => isHistoryInMemory(ctx, params.slug),
  async handle(ctx, { params, query }) {
    const { view, limit = 50, cursor, ...question } = query;
    if (view === "spans") {
      const pages = ["limit", "cursor"].filter((name) => query[name as "limit" | "cursor"] !== undefined);
      if (pages.length > 0) throw invalid(pages.map((path) => ({ path, rule: ["wholeView"] })));
      const { asOf, items } = await getSpans(ctx, params.slug, question);
      return {
        value: { asOf, history: presentSpans(items), next: null },
        keep: cacheUntilInvalidated(ctx, params.slug),
      };
    }
    const { asOf, items, next, counts } = await getHistory(ctx, params.slug, question, { limit, after: cursor });
    return {
      value: {
        asOf,
        history: presentHistory(items),
        next: next && Cursor.encode(next),
        ...(cursor === undefined ? { counts: counts.map(presentFolded) } : {}),
      },
      keep: cacheUntilInvalidated(ctx, params.slug),
    };
  },
});
