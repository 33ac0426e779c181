import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";

/** Reads the query for objects of other owners from a file, without its line breaks and names. */
async function queryIn(path: string): Promise<string> {
  const text = await readFile(join(ROOT, path), "utf8");
  const query = /SELECT 'TABLE '.*?'TYPE '.*?deptype = 'e'\)/s.exec(text)?.[0] ?? "";
  return query.replace(/\s+/g, " ").replace(" AS object", "").replaceAll("quote_ident(owner_name)", "$1");
}

test("`npm run roles` and the composition hand over the same kinds of objects", async () => {
  const query = await queryIn("src/store/rights/adopt-objects.ts");
  expect(query).toContain("SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p");
  expect(await queryIn("docker/provide-roles.sql")).toBe(query);
});
