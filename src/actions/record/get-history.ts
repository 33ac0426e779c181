import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { type AskedServices, isAskedService, servicesOf } from "../../domain/places/crossing.ts";
import {
  type HistoryItem,
  type HistoryKey,
  keyOf,
  type StatusSpan,
  statusSpansOf,
} from "../../domain/record/history.ts";
import { timelinesOf, type View } from "../../domain/record/timeline.ts";
import { type AskedPeriod, refuseReversed } from "../../domain/time/asked-period.ts";
import { compareInstants, endOf, startOf } from "../../domain/time/moment.ts";
import { loadHistory } from "../../store/record/history.ts";
import { loadMarks } from "../../store/record/marks.ts";
import { loadRecord } from "../../store/record/reports.ts";
import { refuseFuture } from "../crossings/answer-crossings.ts";
import { getCrossing } from "../crossings/get-crossing.ts";

/** Which part of a crossing's history is asked for: what takes effect from `from` on, and before `to` is over. */
export interface HistoryQuestion extends AskedServices, AskedPeriod {
  knownAt?: Temporal.Instant | undefined;
}

interface Page<Item> {
  /** The highest `seq` that touches the crossing. */
  asOf: number;
  items: Item[];
}

/**
 * A page of the record, newest effect first, what was retracted with the time of it; `next` is the key after which the
 * next page starts.
 * @throws Refusal `not_found` for the crossing, `invalid` for a `knownAt` in the future and for a time that ends before it begins
 */
export async function getHistory(
  ctx: Context,
  slug: string,
  question: HistoryQuestion,
  page: { limit: number; after?: HistoryKey | undefined },
): Promise<Page<HistoryItem> & { next: HistoryKey | null }> {
  const { from, to, asOf } = await ask(ctx, slug, question);
  const filter = { ...question, from, to, after: page.after };
  const items = await loadHistory(ctx.db, slug, filter, page.limit + 1);
  const shown = items.slice(0, page.limit).map((item) => asKnown(item, question.knownAt));
  const last = shown.at(-1);
  return { asOf, items: shown, next: items.length > page.limit && last ? keyOf(last) : null };
}

/** A retraction recorded later than `knownAt` was not known then: the report shows as it stood. */
function asKnown(item: HistoryItem, knownAt: Temporal.Instant | undefined): HistoryItem {
  const { retractedAt } = item.report;
  if (knownAt === undefined || retractedAt === null || compareInstants(retractedAt, knownAt) <= 0) return item;
  return { ...item, report: { ...item.report, retractedAt: null } };
}

/** The unbroken stretches of status that touch the asked time, by service, oldest first. @throws as {@link getHistory} */
export async function getSpans(
  ctx: Context,
  slug: string,
  question: HistoryQuestion & View,
): Promise<Page<StatusSpan>> {
  const { crossing, from, to, asOf } = await ask(ctx, slug, question);
  const services = servicesOf(crossing).filter((service) => isAskedService(question, service));
  const reports = await loadRecord(ctx.db, [slug]);
  const timelines = timelinesOf(services, crossing.timeZone, reports, question);
  const items = [...timelines.values()]
    .flatMap(statusSpansOf)
    .filter(
      (span) =>
        (to === undefined || compareInstants(span.startsAt, to) < 0) &&
        (from === undefined || span.endsAt === null || compareInstants(from, span.endsAt) < 0),
    );
  return { asOf, items };
}

async function ask(ctx: Context, slug: string, { from, to, knownAt }: HistoryQuestion) {
  refuseFuture(knownAt, ctx.now);
  const crossing = await getCrossing(ctx, slug);
  const { timeZone: zone } = crossing;
  refuseReversed({ from, to }, zone);
  // First how far the log reaches, then what it says: so an answer never claims to be newer than it is.
  const asOf = (await loadMarks(ctx.db, [slug], knownAt)).get(slug) ?? 0;
  return { crossing, from: from && startOf(from, zone), to: to && endOf(to, zone), asOf };
}
