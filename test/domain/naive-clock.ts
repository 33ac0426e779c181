import { Temporal } from "temporal-polyfill";
import type { Moment, Publication } from "../../src/domain/time/moment.ts";

// Uses no time zone database. Offsets follow the law (15 U.S.C. 260a), so that a mistake with Temporal in the domain
// cannot repeat here.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;

const CLOCKS: Record<string, { standard: number; saving: boolean }> = {
  "America/Los_Angeles": { standard: -8, saving: true },
  "America/Phoenix": { standard: -7, saving: false },
  "America/Denver": { standard: -7, saving: true },
  "America/Chicago": { standard: -6, saving: true },
};

export type HoursWord = "within" | "outside" | "unknown";
type Week = ([number, number][] | "unknown")[];

/** Clock changes of a year in UTC milliseconds. Both clock changes are at 2 a.m. by the old time. */
interface Jumps {
  spring: number;
  autumn: number;
}

const known = new Map<string, Map<number, Jumps | null>>();

function jumps(zone: string, year: number): Jumps | null {
  const years = known.get(zone) ?? new Map<number, Jumps | null>();
  known.set(zone, years);
  let found = years.get(year);
  if (found === undefined) {
    found = workOut(clockOf(zone), year);
    years.set(year, found);
  }
  return found;
}

function workOut(clock: { standard: number; saving: boolean }, year: number): Jumps | null {
  if (!clock.saving) return null;
  const sunday = (month: number, nth: number): number => {
    const first = Date.UTC(year, month, 1);
    return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY + (nth - 1) * 7 * DAY;
  };
  return {
    spring: sunday(2, 2) + (2 - clock.standard) * HOUR,
    autumn: sunday(10, 1) + (2 - clock.standard - 1) * HOUR,
  };
}

function clockOf(zone: string): { standard: number; saving: boolean } {
  const clock = CLOCKS[zone];
  if (clock === undefined) throw new RangeError(`no clock for ${zone}`);
  return clock;
}

function offset(zone: string, utc: number): number {
  const night = jumps(zone, new Date(utc).getUTCFullYear());
  const saved = night !== null && night.spring <= utc && utc < night.autumn;
  return (clockOf(zone).standard + (saved ? 1 : 0)) * HOUR;
}

/** Returns a local midnight in UTC milliseconds. `month` starts at 1; `month` and `day` may overflow. */
export function midnight(zone: string, year: number, month: number, day: number): number {
  const wall = Date.UTC(year, month - 1, day);
  return wall - offset(zone, wall - clockOf(zone).standard * HOUR);
}

/** Returns the start of a moment and its exclusive end, in UTC milliseconds. */
export function stretch(moment: Publication, zone: string): [number, number] {
  if (typeof moment === "number") return [midnight(zone, moment, 1, 1), midnight(zone, moment + 1, 1, 1)];
  if (moment instanceof Temporal.Instant) return [moment.epochMilliseconds, moment.epochMilliseconds];
  const { year, month } = moment;
  if (moment instanceof Temporal.PlainDate)
    return [midnight(zone, year, month, moment.day), midnight(zone, year, month, moment.day + 1)];
  return [midnight(zone, year, month, 1), midnight(zone, year, month + 1, 1)];
}

/** Returns the start of a moment in UTC milliseconds. */
export const starts = (moment: Moment, zone: string): number => stretch(moment, zone)[0];

/** Returns the exclusive end of a moment in UTC milliseconds. */
export const ends = (moment: Publication, zone: string): number => stretch(moment, zone)[1];

const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

export function readWeek(text: string): Week {
  const week: Week = DAYS.map(() => []);
  for (const rule of (text === "24/7" ? "00:00-24:00" : text).split("; ")) {
    const words = rule.split(" ");
    const said = words.at(-1) ?? "";
    const times: [number, number][] | "unknown" =
      said === "unknown" ? said : said === "off" ? [] : said.split(",").map(readTimes);
    for (const part of words.length === 1 ? ["Mo-Su"] : (words[0] ?? "").split(",")) {
      const [first = "", last = first] = part.split("-");
      for (let day = DAYS.indexOf(first); ; day = (day + 1) % 7) {
        week[day] = times;
        if (DAYS[day] === last) break;
      }
    }
  }
  return week;
}

function readTimes(text: string): [number, number] {
  const [start = 0, end = 0] = text.split("-").map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return end <= start ? [start, end + 1440] : [start, end];
}

/** Returns the state of hours in the minute that contains the millisecond `utc`. */
function look(book: Pick<Book, "week" | "specials" | "beside">, zone: string, utc: number): HoursWord {
  const night = jumps(zone, new Date(utc).getUTCFullYear());
  // While an hour repeats, the local time stays at 01:59, because every time in the hour has occurred already.
  const again = night !== null && night.autumn <= utc && utc < night.autumn + HOUR;
  const wall = again ? night.autumn - MINUTE + offset(zone, night.autumn - MINUTE) : utc + offset(zone, utc);
  const date = Math.floor(wall / DAY);
  const minute = Math.floor((wall - date * DAY) / MINUTE);
  const skips = night !== null && date === Math.floor((night.spring + offset(zone, night.spring - 1)) / DAY);
  const shown = (time: number): number => (skips && time >= 120 && time < 180 ? time + 60 : time);
  let isUnknown = false;
  for (const each of [book, ...book.beside]) {
    // The hours of the crossing's other services count on days without an exception.
    const counts = (day: number) => each === book || timesOf({ ...book, week: NO_WEEK }, day) === NO_DAY;
    const [today, yesterday] = [
      counts(date) ? timesOf(each, date) : [],
      counts(date - 1) ? timesOf(each, date - 1) : [],
    ];
    if (today === "unknown") isUnknown = true;
    else if (today.some(([start, end]) => shown(start) <= minute && minute < shown(end))) return "within";
    if (yesterday !== "unknown" && yesterday.some(([, end]) => end > 1440 && minute < shown(end - 1440)))
      return "within";
  }
  return isUnknown ? "unknown" : "outside";
}

const NO_DAY: Week[number] = [];
const NO_WEEK: Week = DAYS.map(() => NO_DAY);

/**
 * An exception from the day `first` to the day `last`, as numbers such as 20240310. Without `dates`, a rule applies on
 * the weekdays of `week`.
 */
interface Special {
  rules: { dates: [number, number][] | null; week: Week | null; times: Week[number] }[];
  first: number;
  last: number;
}

/** Reads the notation that `withSpecials` writes: weekly hours, and exceptions with their first and last days. */
export function readSpecials(text: string): Special[] {
  return text
    .split("@")
    .slice(1)
    .map((part) => {
      const [rules = "", first = "", last = ""] = part.split("~");
      return { rules: rules.split("; ").map(readSpecial), first: Number(first), last: Number(last) };
    });
}

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const numberOf = (date: string): number => {
  const [year = "", month = "", day = ""] = date.split(" ");
  return Number(year) * 10_000 + (MONTHS.indexOf(month) / 3 + 1) * 100 + Number(day);
};

function readSpecial(rule: string): Special["rules"][number] {
  const said = rule.slice(rule.lastIndexOf(" ") + 1);
  const days = rule.slice(0, rule.lastIndexOf(" "));
  const times = said === "unknown" ? said : said === "off" ? [] : said.split(",").map(readTimes);
  if (!/^\d/.test(days)) return { dates: null, week: readWeek(`${days} 00:00-24:00`), times };
  const dates = days.split(",").map((part): [number, number] => {
    const [first = "", last = first] = part.split("-");
    return [numberOf(first), numberOf(last)];
  });
  return { dates, week: null, times };
}

/** Returns the times on the day that is `date` days after 1 January 1970. */
export function timesOf({ week, specials }: Pick<Book, "week" | "specials">, date: number): Week[number] {
  const day = new Date(date * DAY);
  const number = day.getUTCFullYear() * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
  // 1 January 1970 was a Thursday.
  const weekday = (date + 3) % 7;
  for (const wanted of ["dates", "week"] as const)
    for (const { rules, first, last } of specials.toReversed()) {
      if (number < first || last < number) continue;
      const holds = rules.filter(
        ({ dates, week: some }) =>
          dates?.some(([from, to]) => from <= number && number <= to) || (some?.[weekday]?.length ?? 0) > 0,
      );
      const rule = holds.at(-1);
      if (rule !== undefined && rule[wanted] !== null) return rule.times;
    }
  return week[weekday] ?? [];
}

interface Book {
  week: Week;
  specials: Special[];
  beside: Pick<Book, "week" | "specials">[];
  words: Map<number, HoursWord>;
  turns: Map<number, number | null>;
}

const books = new Map<string, Book>();

function bookOf(text: string, zone: string): Book {
  const key = `${text} ${zone}`;
  const known = books.get(key);
  if (known !== undefined) return known;
  const read = (part: string) => ({ week: readWeek(part.split("@")[0] ?? ""), specials: readSpecials(part) });
  const [own = "", ...others] = text.split("&");
  const book: Book = { ...read(own), beside: others.map(read), words: new Map(), turns: new Map() };
  books.set(key, book);
  return book;
}

/**
 * Returns the state of hours in the notation of `withSpecials`, in the minute of an instant. Null stands for hours that
 * are always open.
 */
export function hoursWord(text: string | null, zone: string, utc: number): HoursWord {
  if (text === null) return "within";
  const book = bookOf(text, zone);
  const { words } = book;
  const minute = Math.floor(utc / MINUTE);
  let word = words.get(minute);
  if (word === undefined) {
    word = look(book, zone, minute * MINUTE);
    words.set(minute, word);
  }
  return word;
}

/**
 * How far `walk` searches. Weekly hours need two weeks, because a clock change may skip an interval. Exceptions close a
 * service for up to two months here.
 */
const WALK = { week: 16 * DAY, exceptions: 80 * DAY };

/** Returns the first later minute in which the hours have another state, or null. */
function walk(text: string, zone: string, utc: number): number | null {
  const { turns } = bookOf(text, zone);
  const from = Math.floor(utc / MINUTE);
  let turn = turns.get(from);
  if (turn === undefined) {
    const word = hoursWord(text, zone, utc);
    turn = null;
    const last = from + (text.includes("@") ? WALK.exceptions : WALK.week) / MINUTE;
    // The hours of the tests begin and end at quarters of an hour.
    for (let minute = (Math.floor(from / 15) + 1) * 15; turn === null && minute < last; minute += 15)
      if (hoursWord(text, zone, minute * MINUTE) !== word) turn = minute * MINUTE;
    turns.set(from, turn);
  }
  return turn;
}

/** Returns the first instant after `at` at which the hours have another state, or null. */
export function hoursTurn(
  hoursAt: (utc: number) => string | null,
  changes: readonly number[],
  zone: string,
  at: number,
): number | null {
  const word = hoursWord(hoursAt(at), zone, at);
  const starts = [at, ...changes.filter((start) => start > at).sort((a, b) => a - b)];
  for (const [i, start] of starts.entries()) {
    const text = hoursAt(start);
    if (hoursWord(text, zone, start) !== word) return start;
    const turn = text === null ? null : walk(text, zone, start);
    if (turn !== null && turn < (starts[i + 1] ?? Number.POSITIVE_INFINITY)) return turn;
  }
  return null;
}

/** Returns the local date of an instant, counted in days from 1 January 1970. */
export const localDateOf = (zone: string, utc: number): number => Math.floor((utc + offset(zone, utc)) / DAY);
