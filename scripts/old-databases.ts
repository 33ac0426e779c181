import { existsSync } from "node:fs";
import {
  OLD_DATABASES,
  type OldDatabase,
  readOldDatabases,
  writeOldDatabases,
} from "../test/support/upgrades/old-databases.ts";
import { checkOut } from "./old-versions/checked-out.ts";
import { dump } from "./old-versions/dump.ts";
import { leavePast } from "./old-versions/leave-past.ts";
import { listReleasedVersions } from "./old-versions/released-versions.ts";
import { progress } from "./progress.ts";
import { withScratchDatabase } from "./scratch-database.ts";

// Makes a database with each schema in the history of git, by running the version that had it. Needs DATABASE_URL, a
// server of PostgreSQL on which databases may be created, and pg_dump (or PG_DUMP) of the same version or newer.
if (!process.env.DATABASE_URL) {
  console.error("Set DATABASE_URL to a server on which databases may be created, not newer than pg_dump.");
  process.exit(2);
}
const isAll = process.argv.includes("--all");
const kept = isAll || !existsSync(OLD_DATABASES) ? [] : readOldDatabases();
const databases: OldDatabase[] = [];
for (const version of listReleasedVersions()) {
  const found = kept.find(({ schema }) => schema === version.schema);
  if (found !== undefined) {
    databases.push(found);
    continue;
  }
  progress(`${version.commit} of ${version.date}: ${version.migrations.length} migrations`);
  const checkedOut = checkOut(version.commit);
  try {
    await withScratchDatabase(async (url) => {
      const answers = await leavePast(checkedOut, url);
      const statements = checkedOut
        .statements()
        .filter((text) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text));
      databases.push({ ...version, sql: dump(url), answers, statements });
      // If a version fails, the next run continues with it.
      writeOldDatabases([...databases, ...kept.filter((each) => !databases.includes(each))], { quick: true });
    });
  } finally {
    checkedOut.remove();
  }
}
writeOldDatabases(databases);
console.log(`${databases.length} databases, ${databases.filter((each) => !kept.includes(each)).length} of them new`);
