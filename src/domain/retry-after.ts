import { readMailDate } from "./time/printed-date.ts";

/**
 * The seconds of a `Retry-After` header (RFC 9110, 10.2.3), or null. Where it names a date it is counted from the
 * answer's own `Date`, so that our clock plays no part.
 */
export function retryAfterSeconds(header: string | null | undefined, date: string | null | undefined): number | null {
  const value = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const until = readMailDate(asMailDate(value));
  const now = readMailDate(asMailDate(date ?? ""));
  if (until === null || now === null) return null;
  return Math.max(0, now.until(until).total("seconds"));
}

/** The two obsolete forms of a date (RFC 9110, 5.6.7) in the form of today. None of ours lies before 2000. */
const asMailDate = (text: string): string =>
  text
    .replace(/^\w+, (\d{2})-(\w{3})-(\d{2}) /, "$1 $2 20$3 ")
    .replace(/^\w{3} (\w{3}) +(\d{1,2}) ([\d:]+) (\d{4})$/, "$2 $1 $4 $3");
