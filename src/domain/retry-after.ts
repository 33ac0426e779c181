import { readMailDate } from "./time/printed-date.ts";

/**
 * Returns the delay of a `Retry-After` header (RFC 9110, 10.2.3) in seconds, or null. A date is compared with the
 * response's own `Date`, so this machine's clock does not matter.
 */
export function retryAfterSeconds(header: string | null | undefined, date: string | null | undefined): number | null {
  const value = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const until = readMailDate(asMailDate(value));
  const now = readMailDate(asMailDate(date ?? ""));
  if (until === null || now === null) return null;
  return Math.max(0, now.until(until).total("seconds"));
}

/** Converts the two obsolete date formats (RFC 9110, 5.6.7) to the current one. Two-digit years are from 2000 on. */
const asMailDate = (text: string): string =>
  text
    .replace(/^\w+, (\d{2})-(\w{3})-(\d{2}) /, "$1 $2 20$3 ")
    .replace(/^\w{3} (\w{3}) +(\d{1,2}) ([\d:]+) (\d{4})$/, "$2 $1 $4 $3");
