import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { isCounted, type MutationScore, scoreOf } from "./mutation-score.ts";
import type { TestedMutant } from "./stryker-api.ts";

/** The longest text of a mutant on one line. */
const LONGEST = 90;

/**
 * Writes the scores and the surviving mutants, one per line: its place, what it was, and what it became.
 * @param root the folder from which the places are named
 * @param total the number of mutants from which the tested ones were chosen
 */
export function mutationReport(results: readonly TestedMutant[], root: string, total: number): string {
  const counted = results.filter(isCounted);
  const placed = counted.map((mutant) => ({ mutant, file: relative(root, mutant.fileName).replaceAll("\\", "/") }));
  const folders = [...new Set(placed.map(({ file }) => file.split("/").slice(0, 2).join("/")))].sort();
  const missed = placed
    .filter(({ mutant: { status } }) => status === "Survived" || status === "NoCoverage")
    .sort((a, b) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.mutant.location.start.line - b.mutant.location.start.line,
    );
  const scores = folders.map((folder) =>
    scoreLine(folder, scoreOf(placed.filter(({ file }) => file.startsWith(`${folder}/`)).map(({ mutant }) => mutant))),
  );
  return [
    ...missed.map(({ mutant }) => survivorLine(mutant, root)),
    ...(missed.length > 0 ? [""] : []),
    ...(folders.length > 1 ? scores : []),
    scoreLine("all", scoreOf(counted)),
    counted.length < total
      ? `${counted.length} of ${total} mutants. With a confidence of 95 %, ${intervalText(scoreOf(counted))} of all are noticed.`
      : `All ${total} mutants.`,
  ].join("\n");
}

function scoreLine(name: string, { killed, timedOut, survived, uncovered, percent }: MutationScore): string {
  return `${name}: ${percent.toFixed(1)} % noticed (${killed} killed, ${timedOut} timed out, ${survived} survived, ${uncovered} in code that no test ran)`;
}

const intervalText = ({ interval: [least, most] }: MutationScore): string =>
  `${least.toFixed(1)} to ${most.toFixed(1)} %`;

/** Writes a mutant in one line: its place, what it was, and what it became. */
export function survivorLine(mutant: TestedMutant, root: string): string {
  const { fileName, location, replacement, mutatorName, status } = mutant;
  const { start, end } = location;
  const file = relative(root, fileName).replaceAll("\\", "/");
  const lines = readFileSync(fileName, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column - 1) ?? "";
  lines[0] = lines[0]?.slice(start.column - 1) ?? "";
  const note = status === "NoCoverage" ? " (no test ran it)" : "";
  return `${file}:${start.line}:${start.column} ${mutatorName}: ${shorten(lines.join("\n"))} → ${shorten(replacement)}${note}`;
}

function shorten(code: string): string {
  const line = code.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
