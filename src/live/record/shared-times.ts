import { Temporal } from "temporal-polyfill";
import { remembered } from "../../domain/remembered.ts";
import { type Moment, type Publication, parseMoment, parsePublication } from "../../domain/time/moment.ts";

/** Times parsed from text. The days and months are shared, because the records of all crossings name the same ones. */
export interface SharedTimes {
  moment(text: string): Moment;
  month(text: string): Temporal.PlainYearMonth;
  publication(text: string): Publication;
}

/** Creates the times that the records of a process share. */
export function shareTimes(): SharedTimes {
  const dated = remembered((text: string) => parsePublication(text));
  // Instants seldom recur.
  const publication = (text: string) => (text.includes("T") ? parsePublication(text) : dated(text));
  return {
    publication,
    moment: (text) => (text.includes("T") ? parseMoment(text) : (dated(text) as Moment)),
    month: remembered((text: string) => Temporal.PlainYearMonth.from(text)),
  };
}
