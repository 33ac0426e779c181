import { Temporal } from "temporal-polyfill";

/** Mementos (RFC 7089): earlier states of an address, each with an address of its own. */

/** Query parameters that choose the time of an answer. An address with one of them is not negotiated. */
const TIME_PARAMETERS = ["at", "knownAt", "publishedBefore", "on", "time", "told"] as const;

/** Returns true if the query chooses a time itself. */
export const isDatedQuery = (query: object): boolean => TIME_PARAMETERS.some((name) => name in query);

/** Writes an instant as in HTTP headers, such as `Wed, 20 Dec 2023 19:00:00 GMT`. Drops fractions of a second. */
export const httpDate = (instant: Temporal.Instant): string => new Date(instant.epochMilliseconds).toUTCString();

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/**
 * Reads a date as in HTTP headers, in the form of RFC 1123 that RFC 7089 requires. Returns null for any other text,
 * also if the day of the week is wrong.
 */
export function readHttpDate(text: string): Temporal.Instant | null {
  const [, day, name = "", year, hour, minute, second] = HTTP_DATE.exec(text.trim()) ?? [];
  const month = String(MONTHS.indexOf(name) + 1).padStart(2, "0");
  try {
    const instant = Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return httpDate(instant) === text.trim() ? instant : null;
  } catch {
    return null;
  }
}

/**
 * Returns the address of the state of `url` at an instant: what the record said at that time about that time. The
 * record of this service begins at `since`. For earlier times, the state is what had been published by then.
 */
export function mementoAddress(url: string, instant: Temporal.Instant, since: Temporal.Instant | null): string {
  const { pathname, searchParams } = new URL(url, "http://garita");
  const isRecorded = since !== null && Temporal.Instant.compare(instant, since) >= 0;
  searchParams.set("at", String(instant));
  searchParams.set(isRecorded ? "knownAt" : "publishedBefore", String(instant));
  return `${pathname}?${searchParams}`;
}

/** What the headers of a memento say. */
export interface MementoHeaders {
  /** `Memento-Datetime`. */
  datetime: string;
  /** Entry of `Link` for the address that the memento is a state of. */
  link: string;
}

/** Returns what the headers say if the address is one of {@link mementoAddress}, otherwise null. */
export function mementoHeaders(url: string): MementoHeaders | null {
  // Most addresses are about the present, and need no parsing.
  if (!url.includes("at=")) return null;
  const { pathname, searchParams } = new URL(url, "http://garita");
  const at = searchParams.get("at");
  const limit = searchParams.get("knownAt") ?? searchParams.get("publishedBefore");
  const hasBoth = searchParams.has("knownAt") && searchParams.has("publishedBefore");
  if (at === null || at !== limit || hasBoth || !WHOLE_SECOND.test(at)) return null;
  for (const name of TIME_PARAMETERS) searchParams.delete(name);
  const original = searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname;
  return { datetime: httpDate(Temporal.Instant.from(at)), link: originalLink(original) };
}

/** HTTP dates have no fractions of a second. */
const WHOLE_SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Returns the entry of a `Link` header for an address that is its own TimeGate. */
export const originalLink = (url: string): string => `<${url}>; rel="original timegate"`;
