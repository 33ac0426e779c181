import type { TextMessages } from "../phrases.ts";
import { inList } from "../places/in-list.ts";
import type { FoldedCounts, MonthRange } from "../record/month-counts.ts";
import { showMoment } from "../time/show-moment.ts";
import type { StatusIcon } from "../vocabulary.ts";

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

/** Order of the counts in a line. Shut and limited crossings come first, then those in doubt, and open ones last. */
const ORDER: readonly StatusIcon[] = [
  "suspended",
  "closed",
  "limited",
  "outside_hours",
  "limited_to_others",
  "doubtful",
  "unknown",
  "open",
];

/**
 * Formats the number of crossings of each status in one line, given the status icon of each crossing. A status without
 * crossings is left out, except for `open`.
 */
export function formatCountsByStatus(icons: readonly StatusIcon[], messages: TextMessages): string {
  const counted = ORDER.map((icon) => ({ icon, count: icons.filter((each) => each === icon).length }));
  const parts = counted
    .filter(({ icon, count }) => count > 0 || icon === "open")
    .map(({ icon, count }) => messages.counts.of[icon](count));
  return messages.counts.all(icons.length, parts.join(", "));
}
