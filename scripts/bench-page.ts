import { type Result, tableOf } from "./bench-table.ts";

/** The page of results in the documentation. */
export function pageOf(results: readonly Result[]): string {
  return `# What was measured

Written by \`npm run bench -- --save\`; the numbers are in [bench.json](bench.json) too. A ratio is the median of the ratios of rounds that were
run in turn, so that whatever else the machine did hit both sides; of the past, one of medians; of import, one run to the median of rounds before and after it. Absolute numbers are of the machine below, whose
cores client, service and database share. [Why some goals are missed](decisions/0017-where-the-limits-are.md).

${tableOf(results)}

| bench | when | commit | Node | PostgreSQL | processor | memory | load of the machine |
|---|---|---|---|---|---|---|---|
${results
  .map(
    ({ bench, machine: { date, commit, node, postgresql, cpu, memory, load } }) =>
      `| ${[bench, date, commit, node, postgresql, cpu, memory, load].join(" | ")} |`,
  )
  .join("\n")}
`;
}
