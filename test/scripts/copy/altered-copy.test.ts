import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { runCommand, type Said } from "../../support/command.ts";
import { renewSums, swapLines } from "../../support/copies/altered-copy.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { startProcess } from "../../support/service-process.ts";

let copy: LoanedDatabase;
let folder: string;
let written: string;
beforeAll(async () => {
  const original = await loanDatabase({ seeded: true });
  copy = await loanDatabase();
  folder = mkdtempSync(join(tmpdir(), "garita-copy-"));
  written = join(folder, "written");
  // The start makes the key that signs the head.
  await (await startProcess(original.url, { GARITA_DATA: join(folder, "data") })).stop();
  const client = new pg.Client(original.url);
  await client.connect();
  await client.query(
    `INSERT INTO wait_sample (crossing, mode, direction, lane, hour, minutes, filed_at)
     VALUES ('lukeville', 'passenger', 'northbound', 'standard', '2026-01-01T00:00Z', 20, '2026-01-01T00:30Z')`,
  );
  await client.end();
  expect(await run("export.js", original, written)).toMatchObject({ code: 0 });
  await original.release();
});
afterAll(async () => {
  await copy.release();
  rmSync(folder, { recursive: true });
});

const run = (script: string, { url }: LoanedDatabase, ...args: string[]): Promise<Said> =>
  runCommand(script, args, { DATABASE_URL: url, GARITA_DATA: join(folder, "data"), LOG_LEVEL: "error" });

async function ask(database: LoanedDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

describe("a copy that is not as it was written is refused, and nothing is stored", () => {
  const alter = async (change: (folder: string) => void, withSums = false): Promise<Said> => {
    const altered = join(folder, "altered");
    cpSync(written, altered, { recursive: true });
    change(altered);
    if (withSums) renewSums(altered);
    const said = await run("import.js", copy, altered);
    rmSync(altered, { recursive: true });
    const [row] = await ask(
      copy,
      "SELECT (SELECT count(*) FROM report) + (SELECT count(*) FROM crossing) + (SELECT count(*) FROM proposal) AS n",
    );
    expect(row).toEqual({ n: "0" });
    expect(said).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/Nothing was stored\.\n$/) });
    return said;
  };
  const year = () => readdirSync(join(written, "log")).sort()[0] ?? "";
  const rewrite = (path: string, change: (text: string) => string) => (altered: string) =>
    writeFileSync(join(altered, path), change(readFileSync(join(altered, path), "utf8")));

  test.each([
    ["a changed line", (text: string) => text.replace('"note":"', '"note":"Not '), /was altered: its content/],
    [
      "a missing line",
      (text: string) => text.split("\n").toSpliced(3, 1).join("\n"),
      /does not follow the report before/,
    ],
    [
      "a missing last line",
      (text: string) => text.split("\n").toSpliced(-2, 1).join("\n"),
      /^The log does not end as head\.json says/,
    ],
    ["two exchanged lines", (text: string) => swapLines(text), /does not follow the report before|does not come after/],
    ["a line that is no report", (text: string) => `{}\n${text}`, /, line 1: /],
    ["a cut line", (text: string) => text.slice(0, -20), /, line \d+: /],
  ] as const)("%s, even with new checksums", async (_, change, fault) => {
    expect((await alter(rewrite(`log/${year()}`, change))).err).toMatch(
      /^log\/\d+\.ndjson was altered or is incomplete/,
    );
    expect((await alter(rewrite(`log/${year()}`, change), true)).err).toMatch(fault);
  });

  test("a changed head, even with new checksums", async () => {
    const change = rewrite("head.json", (text) => text.replace(/"seq": \d+/, '"seq": 1'));
    expect((await alter(change)).err).toMatch(/^head\.json was altered or is incomplete/);
    expect((await alter(change, true)).err).toMatch(/^head\.json was altered: its signature is not valid/);
    const unsigned = rewrite("head.json", (text) =>
      JSON.stringify({ ...JSON.parse(text), hash: "0".repeat(64), signature: null, keyId: null }),
    );
    expect((await alter(unsigned, true)).err).toMatch(/^The log does not end as head\.json says/);
  });

  test("a missing file, an additional file, and a row that the database refuses", async () => {
    expect((await alter((altered) => rmSync(join(altered, `log/${year()}`)))).err).toMatch(
      /^log\/\d+\.ndjson is missing/,
    );
    expect((await alter((altered) => rmSync(join(altered, "SHA256SUMS")))).err).toMatch(/is not a complete copy/);
    expect((await alter((altered) => writeFileSync(join(altered, "log/1999.ndjson"), "{}\n"))).err).toMatch(
      /^log\/1999\.ndjson in .* is not part of the copy/,
    );
    const negative = rewrite("rows/wait_sample/2026.ndjson", (text) => text.replace(/"minutes": ?\d+/, '"minutes":-1'));
    expect((await alter(negative, true)).err).toMatch(
      /^The database refuses a row of the copy: .*wait_sample_minutes_check/,
    );
    const empty = rewrite("places.json", (text) => JSON.stringify({ ...JSON.parse(text), crossings: [] }));
    expect((await alter(empty, true)).err).toMatch(/places\.json has no service .*, which report .* names/);
    const later = rewrite("copy.json", (text) => text.replace('"version": 1', '"version": 2'));
    expect((await alter(later, true)).err).toMatch(/a layout that this version of Garita does not know/);
  });
});
