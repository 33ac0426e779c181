import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import type { Crossing, Service } from "../domain/crossing.ts";
import {
  compareKeys,
  type HistoryItem,
  type HistoryKey,
  historyOf,
  keyOf,
  type StatusSpan,
  statusSpansOf,
} from "../domain/history.ts";
import { compareInstants, endOf, type Moment, startOf } from "../domain/moment.ts";
import { isVisible, timelinesOf } from "../domain/timeline.ts";
import type { Direction, Mode } from "../domain/words.ts";
import { loadRecord } from "../store/reports.ts";
import { asOf, refuseFuture } from "./answer-crossings.ts";
import { getCrossing } from "./get-crossing.ts";

/** Which part of a crossing's history is asked for: what takes effect from `from` on, and before `to` is over. */
export interface HistoryQuestion {
  mode?: Mode | undefined;
  direction?: Direction | undefined;
  from?: Moment | undefined;
  to?: Moment | undefined;
  knownAt?: Temporal.Instant | undefined;
}

interface Page<Item> {
  crossing: Crossing;
  asOf: number;
  items: Item[];
}

/**
 * A page of the record, newest effect first, what was retracted with the time of it; `next` is the key after which the
 * next page starts.
 * @throws Refusal `not_found` for the crossing, `invalid` for a `knownAt` in the future
 */
export async function getHistory(
  ctx: Context,
  slug: string,
  question: HistoryQuestion,
  page: { limit: number; after?: HistoryKey | undefined },
): Promise<Page<HistoryItem> & { next: HistoryKey | null }> {
  const { crossing, record, window } = await ask(ctx, slug, question);
  const { knownAt } = question;
  // A retraction recorded later than `knownAt` was not known then: the report shows as it stood.
  const reports = record.reports
    .filter((report) => knownAt === undefined || compareInstants(report.recordedAt, knownAt) <= 0)
    .map((report) => (isVisible(report, { knownAt }) ? { ...report, retractedAt: null } : report));
  const items = historyOf(reports, crossing.timeZone).filter(
    (item) => isAsked(question, item.service) && window(item.startsAt) && isAfter(item, page.after),
  );
  const shown = items.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    crossing,
    asOf: asOf(record, knownAt),
    items: shown,
    next: items.length > page.limit && last ? keyOf(last) : null,
  };
}

/** The unbroken stretches of status that touch the asked time, by service, oldest first. @throws as {@link getHistory} */
export async function getSpans(ctx: Context, slug: string, question: HistoryQuestion): Promise<Page<StatusSpan>> {
  const { crossing, record } = await ask(ctx, slug, question);
  const services = crossing.services
    .map((service) => ({ crossing: slug, ...service }))
    .filter((service) => isAsked(question, service));
  const timelines = timelinesOf(services, crossing.timeZone, record.reports, { knownAt: question.knownAt });
  const [from, to] = bounds(question, crossing.timeZone);
  const items = [...timelines.values()]
    .flatMap(statusSpansOf)
    .filter(
      (span) =>
        (to === undefined || compareInstants(span.startsAt, to) < 0) &&
        (from === undefined || span.endsAt === null || compareInstants(from, span.endsAt) < 0),
    );
  return { crossing, asOf: asOf(record, question.knownAt), items };
}

async function ask(ctx: Context, slug: string, question: HistoryQuestion) {
  refuseFuture(question.knownAt, ctx.now());
  const crossing = await getCrossing(ctx, slug);
  const record = await loadRecord(ctx.db, [slug]);
  const [from, to] = bounds(question, crossing.timeZone);
  const window = (instant: Temporal.Instant) =>
    (from === undefined || compareInstants(from, instant) <= 0) &&
    (to === undefined || compareInstants(instant, to) < 0);
  return { crossing, record, window };
}

const bounds = ({ from, to }: HistoryQuestion, zone: string) =>
  [from && startOf(from, zone), to && endOf(to, zone)] as const;

const isAsked = ({ mode, direction }: HistoryQuestion, service: Service): boolean =>
  (mode ?? service.mode) === service.mode && (direction ?? service.direction) === service.direction;

const isAfter = (item: HistoryItem, after: HistoryKey | undefined): boolean =>
  after === undefined || compareKeys(keyOf(item), after) < 0;
