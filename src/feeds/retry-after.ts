import { readMailDate } from "./document-clock.ts";

/**
 * The seconds of a `Retry-After` header (RFC 9110, 10.2.3), or null. Where it names a date it is counted from the
 * answer's own `Date`, so that our clock plays no part.
 */
export function retryAfterSeconds(headers: Headers): number | null {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const until = readMailDate(value);
  const now = readMailDate(headers.get("date") ?? "");
  if (until === null || now === null) return null;
  return Math.max(0, now.until(until).total("seconds"));
}
