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
  const isRecorded = since !== null && Temporal.Instant.compare(instant, since) >= 0;
  const time = `at=${instant}&${isRecorded ? "knownAt" : "publishedBefore"}=${instant}`;
  return `${url}${url.includes("?") ? "&" : "?"}${time}`;
}

/** What the headers of a memento say. */
export interface MementoHeaders {
  /** `Memento-Datetime`. */
  datetime: string;
  /** Entry of `Link` for the address that the memento is a state of. */
  link: string;
}

/** The end of a memento's address. HTTP dates have no fractions of a second. */
const MEMENTO = /^(.+)[?&]at=(\d{4}-\d\d-\d\dT\d\d(?::|%3A)\d\d(?::|%3A)\d\dZ)&(?:knownAt|publishedBefore)=\2$/i;

/**
 * Returns what the headers say if the address is one of {@link mementoAddress}, otherwise null. An address about a time
 * after `now` (in milliseconds since 1970) is none, because it has no state yet.
 */
export function mementoHeaders(url: string, now: number): MementoHeaders | null {
  const [, original, at] = MEMENTO.exec(url) ?? [];
  if (original === undefined || at === undefined || COPIED.test(url)) return null;
  const instant = Temporal.Instant.from(decodeURIComponent(at));
  if (instant.epochMilliseconds > now) return null;
  return { datetime: httpDate(instant), link: originalLink(original) };
}

/** Pages for mirrors, which are about the present or a chosen time, but not negotiated. */
const COPIED = /^\/copy(?:\/|$)/i;

/** Returns the entry of a `Link` header for an address that is its own TimeGate. */
export const originalLink = (url: string): string => `<${url}>; rel="original timegate"`;
