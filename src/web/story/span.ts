import { Temporal } from "temporal-polyfill";
import { hourOf } from "../../domain/feed/waits.ts";
import { compareInstants, type Moment, startOfDay, YEARS } from "../../domain/time/moment.ts";
import { LOCALES } from "../../locales/index.ts";
import type { Messages } from "../../locales/messages.ts";
import { showDay } from "../standing-text.ts";

/** A period of local days: a month, a year, or the days from `from` to the end of `to`. */
export type StorySpan =
  | { kind: "month"; month: Temporal.PlainYearMonth }
  | { kind: "year"; year: number }
  | { kind: "days"; from: Temporal.PlainDate; to: Temporal.PlainDate };

/** First day and last day of a period. */
export interface SpanDays {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

const NAMED = /^(?<name>\p{L}+)-(?<year>\d{4})$/u;
const NUMBERED = /^(?<year>\d{4})(?:-(?<month>0[1-9]|1[0-2]))?$/;

/**
 * Reads the last part of an address: `december-2023` in any language, `2023-12` or `2023`. Returns undefined for any
 * other text.
 */
export function readSpan(text: string): StorySpan | undefined {
  const { name, year, month } = { ...NAMED.exec(text)?.groups, ...NUMBERED.exec(text)?.groups };
  const number = Number(year);
  if (!(YEARS.first <= number && number <= YEARS.last)) return undefined;
  if (name === undefined && month === undefined) return { kind: "year", year: number };
  const index =
    name === undefined
      ? Number(month) - 1
      : Math.max(...LOCALES.map(({ story }) => story.monthNames.findIndex((each) => isSameWord(each, name))));
  return index < 0 ? undefined : { kind: "month", month: new Temporal.PlainYearMonth(number, index + 1) };
}

const isSameWord = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Returns the days of a period. */
export function daysOfSpan(span: StorySpan): SpanDays {
  if (span.kind === "days") return span;
  if (span.kind === "year")
    return { from: new Temporal.PlainDate(span.year, 1, 1), to: new Temporal.PlainDate(span.year, 12, 31) };
  const from = span.month.toPlainDate({ day: 1 });
  return { from, to: from.add({ months: 1 }).subtract({ days: 1 }) };
}

/** Returns the days of a period in the form of the API's `from` and `to`. */
export const questionOfSpan = (span: StorySpan): { from: Moment; to: Moment } => daysOfSpan(span);

/** Returns the address of a period's page in a language, and the parameters that name the period. */
export function addressOfSpan(span: StorySpan, { story }: Messages): { path: string; query: Record<string, string> } {
  if (span.kind === "days") return { path: "/history", query: { from: `${span.from}`, to: `${span.to}` } };
  if (span.kind === "year") return { path: `/history/${span.year}`, query: {} };
  const name = story.monthNames[span.month.month - 1]?.toLowerCase();
  return { path: `/history/${name}-${span.month.year}`, query: {} };
}

/** Names a period: `December 2023`, `2023` or `4 Dec 2023 to 20 Dec 2023`. */
export function nameOfSpan(span: StorySpan, messages: Messages): string {
  const { story } = messages;
  if (span.kind === "year") return String(span.year);
  if (span.kind === "days") return story.days(showDay(span.from, messages), showDay(span.to, messages));
  return story.month(story.monthNames[span.month.month - 1] ?? "", span.month.year);
}

/** Names a period within a sentence: `in December 2023`. */
export function inSpan(span: StorySpan, messages: Messages): string {
  const { story } = messages;
  if (span.kind === "year") return story.in.year(span.year);
  if (span.kind === "days") return story.in.days(showDay(span.from, messages), showDay(span.to, messages));
  return story.in.month(story.monthNames[span.month.month - 1] ?? "", span.month.year);
}

/** Returns the period of the same kind and length before (-1) or after (1) another. */
export function besideSpan(span: StorySpan, step: -1 | 1): StorySpan {
  if (span.kind === "year") return { kind: "year", year: span.year + step };
  if (span.kind === "month") return { kind: "month", month: span.month.add({ months: step }) };
  const days = step * (span.from.until(span.to).days + 1);
  return { kind: "days", from: span.from.add({ days }), to: span.to.add({ days }) };
}

/** The first year of the record, which begins with the counts of 2008. */
export const FIRST_YEAR = 2008;

/**
 * Returns true if pages should link a period: it lies within the record, and at least one full hour of it is over in one
 * of the zones. Without such an hour there is no data, so its address is refused.
 */
export function isLinked(span: StorySpan, now: Temporal.Instant, zones: readonly string[]): boolean {
  const { from } = daysOfSpan(span);
  return from.year >= FIRST_YEAR && zones.some((zone) => compareInstants(startOfDay(from, zone), hourOf(now)) < 0);
}
