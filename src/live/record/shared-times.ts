import { Temporal } from "temporal-polyfill";
import { type Moment, type Publication, parseMoment, parsePublication } from "../../domain/time/moment.ts";
import { interned } from "./interned.ts";

/** Times parsed from text. The days and months are shared, because the records of all crossings name the same ones. */
export interface SharedTimes {
  moment(text: string): Moment;
  month(text: string): Temporal.PlainYearMonth;
  publication(text: string): Publication;
}

/** Creates the times that the records of a process share. */
export function shareTimes(): SharedTimes {
  const dated = interned((text: string) => text, parsePublication);
  // Instants seldom recur.
  const publication = (text: string) => (text.includes("T") ? parsePublication(text) : dated(text));
  return {
    publication,
    moment: (text) => (text.includes("T") ? parseMoment(text) : (dated(text) as Moment)),
    month: interned(
      (text: string) => text,
      (text) => Temporal.PlainYearMonth.from(text),
    ),
  };
}
