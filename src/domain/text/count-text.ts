import type { TextMessages } from "../phrases.ts";
import { inList } from "../places/in-list.ts";
import type { FoldedCounts, MonthRange } from "../record/month-counts.ts";
import { showMoment } from "../time/show-moment.ts";

/** Formats a number for readers: `74,611`. */
export const showNumber = (number: number, { listLocale }: Pick<TextMessages, "listLocale">): string =>
  number.toLocaleString(listLocale);

/**
 * Formats the summary of a service's counts as a sentence: `Traffic counted every month from Jan 2008 to Dec 2025,
 * except for …`.
 */
export function foldedText({ from, to, nobody, missing }: FoldedCounts, messages: TextMessages): string {
  const phrases = messages.reports;
  const show = (month: MonthRange["from"]) => showMoment(month, "UTC", messages);
  const list = (ranges: readonly MonthRange[]) =>
    ranges.length === 0
      ? null
      : inList(
          ranges.map((range) =>
            range.from.equals(range.to) ? show(range.from) : `${show(range.from)}${phrases.to}${show(range.to)}`,
          ),
          messages,
        );
  return phrases.countedMonths(show(from), show(to), list(nobody), list(missing));
}
