import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { HISTORY_SQL } from "../../src/store/record/history.ts";
import { LINES_SQL } from "../../src/store/record/timelines-sql.ts";
import { useDatabase } from "../support/use-database.ts";

const FOLDER = join(ROOT, "src/store/record/sql");
const read = (name: string) => readFileSync(join(FOLDER, name), "utf8");
const loan = useDatabase();

test.each([
  ["timelines.sql", LINES_SQL],
  ["history.sql", HISTORY_SQL],
])("%s is the executed statement, apart from spaces", (name, sql) => {
  const bare = (text: string) => text.replace(/^--.*$/gm, "").replace(/\s+/g, "");
  expect(bare(read(name))).toBe(bare(sql));
});

test.each(readdirSync(FOLDER))("the database accepts %s unchanged", async (name) => {
  const text = read(name);
  await connectionsOf(loan.db).pool.query(/^CREATE/m.test(text) ? text : `PREPARE shown AS ${text}; DEALLOCATE shown`);
});
