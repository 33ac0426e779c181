import type { Crossing } from "../../domain/places/crossing.ts";
import { isUntouched, type TypedLine, type TypedReport } from "../../web/desk/form/report.ts";

/** The part of a form's line that concerns one crossing. It becomes one change or one claim of the report. */
export interface SpreadLine {
  line: TypedLine;
  /** Index of the line in the form. */
  index: number;
  /** Slug of the crossing. Empty if none was chosen. */
  crossing: string;
  /** True for the announced reopening at the end of a closure. */
  isReopening: boolean;
}

/**
 * Returns the form with the chosen crossings of each line in the order of the form's list. Without this sorting, the
 * draft would depend on the order in which a client sends the crossings.
 */
export function inListedOrder(typed: TypedReport, crossings: ReadonlyMap<string, Crossing>): TypedReport {
  const listed = [...crossings.keys()];
  const inOrder = (chosen: string[]): string[] => [
    ...listed.filter((slug) => chosen.includes(slug)),
    ...new Set(chosen.filter((slug) => !crossings.has(slug))),
  ];
  return { ...typed, lines: typed.lines.map((line) => ({ ...line, crossings: inOrder(line.crossings) })) };
}

/**
 * Spreads the lines of a form over their crossings, in the order of the report's changes and claims. An announced
 * reopening is a change of its own. Lines in which nothing was entered are left out.
 */
export const spreadLines = ({ lines }: TypedReport): SpreadLine[] =>
  lines.flatMap((line, index) => {
    if (isUntouched(line)) return [];
    const crossings = line.crossings.length === 0 ? [""] : line.crossings;
    const parts = line.says === "change" && line.ending === "announced" ? [false, true] : [false];
    return crossings.flatMap((crossing) => parts.map((isReopening) => ({ line, index, crossing, isReopening })));
  });

/**
 * Returns the form with `lifts` set to "all" in each line that opens one of the given crossings or announces its
 * reopening. A line that also concerns other crossings is split in two.
 */
export const liftingAt = (typed: TypedReport, slugs: readonly string[]): TypedReport => ({
  ...typed,
  lines: typed.lines.flatMap((line) => {
    const isOpening = line.status === "open" || line.status === "limited" || line.ending === "announced";
    const lifted = line.crossings.filter((slug) => slugs.includes(slug));
    const others = line.crossings.filter((slug) => !slugs.includes(slug));
    if (line.says !== "change" || !isOpening || lifted.length === 0) return [line];
    const all = { ...line, crossings: lifted, lifts: "all" };
    return others.length === 0 ? [all] : [{ ...line, crossings: others }, all];
  }),
});
