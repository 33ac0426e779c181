import { Temporal } from "temporal-polyfill";
import { localDay } from "../time/local-day.ts";
import { isInstant, type Moment, startOf } from "../time/moment.ts";

/** The time at which the record begins: the first change of a status. Nothing is known about any earlier time. */
export interface RecordStart {
  /** First local day of the record. */
  day: Temporal.PlainDate;
  /** Start of the record with the precision of its source: a month, a day, or the local day of an instant. */
  moment: Temporal.PlainYearMonth | Temporal.PlainDate;
}

/**
 * Returns the start of a record from the first change of each crossing. If several crossings share the first day, the
 * least precise of their changes counts. Returns null for an empty record.
 */
export function recordStart(first: readonly { moment: Moment; zone: string }[]): RecordStart | null {
  const starts = first.map(({ moment, zone }): RecordStart => {
    const day = localDay(startOf(moment, zone), zone);
    return { day, moment: isInstant(moment) ? day : moment };
  });
  const precision = ({ moment }: RecordStart) => (moment instanceof Temporal.PlainYearMonth ? 0 : 1);
  const [earliest] = starts.sort((a, b) => Temporal.PlainDate.compare(a.day, b.day) || precision(a) - precision(b));
  return earliest ?? null;
}
