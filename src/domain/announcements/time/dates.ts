/** A day as a text names it. Most need the day of publication to become a date. */
export type NamedDay =
  | { kind: "date"; month: number; day: number; year: number | null }
  | { kind: "weekday"; weekday: number }
  | { kind: "offset"; days: number }
  | { kind: "month"; month: number; year: number }
  | { kind: "year"; year: number };

export interface FoundDay {
  day: NamedDay;
  index: number;
  end: number;
}

const MONTHS = [
  ["january", "jan", "enero", "ene"],
  ["february", "feb", "febrero"],
  ["march", "mar", "marzo"],
  ["april", "apr", "abril", "abr"],
  ["may", "mayo"],
  ["june", "jun", "junio"],
  ["july", "jul", "julio"],
  ["august", "aug", "agosto", "ago"],
  ["september", "sept", "sep", "septiembre"],
  ["october", "oct", "octubre"],
  ["november", "nov", "noviembre"],
  ["december", "dec", "diciembre", "dic"],
];
const WEEKDAYS = [
  ["monday", "lunes", "mon"],
  ["tuesday", "martes", "tues"],
  ["wednesday", "miercoles", "wed"],
  ["thursday", "jueves", "thurs"],
  ["friday", "viernes", "fri"],
  ["saturday", "sabado", "sat"],
  ["sunday", "domingo", "sun"],
];
const MONTH = MONTHS.flat()
  .sort((a, b) => b.length - a.length)
  .join("|");
const WEEKDAY = WEEKDAYS.flat()
  .sort((a, b) => b.length - a.length)
  .join("|");

const ANY_DAY = new RegExp(
  [
    `(?:\\b(?:${WEEKDAY})\\.?,? (?:el )?)?\\b(?<en>${MONTH})\\.? (?<enDay>\\d{1,2})(?:st|nd|rd|th)?\\b(?!:|\\d| ?[ap]\\.? ?m)(?:,? (?<enYear>20\\d\\d))?`,
    `(?:\\b(?:${WEEKDAY}),? (?:el )?)?\\b(?<esDay>\\d{1,2})(?:st|nd|rd|th|o)? (?:de )?(?<es>${MONTH})\\b\\.?(?:,? (?:de |del )?(?<esYear>20\\d\\d))?`,
    `\\b(?<monthOf>${MONTH})\\.? (?:de |del )?(?<monthYear>20\\d\\d)\\b`,
    "\\b(?:in|since|during|en|desde) (?<year>20\\d\\d)\\b",
    `\\b(?<usMonth>\\d{1,2})/(?<usDay>\\d{1,2})(?:/(?<usYear>20\\d\\d))?\\b(?!/)`,
    `\\b(?<weekday>${WEEKDAY})\\b`,
    "\\b(?<today>today|tonight|this (?:morning|afternoon|evening|hour)|hoy|esta (?:manana|tarde|noche))\\b",
    "\\b(?<tomorrow>tomorrow|(?<!la |de |por )(?:a partir de |desde |hasta )?manana(?! del mismo))\\b",
    "\\b(?<yesterday>yesterday|last night|ayer|anoche)\\b",
  ].join("|"),
  "g",
);

/** Returns the days in a clause of normalized text, in English or Spanish, in order. */
export const daysIn = (clause: string): FoundDay[] =>
  [...clause.matchAll(ANY_DAY)].flatMap(({ 0: text, index, groups = {} }) => {
    const day = dayOf(groups);
    return day === null ? [] : [{ day, index, end: index + text.length }];
  });

function dayOf(groups: Record<string, string | undefined>): NamedDay | null {
  const { en, enDay, enYear, es, esDay, esYear, usMonth, usDay, usYear, weekday } = groups;
  if (groups.monthOf !== undefined)
    return { kind: "month", month: placeIn(MONTHS, groups.monthOf), year: Number(groups.monthYear) };
  if (groups.year !== undefined) return { kind: "year", year: Number(groups.year) };
  if (weekday !== undefined) return { kind: "weekday", weekday: placeIn(WEEKDAYS, weekday) };
  if (groups.today !== undefined) return { kind: "offset", days: 0 };
  if (groups.tomorrow !== undefined) return { kind: "offset", days: 1 };
  if (groups.yesterday !== undefined) return { kind: "offset", days: -1 };
  const month = en !== undefined ? placeIn(MONTHS, en) : es !== undefined ? placeIn(MONTHS, es) : Number(usMonth);
  const day = Number(enDay ?? esDay ?? usDay);
  const year = enYear ?? esYear ?? usYear;
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return { kind: "date", month, day, year: year === undefined ? null : Number(year) };
}

/** Returns the position of the first list that contains the word, counted from 1. Returns 0 if none does. */
const placeIn = (lists: readonly string[][], word: string): number =>
  lists.findIndex((list) => list.includes(word)) + 1;

/** Returns the number of a weekday, Monday being 1, or 0 for another word. */
export const weekdayOf = (word: string): number => placeIn(WEEKDAYS, word.replace(/s$/, "")) || placeIn(WEEKDAYS, word);

/** Weekday names as regular-expression alternatives. */
export const WEEKDAY_WORDS = WEEKDAY;
/** Month names as regular-expression alternatives. */
export const MONTH_WORDS = MONTH;
