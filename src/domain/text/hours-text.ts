import { MONTH_NAMES } from "../hours/day-selector.ts";
import type { ExceptionHours } from "../hours/exceptions.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { TextMessages } from "../phrases.ts";

type HoursWords = Pick<TextMessages, "hoursWords">;

/**
 * Formats weekly hours for readers: `Mo-Fr 06:00-24:00; Sa-Su unknown` becomes `Mon-Fri 06:00-24:00; Sat-Sun not
 * known`.
 */
export const showHours = ({ text }: Hours, { hoursWords }: HoursWords): string =>
  text.replace(/Mo-Su|24\/7|[A-Za-z]+/g, (word) => hoursWords[word] ?? word);

const DATE = new RegExp(
  String.raw`(?:(\d{4}) )?\b(${MONTH_NAMES.join("|")})\b(?: 0?(\d{1,2})(?:-0?(\d{1,2}))?(?![\d:]))?`,
  "g",
);

/**
 * Formats an exception for readers: `2023 Sep 01 06:00-22:00; PH:US:labor-day off` becomes `1 Sep 2023 06:00-22:00;
 * Labor Day shut`.
 */
export function showException({ text }: ExceptionHours, { months, hoursWords }: HoursWords & MonthWords): string {
  const dated = text.replace(DATE, (_, year?: string, month = "", day?: string, last?: string) => {
    const days = day === undefined ? undefined : last === undefined ? day : `${day}-${last}`;
    return [days, `{${MONTH_NAMES.indexOf(month)}}`, year].filter((part) => part !== undefined).join(" ");
  });
  return dated
    .replace(/ ?([,;]) ?/g, "$1 ")
    .replace(/PH(?::[A-Z]{2}(?::[a-z-]+)?)?|Mo-Su|[A-Za-z]+/g, (word) => hoursWords[word] ?? word)
    .replace(/\{(\d+)\}/g, (_, month: string) => months[Number(month)] ?? "");
}

type MonthWords = Pick<TextMessages, "months">;
