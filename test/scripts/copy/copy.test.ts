import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { machineClock } from "../../../src/clock.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { runCommand, type Said } from "../../support/command.ts";
import { checkWithoutGarita } from "../../support/copies/altered-copy.ts";
import { compareServices } from "../../support/copies/compared-services.ts";
import { makeRandomQuestions } from "../../support/copies/random-questions.ts";
import { fillWithRichLog } from "../../support/copies/rich-log.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { startProcess } from "../../support/service-process.ts";

const RUNS = Number(process.env.GARITA_RUNS ?? 1);
/** 5,000 with GARITA_RUNS=20. */
const QUESTIONS = 250 * RUNS;

let original: LoanedDatabase;
let copy: LoanedDatabase;
let folder: string;
let written: string;
let head: { seq: number; hash: string; reports: number; signature: string };
beforeAll(async () => {
  original = await loanDatabase({ seeded: true });
  copy = await loanDatabase();
  folder = mkdtempSync(join(tmpdir(), "garita-copy-"));
  written = join(folder, "written");
  const db = openDatabase(original.url, () => undefined);
  await fillWithRichLog(db, 6);
  await db.close();
  const service = await startProcess(original.url, { GARITA_DATA: join(folder, "data") });
  head = (await (await fetch(`${service.url}/v1/log/head`)).json()) as typeof head;
  await service.stop();
});
afterAll(async () => {
  await original.release();
  await copy.release();
  rmSync(folder, { recursive: true });
});

const settingsOf = ({ url }: LoanedDatabase) => ({
  DATABASE_URL: url,
  GARITA_DATA: join(folder, "data"),
  LOG_LEVEL: "error",
});
const run = (script: string, on: LoanedDatabase, ...args: string[]): Promise<Said> =>
  runCommand(script, args, settingsOf(on));

async function ask(database: LoanedDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

describe("a copy in a folder", () => {
  test("has the whole log by year, with the head that the service answers", async () => {
    expect(await run("export.js", original, written)).toEqual({
      code: 0,
      out: `${written} has a copy of ${head.reports.toLocaleString("en-US")} reports. Its head is seq ${head.seq}, ${head.hash}.\n`,
      err: "",
    });
    expect(JSON.parse(readFileSync(join(written, "head.json"), "utf8"))).toEqual(head);
    expect(head.signature).toMatch(/=$/);
    const years = await ask(
      original,
      "SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY') AS year, count(*)::int AS n FROM report GROUP BY 1 ORDER BY 1",
    );
    for (const { year, n } of years) {
      const lines = readFileSync(join(written, `log/${year}.ndjson`), "utf8")
        .trimEnd()
        .split("\n");
      expect(lines).toHaveLength(n as number);
    }
    expect(readdirSync(folder).sort()).toEqual(["data", "written"]);
  });

  test("has the reports as the export of the API has them", async () => {
    const service = await startProcess(original.url);
    const exported = await (await fetch(`${service.url}/v1/export`)).text();
    await service.stop();
    const files = readdirSync(join(written, "log")).sort();
    expect(files.map((file) => readFileSync(join(written, "log", file), "utf8")).join("")).toBe(exported);
  });

  test("has nothing secret", async () => {
    const names = readdirSync(written, { recursive: true, encoding: "utf8" });
    const texts = names.filter((name) => /\.\w+$/.test(name)).map((name) => readFileSync(join(written, name), "utf8"));
    const secrets = await ask(original, "SELECT hash FROM api_key");
    expect(secrets.length).toBeGreaterThan(0);
    for (const { hash } of secrets) for (const text of texts) expect(text).not.toContain(hash);
    expect(texts.join("")).not.toContain("PRIVATE KEY");
  });

  test("can be checked without Garita, as the document says", () => {
    expect(checkWithoutGarita(written)).toEqual({
      code: 0,
      out: `${head.reports} reports are as they were recorded, up to seq ${head.seq}, ${head.hash}.\n`,
    });
    const altered = join(folder, "altered");
    cpSync(written, altered, { recursive: true });
    const [file = ""] = readdirSync(join(altered, "log"));
    const path = join(altered, "log", file);
    writeFileSync(path, readFileSync(path, "utf8").replace('"note":"', '"note":"Not '));
    expect(checkWithoutGarita(altered)).toMatchObject({ code: 1, out: "" });
    rmSync(altered, { recursive: true });
  });

  test("replaces an earlier copy, and nothing else", async () => {
    const other = join(folder, "other");
    mkdirSync(other);
    expect(await run("export.js", original, other)).toMatchObject({ code: 0 });
    const before = readFileSync(join(other, "SHA256SUMS"), "utf8");
    expect(await run("export.js", original, other)).toMatchObject({ code: 0 });
    const logsIn = (sums: string) => sums.split("\n").filter((line) => line.includes("log/"));
    expect(logsIn(readFileSync(join(other, "SHA256SUMS"), "utf8"))).toEqual(logsIn(before));
    writeFileSync(join(other, "letter.txt"), "keep me");
    expect(await run("export.js", original, other)).toEqual({
      code: 2,
      out: "",
      err: `${other} is neither empty nor an earlier copy, so it stays as it is. letter.txt in ${other} is not part of the copy: SHA256SUMS does not list it.\n`,
    });
    expect(readFileSync(join(other, "letter.txt"), "utf8")).toBe("keep me");
    rmSync(other, { recursive: true });
    expect(readdirSync(folder).sort()).toEqual(["data", "written"]);
    expect(await run("export.js", original)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^npm run export -- folder/),
    });
  });
});

describe("an import of the copy", () => {
  test("gives a log that is verified and has the same head", async () => {
    expect(await run("import.js", copy, written, "--name", "desk")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^There is no readable file/),
    });
    expect(await run("import.js", copy, written)).toEqual({
      code: 0,
      out: `${head.reports.toLocaleString("en-US")} reports stored. The head of the log is seq ${head.seq}, ${head.hash}, as in the copy.\n`,
      err: "",
    });
    expect(await run("verify.js", copy)).toMatchObject({ code: 0, err: "" });
    expect(
      await run("verify.js", copy, "--head", join(written, "head.json"), "--key", join(written, "keys.json")),
    ).toMatchObject({
      code: 0,
      out: expect.stringContaining("whose signature is valid"),
    });
  });

  test("stores every row of the original as it was", async () => {
    const tables =
      "report status_change hours_change hours_exception claim traffic_count mark count_report report_hash observation feed_hour feed_source wait_sample service feed_row port area region country";
    for (const table of tables.split(" ")) {
      const all = `SELECT t::text FROM ${table} t ORDER BY t::text`;
      const rows = await ask(original, all);
      expect([table, await ask(copy, all)]).toEqual([table, rows]);
      expect([table, rows.length > 0]).toEqual([table, true]);
    }
  });

  test(
    "gives the same answers to random questions",
    async () => {
      const db = openDatabase(original.url, () => undefined);
      const questions = await makeRandomQuestions(db, QUESTIONS, Math.trunc(Math.random() * 2 ** 31)).finally(() =>
        db.close(),
      );
      const { differences, statuses } = await compareServices([original.url, copy.url], machineClock(), questions);
      expect(differences).toEqual([]);
      expect(statuses[200] ?? 0).toBeGreaterThan(0.95 * QUESTIONS);
    },
    180_000 * RUNS,
  );

  test("gives the same copy again", async () => {
    const again = join(folder, "again");
    expect(await run("export.js", copy, again)).toMatchObject({ code: 0 });
    const sumsIn = (name: string) =>
      readFileSync(join(name, "SHA256SUMS"), "utf8")
        .split("\n")
        .filter((line) => !/copy\.json|keys\.json|head\.json/.test(line));
    expect(sumsIn(again)).toEqual(sumsIn(written));
    rmSync(again, { recursive: true });
  });

  test("is refused by a database that is not empty", async () => {
    expect(await run("import.js", copy, written)).toEqual({
      code: 1,
      out: "",
      err: expect.stringMatching(
        /^The database already has [\d,]+ reports\. A copy is imported only into an empty database: .* Nothing was stored\.\n$/,
      ),
    });
  });

  test("gives a service that starts without adding the seed again, and continues the log", async () => {
    const [before] = await ask(copy, "SELECT count(*)::int AS n, max(seq)::int AS seq FROM report");
    const service = await startProcess(copy.url, { GARITA_DATA: join(folder, "copied-data") });
    const now = (await (await fetch(`${service.url}/v1/log/head`)).json()) as typeof head;
    expect(now).toMatchObject({ seq: head.seq, hash: head.hash, reports: head.reports });
    // The new service signs with a key of its own.
    expect(now.signature).not.toBe(head.signature);
    expect(now.signature).toMatch(/=$/);
    await service.stop();
    expect(await ask(copy, "SELECT count(*)::int AS n, max(seq)::int AS seq FROM report")).toEqual([before]);
    expect(await ask(copy, "SELECT nextval('report_seq')::int AS next")).toEqual([{ next: head.seq + 1 }]);
  });
});
