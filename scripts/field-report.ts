import type { Outcome } from "../test/support/field/round.ts";

/** Formats an outcome as a line to print during the test. */
export const outcomeLine = (round: number, { title, seconds, error }: Outcome): string =>
  `round ${round + 1}  ${error === null ? "passed" : "FAILED"}  ${seconds.toFixed(1).padStart(5)} s  ${title}${error === null ? "" : `\n${error.message}`}`;

/** Formats a table of steps: how often each ran and failed, the clients' last observations, and the first failure. */
export function fieldReport(outcomes: readonly Outcome[]): string {
  const titles = [...new Set(outcomes.map(({ title }) => title))];
  return titles
    .map((title) =>
      section(
        title,
        outcomes.filter((each) => each.title === title),
      ),
    )
    .join("\n");
}

function section(title: string, outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ error }) => error !== null);
  const slowest = Math.max(...outcomes.map(({ seconds }) => seconds));
  const seen = outcomes.findLast((each) => each.seen !== null)?.seen;
  const rows: [string, string][] = [
    ["times", `${outcomes.length}, of which ${failed.length} failed; the slowest took ${slowest.toFixed(1)} s`],
    ...(seen == null
      ? []
      : ([
          ["a traveller saw", seen.traveller],
          ["an operator saw", seen.operator],
          ["an app saw", seen.app],
        ] as [string, string][])),
    ...failed.slice(0, 1).map(({ error }): [string, string] => ["failed with", error?.message ?? ""]),
  ];
  return [
    title,
    ...rows.map(([name, text]) => `  ${name.padEnd(16)}${text.replaceAll("\n", "\n".padEnd(19))}`),
    "",
  ].join("\n");
}
