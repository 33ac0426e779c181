import { Temporal } from "temporal-polyfill";
import type { RecordStart } from "../../domain/availability/record-start.ts";
import { hourOf } from "../../domain/feed/waits.ts";
import { fold } from "../../domain/fold.ts";
import { startOfDay } from "../../domain/time/local-day.ts";
import { compareInstants, type Moment, YEARS } from "../../domain/time/moment.ts";
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

/** Number of first letters by which {@link similarSpan} recognises a month. No two different months share them. */
const ENOUGH_LETTERS = 3;

/**
 * Guesses which month or year is meant by a text that {@link readSpan} cannot read: `decembre-2023` and `dec-2023` mean
 * December 2023, and `2023-13` means 2023. Returns undefined if there is none.
 */
export function similarSpan(text: string): StorySpan | undefined {
  const { name = "", year } = /^(?<name>\p{L}*).*?(?<year>\d{4})/u.exec(text)?.groups ?? {};
  const start = fold(name).slice(0, ENOUGH_LETTERS);
  const names = LOCALES.flatMap(({ story }) => story.monthNames);
  const month = start.length < ENOUGH_LETTERS ? undefined : names.find((each) => fold(each).startsWith(start));
  return readSpan(month === undefined ? `${year}` : `${month}-${year}`);
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

/** What determines which periods have data: the start of the record (null for an empty one), and the present. */
export interface RecordedTime {
  begins: RecordStart | null;
  now: Temporal.Instant;
  /** Time zones of all crossings. */
  zones: readonly string[];
}

/** Returns true if a period is over before the record begins. */
export const isBeforeRecord = (span: StorySpan, begins: RecordStart | null): boolean =>
  begins !== null && Temporal.PlainDate.compare(daysOfSpan(span).to, begins.day) < 0;

/**
 * Returns true if pages should link to a period: it is not over before the record begins, and at least one full hour of
 * it is over in one of the zones. Without such an hour there is no data, and the address of the period is refused.
 */
export function isLinked(span: StorySpan, { begins, now, zones }: RecordedTime): boolean {
  const { from } = daysOfSpan(span);
  return (
    !isBeforeRecord(span, begins) && zones.some((zone) => compareInstants(startOfDay(from, zone), hourOf(now)) < 0)
  );
}

/** Names the start of the record within a sentence: `in January 2008`. */
export function sinceRecord({ moment, day }: RecordStart, messages: Messages): string {
  const isMonth = moment instanceof Temporal.PlainYearMonth;
  return inSpan(isMonth ? { kind: "month", month: moment } : { kind: "days", from: day, to: day }, messages);
}
