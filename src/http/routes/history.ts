import { z } from "zod";
import { getHistory, getSpans } from "../../actions/get-history.ts";
import { invalid } from "../../domain/errors.ts";
import type { HistoryKey } from "../../domain/history.ts";
import { presentHistory, presentSpans } from "../present.ts";
import { route, untilTouched } from "../route.ts";
import { count, DirectionWord, Instant, ModeWord, MomentText, Slug } from "../wire.ts";
import { HistoryAnswer } from "../wire-crossing.ts";

const CURSOR = /^(-?\d{1,15})\.(\d{1,15})\.([0-2])\.(\d{1,6})$/;

const Cursor = z.codec(
  z.string().regex(CURSOR, "must be the `next` of an earlier page"),
  z.custom<HistoryKey>((key) => Array.isArray(key)),
  {
    decode: (text) => (CURSOR.exec(text) ?? []).slice(1).map(Number) as unknown as HistoryKey,
    encode: (key) => key.join("."),
  },
);

export const getCrossingHistory = route({
  method: "get",
  path: "/v1/crossings/:slug/history",
  summary: "The record of a crossing, newest effect first; or, with view=spans, its unbroken stretches of status",
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
  async handle(ctx, { params, query }) {
    const { view, limit = 50, cursor, ...question } = query;
    if (view === "spans") {
      const pages = ["limit", "cursor"].filter((name) => query[name as "limit" | "cursor"] !== undefined);
      if (pages.length > 0)
        throw invalid(pages.map((path) => ({ path, message: "does not go with view=spans, which is whole" })));
      const { asOf, items } = await getSpans(ctx, params.slug, question);
      return { value: { asOf, history: presentSpans(items), next: null }, keep: untilTouched(ctx, params.slug) };
    }
    const { asOf, items, next } = await getHistory(ctx, params.slug, question, { limit, after: cursor });
    return {
      value: { asOf, history: presentHistory(items), next: next && Cursor.encode(next) },
      keep: untilTouched(ctx, params.slug),
    };
  },
});
