/** A row of the table: a measurement, and a reference from the same run. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** The reference, and the ratio to it: a ratio of medians, or the median of the ratios in all rounds. */
  against?: { what: string; ratio: number };
  goal?: { text: string; met: boolean };
  /** A remark needed to understand the number. */
  note?: string;
}

/** Returns the goal of a figure that must not exceed a limit. */
export const atMost = (limit: number, unit: string, value: number): NonNullable<Figure["goal"]> => ({
  text: `at most ${limit} ${unit}`,
  met: value <= limit,
});

/** Machine and versions of a bench. */
export interface Machine {
  date: string;
  commit: string;
  node: string;
  postgresql: string;
  cpu: string;
  memory: string;
  /**
   * Load average (one minute) before and after the bench. A load above the number of cores means that other programs
   * were running.
   */
  load: string;
}

export interface Result {
  bench: string;
  machine: Machine;
  figures: Figure[];
}

const number = (value: number): string => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

const HEAD = ["", "measured", "ratio", "to", "goal", ""];

/** Formats the results as a Markdown table that is also readable in a terminal. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.flatMap(({ bench, figures }) =>
    figures.map(({ what, value, unit, against, goal, note }) => [
      `${bench}: ${what}`,
      `${number(value)} ${unit}`,
      against === undefined ? "" : number(against.ratio),
      against?.what ?? "",
      goal === undefined ? "" : `${goal.text}: ${goal.met ? "met" : "**missed**"}`,
      note ?? "",
    ]),
  );
  const widths = HEAD.map((head, i) => Math.max(3, head.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 1 || i === 2 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => `${"-".repeat(width + 1)}${i === 1 || i === 2 ? ":" : "-"}`).join("|")}|`;
  return [line(HEAD), rule, ...rows.map(line)].join("\n");
}
