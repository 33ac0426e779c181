import { type Result, tableOf } from "./bench-table.ts";

/** Returns the page `docs/bench.md` with the results. */
export function pageOf(results: readonly Result[]): string {
  return `# Measurements

\`npm run bench -- --save\` writes this page; the numbers are also in [bench.json](bench.json). Most ratios are medians: the ratio is taken for each pair of rounds, and the median of these is shown. The rounds of a pair ran one after the other, in alternating order, so other work on the machine affected both sides. For
\`past\` and \`stream\`, the median of each side is taken over all rounds, and the ratio of the two is shown. For \`import\`, one run is compared with the median of the rounds before and after it. Absolute numbers are from the machine below, where the client, the service and the database share the cores.
[Decision 17](decisions/0017-where-the-limits-are.md) explains why some goals are missed.

${tableOf(results)}

| bench | date | commit | Node | PostgreSQL | processor | memory | load of the machine |
|---|---|---|---|---|---|---|---|
${results
  .map(
    ({ bench, machine: { date, commit, node, postgresql, cpu, memory, load } }) =>
      `| ${[bench, date, commit, node, postgresql, cpu, memory, load].join(" | ")} |`,
  )
  .join("\n")}
`;
}
