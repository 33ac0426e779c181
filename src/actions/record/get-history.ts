import { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { type AskedServices, isAskedService, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import {
  type HistoryInterval,
  type HistoryItem,
  type HistoryKey,
  keyOf,
  statusIntervalsInHistory,
} from "../../domain/record/history.ts";
import { type FoldedCounts, foldCounts } from "../../domain/record/month-counts.ts";
import type { RecordView } from "../../domain/record/timeline.ts";
import { type AskedPeriod, refuseReversed } from "../../domain/time/asked-period.ts";
import { compareInstants, endOf, startOf, YEARS } from "../../domain/time/moment.ts";
import { recordIn } from "../../store/record/record-reader.ts";
import { getCrossing } from "../crossings/get-crossing.ts";
import { refuseFuture } from "../crossings/status-question.ts";
import { getCounts } from "./counts/get-counts.ts";

/** Selects part of a crossing's history by effective time, from `from` to the end of `to`. */
export interface HistoryQuestion extends AskedServices, AskedPeriod {
  knownAt?: Temporal.Instant | undefined;
}

interface Page<Item> {
  /** Highest `seq` of the reports about the crossing. */
  asOf: number;
  items: Item[];
}

/**
 * Returns a page of the record, latest effective time first. Withdrawn items carry the time of their retraction. `next`
 * is the key after which the next page starts. The first page also has a summary of each service's traffic counts.
 * @throws Refusal `not_found` if the crossing is unknown, `invalid` if `knownAt` is in the future or `from` is after
 * `to`
 */
export async function getHistory(
  ctx: Context,
  slug: string,
  question: HistoryQuestion,
  page: { limit: number; after?: HistoryKey | undefined },
): Promise<Page<HistoryItem> & { next: HistoryKey | null; counts: FoldedCounts[] }> {
  const { from, to, asOf } = await ask(ctx, slug, question);
  const filter = { ...question, from, to, after: page.after };
  const items = await recordIn(ctx).history(slug, filter, page.limit + 1);
  const { from: since, to: until, knownAt } = question;
  const { counts } =
    page.after === undefined ? await getCounts(ctx, slug, { from: since, to: until, knownAt }) : { counts: [] };
  const asked = counts.filter(({ service }) => isAskedService(question, service));
  const shown = items.slice(0, page.limit).map((item) => asKnown(item, question.knownAt));
  const last = shown.at(-1);
  return {
    asOf,
    items: shown,
    next: items.length > page.limit && last ? keyOf(last) : null,
    counts: foldCounts(asked),
  };
}

/** Returns true if {@link getHistory} and {@link getSpans} answer from memory, without a query. */
export const isHistoryInMemory = (ctx: Context, slug: string): boolean => recordIn(ctx).hasRecord(slug);

/** Hides a retraction recorded after `knownAt`. */
function asKnown(item: HistoryItem, knownAt: Temporal.Instant | undefined): HistoryItem {
  const { retractedAt } = item.report;
  if (knownAt === undefined || retractedAt === null || compareInstants(retractedAt, knownAt) <= 0) return item;
  return { ...item, report: { ...item.report, retractedAt: null } };
}

/** An instant before every line. Reports state no times before 1900. */
const BEFORE_ALL = startOf(new Temporal.PlainYearMonth(YEARS.first - 1, 12), "UTC");

/**
 * Returns the intervals of constant status that overlap the period, by service, oldest first.
 * @throws Refusal as {@link getHistory} does
 */
export async function getSpans(
  ctx: Context,
  slug: string,
  question: HistoryQuestion & RecordView,
): Promise<Page<HistoryInterval>> {
  const { crossing, from, to, asOf } = await ask(ctx, slug, question);
  const services = servicesOf(crossing).filter((service) => isAskedService(question, service));
  const { mode, direction } = question;
  const whole = { view: question, at: BEFORE_ALL, onward: true, mode, direction };
  const timelines = await recordIn(ctx).timelines([crossing], whole);
  const items = services
    .flatMap((service) => timelines.get(serviceKey(service)) ?? [])
    .flatMap(statusIntervalsInHistory)
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
  // Read the `seq` before the data, so that an answer never claims to be newer than its data.
  const asOf = (await recordIn(ctx).marks([slug], knownAt)).get(slug) ?? 0;
  return { crossing, from: from && startOf(from, zone), to: to && endOf(to, zone), asOf };
}
