/** One line of the table: what was measured, and what it is held against within the same run. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** What it is held against, and how it compares with it: the median of the rounds' ratios. */
  against?: { what: string; ratio: number };
  /** What it should be, and whether it is. */
  goal?: { text: string; met: boolean };
  /** What must be known to read it. */
  note?: string;
}

/** What was measured on what. */
export interface Machine {
  date: string;
  commit: string;
  node: string;
  postgresql: string;
  cpu: string;
  memory: string;
  /** Processes that wanted the cores in the minute before and after: above their number, others worked too. */
  load: string;
}

/** What one bench found. */
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

/** The table in Markdown, which can be read at the prompt as well. */
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
