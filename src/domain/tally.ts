import type { Standing } from "./standing.ts";
import { verdictOf } from "./verdict.ts";

/** How many crossings stand how, in one line. One whose every open service is unconfirmed is not counted as plainly open. */
export function tallyOf(crossings: readonly (readonly Standing[])[]): string {
  const open = crossings.filter((standings) => verdictOf(standings).open === true);
  const sure = open.filter((standings) =>
    standings.some((each) => each.open === true && each.certainty !== "unconfirmed"),
  );
  const shut = crossings.filter((standings) => verdictOf(standings).open === false).length;
  const doubtful = crossings.length - open.length - shut;
  return `${crossings.length} crossings: ${sure.length} open, ${open.length - sure.length} open on record but unconfirmed, ${shut} not open, ${doubtful} in doubt`;
}
