import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ROOT } from "../src/root.ts";
import { compareSchema } from "./compare-schema.ts";
import { withScratchDatabase } from "./scratch-database.ts";
import { compareSql, writeSql } from "./sql-files.ts";

// Tests pass their own folders.
const [folder = join(ROOT, "prisma"), sqlFolder = join(ROOT, "src/store/record/sql")] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith("--"));
const prismaDir = resolve(folder);
const { drift, history, missing, unlisted, extras, sql } = await withScratchDatabase((url) =>
  compareSchema(url, prismaDir),
);

if (process.argv.includes("--write")) {
  await writeFile(join(prismaDir, "extras.txt"), `${extras.join("\n")}\n`);
  console.log(
    `Wrote prisma/extras.txt: ${extras.length} database objects that only the migrations define. Review the difference.`,
  );
  await writeSql(sqlFolder, sql);
  console.log(`Wrote ${sql.size} copies of the executed SQL.`);
} else {
  const list = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
  const complaints = [
    ...list("prisma/schema.prisma differs from the migrations by this SQL:", drift === "" ? [] : drift.split("\n")),
    ...list("Prisma's own tool reports errors in the history of migrations:", history),
    ...list("Missing: prisma/extras.txt lists objects that the migrations no longer create:", missing),
    ...list("Not in prisma/extras.txt (list it with 'npm run check -- --write'):", unlisted),
    ...list(
      "The copies of the SQL are out of date (update them with 'npm run check -- --write'):",
      await compareSql(sqlFolder, sql),
    ),
  ];
  for (const line of complaints) console.error(line);
  if (complaints.length > 0) process.exitCode = 1;
}
