import { execFileSync } from "node:child_process";

/** Program that dumps a database. It must not be older than the server. */
const PG_DUMP = process.env.PG_DUMP ?? "pg_dump";

/**
 * Dumps a database as statements that `pg` can run: without commands of psql, and without rights for roles, which other
 * servers lack.
 */
export function dump(url: string): string {
  const text = execFileSync(PG_DUMP, ["--inserts", "--rows-per-insert=500", "--no-owner", url], {
    encoding: "utf8",
    maxBuffer: 200_000_000,
  });
  return text
    .split("\n")
    .filter((line) => !/^(\\(un)?restrict |GRANT .* TO (?!PUBLIC))/.test(line))
    .join("\n");
}
