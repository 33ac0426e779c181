import type { TextMessages } from "../phrases.ts";
import type { StatusIcon } from "../vocabulary.ts";

/** The order of a line of counts: what is shut first, then what is in doubt. */
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
