import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { jsonDocument, moving } from "../feeds/port-sample.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";

let database: LoanedDatabase;
let folder: string;
beforeAll(async () => {
  database = await loanDatabase({ seeded: false });
  folder = await mkdtemp(join(tmpdir(), "garita-replay-"));
});
afterAll(async () => {
  await database.release();
  await rm(folder, { recursive: true });
});

test("a replay skips files that are not feeds, lists them, and polls the others", async () => {
  const lane = moving("25", "At 1:00 pm CST");
  const row = { port_number: "535504", date: "11/10/2026", time: "13:20:00", passenger: { standard: lane } };
  const files = {
    "feed.json": jsonDocument(row),
    "package.json": '{"name":"captures"}',
    "cut.json": jsonDocument(row).slice(0, -20),
    "news.rss": "<rss version='2.0'><channel><title>News</title></channel></rss>",
    "broken.xml": "<border_wait_time><port>",
    "page.xml": "<html></html>",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const env = { ...process.env, NODE_OPTIONS: "", DATABASE_URL: database.url };
  const { code, out } = await new Promise<{ code: unknown; out: string }>((done) => {
    execFile(process.execPath, [join(ROOT, "dist/scripts/replay.js"), folder], { env }, (error, out) =>
      done({ code: error?.code ?? 0, out }),
    );
  });
  expect(code).toBe(0);
  for (const name of ["package.json", "cut.json", "news.rss", "broken.xml", "page.xml"])
    expect(out).toContain(`${name}: skipped, because it is not a document of the feed with a date`);
  expect(out).toContain("1 captures from");
  expect(out).toMatch(/feed\.json {2}succeeded {2}1 moving/);
});
