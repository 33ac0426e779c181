import { Temporal } from "temporal-polyfill";
import { localDay } from "../../domain/time/local-day.ts";
import type { CachePolicy, SavedFile } from "../route.ts";

/** Time zone of the days in file names, for answers about no particular crossing. Most crossings use Central time. */
const BORDER_ZONE = "America/Chicago";

/** Returns the local day of an instant for a file name, in the zone of the crossing if there is one. */
export const fileDay = (instant: string, timeZone: string = BORDER_ZONE): string =>
  String(localDay(Temporal.Instant.from(instant), timeZone));

/** Returns the local days of a period for a file name, in the zone of the crossing if there is one. */
export function fileDays({ from, to }: { from: string; to: string }, timeZone?: string): string {
  const start = Temporal.Instant.from(from);
  // `to` is exclusive: it is the first instant after the period. An empty period is named after its start.
  const end = Temporal.Instant.from(to).subtract({ milliseconds: 1 });
  const last = Temporal.Instant.compare(start, end) < 0 ? end : start;
  return `${fileDay(from, timeZone)}-to-${fileDay(String(last), timeZone)}`;
}

/**
 * Returns the header with the name under which a browser saves an answer, and the cache policy of the answer. The name
 * states the contents and the days covered or, if no days are given, the day of creation. An answer named after the day
 * of its creation is not cached beyond the end of that day.
 */
export function savedFile(
  name: string,
  file: SavedFile | undefined,
  keep: CachePolicy | undefined,
): { headers: Record<string, string>; keep: CachePolicy | undefined } {
  if (file === undefined || keep === undefined) return { headers: {}, keep };
  const { of, days } = file;
  const made = keep.at.toZonedDateTimeISO(BORDER_ZONE);
  const headers = {
    "Content-Disposition": `attachment; filename="garita-${of}-${days ?? made.toPlainDate()}.${name}"`,
  };
  if (days !== undefined) return { headers, keep };
  const midnight = made.startOfDay().add({ days: 1 }).toInstant();
  const isSooner = keep.expiresAt !== null && Temporal.Instant.compare(keep.expiresAt, midnight) < 0;
  return { headers, keep: { ...keep, dated: false, expiresAt: isSooner ? keep.expiresAt : midnight } };
}
