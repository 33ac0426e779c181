import type { TextMessages } from "../phrases.ts";
import { verdictOf } from "../status/crossing-status.ts";
import type { Standing } from "../status/standing.ts";

/**
 * Formats the number of crossings of each status in one line. A crossing is not counted as open if all its open
 * services are unconfirmed.
 */
export function formatCountsByStatus(crossings: readonly (readonly Standing[])[], messages: TextMessages): string {
  const open = crossings.filter((standings) => verdictOf(standings).open === true);
  const sure = open.filter((standings) =>
    standings.some((each) => each.open === true && each.certainty !== "unconfirmed"),
  );
  const shut = crossings.filter((standings) => verdictOf(standings).open === false).length;
  const doubtful = crossings.length - open.length - shut;
  return messages.countsLine(crossings.length, sure.length, open.length - sure.length, shut, doubtful);
}
