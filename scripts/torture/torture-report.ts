import type { TortureOutcome } from "./part.ts";

/** Outcome of a part, with its name and its time. */
export interface PartOutcome extends TortureOutcome {
  name: string;
  seconds: number;
}

/** Formats a table of the parts, followed by every fault and everything that was skipped. */
export function tortureReport(parts: readonly PartOutcome[]): string {
  const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const sections = parts.flatMap(({ name, found, skipped }) => [
    ...skipped.map((reason) => `- ${name}: skipped: ${reason}`),
    ...found.map((fault) => `- ${name}: fault: ${fault.replaceAll("\n", " ")}`),
  ]);
  return [
    row(["part", "done", "skipped", "faults", "seconds"]),
    row(["---", "---", "---", "---", "---"]),
    ...parts.map(({ name, done, skipped, found, seconds }) =>
      row([name, done.join("; "), String(skipped.length), String(found.length), seconds.toFixed(0)]),
    ),
    ...(sections.length > 0 ? ["", ...sections] : []),
  ].join("\n");
}
