import { type ChildProcess, execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineClock } from "../../src/clock.ts";
import { ROOT } from "../../src/root.ts";
import { revokeApiKey } from "../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { runCommand, type Said } from "../support/command.ts";
import { eventually } from "../support/eventually.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let garita: LoanedService;
let folder: string;
beforeAll(async () => {
  garita = await loanService();
  folder = await mkdtemp(join(tmpdir(), "garita-import-"));
  await garita.keyFor("desk", "recorder");
  await garita.keyFor("app", "subscriber");
  await garita.keyFor("former", "recorder");
  await revokeApiKey(garita.ctx.db, "former", machineClock());
});
afterAll(async () => {
  await garita.release();
  await rm(folder, { recursive: true });
});

/** Runs the command in this process while the service is running. */
const run = (...args: string[]): Promise<Said> => runCommand("import.js", args, { DATABASE_URL: garita.databaseUrl });

/** Starts the command as a process of its own while the service is running. */
function start(...args: string[]): { child: ChildProcess; said: Promise<Said> } {
  const env = { ...process.env, NODE_OPTIONS: "", DATABASE_URL: garita.databaseUrl };
  let child: ChildProcess | undefined;
  const said = new Promise<Said>((done) => {
    child = execFile(process.execPath, [join(ROOT, "dist/scripts/import.js"), ...args], { env }, (error, out, err) =>
      done({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
  return { child: child as unknown as ChildProcess, said };
}

async function importing(name: string, lines: readonly (string | Buffer | object)[], ...args: string[]): Promise<Said> {
  return run(await fileOf(name, lines), ...args);
}

async function fileOf(name: string, lines: readonly (string | Buffer | object)[]): Promise<string> {
  const path = join(folder, name);
  const bytes = lines.map((line) =>
    Buffer.isBuffer(line) || typeof line === "string" ? Buffer.from(line) : Buffer.from(JSON.stringify(line)),
  );
  await writeFile(path, Buffer.concat(bytes.flatMap((line) => [line, Buffer.from("\n")])));
  return path;
}

async function onRecord(publisher: string) {
  const { rows } = await connectionsOf(garita.ctx.db).pool.query(
    "SELECT id, title, note, recorded_by FROM report WHERE publisher = $1 ORDER BY seq",
    [publisher],
  );
  return rows;
}

/** Creates a report by `publisher`. Another `title` makes it another report. */
const told = (publisher: string, title: string, change = {}) =>
  soundReport(change, { source: { ...soundReport().source, publisher, title } });

describe("import of a file of reports", () => {
  test("names each reopening that leaves a restriction in force", async () => {
    const at = (day: string) => `2026-05-0${day}T12:00:00Z`;
    const change = (status: string, day: string) => ({ status, effectiveAt: at(day) });
    const reason = (report: object, stated: string) => ({ ...report, reason: stated });
    const lines = [
      reason(told("A weather office", "Storm", change("suspended", "1")), "weather"),
      reason(told("A roads office", "Works", change("suspended", "2")), "construction"),
      reason(told("A weather office", "Storm over", change("open", "3")), "weather"),
    ];
    const { code, out } = await importing("still.ndjson", lines, "--name", "desk");
    expect(code).toBe(0);
    expect(out).toMatch(
      /^import-[0-9a-f]{32} leaves these services restricted: lukeville passenger northbound \(import-[0-9a-f]{32}\)$/m,
    );
    expect(out).toContain("3 reports recorded");
    const unknown = told("A roads office", "Over", { ...change("open", "4"), lifts: ["no-such-report"] });
    const refused = await importing("unknown.ndjson", [unknown], "--name", "desk");
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("line 1: ")]);
    expect(refused.err).toContain("there is no report 'no-such-report'");
  });

  test("records all lines in order, under the name of the key holder, and the answers of the service include them", async () => {
    const lines = [
      told("A newsroom", "First", { crossing: "naco", status: "suspended" }),
      "",
      { ...told("A newsroom", "Second: día", { crossing: "naco" }), note: "A line break \u2028 within" },
    ];
    expect(await importing("good.ndjson", lines, "--name", "desk")).toEqual({
      code: 0,
      out: "2 reports recorded, 0 already on record.\n",
      err: "",
    });
    expect(await onRecord("A newsroom")).toMatchObject([
      { title: "First", note: "Told by the desk", recorded_by: "desk" },
      { title: "Second: día", note: "A line break \u2028 within", recorded_by: "desk" },
    ]);
    await eventually(async () => {
      const { body } = await garita.ask("/v1/crossings/naco/status?mode=passenger&direction=northbound");
      expect(body).toMatchObject({ open: false, services: [{ because: "suspended" }] });
    });
  });

  test("records a line once, even if it occurs again with other spaces, and not again after its withdrawal", async () => {
    const line = told("A county", "Once");
    const lines = [line, JSON.stringify(line, null, 1).replaceAll("\n", " ")];
    expect((await importing("twice.ndjson", lines, "--name", "desk")).out).toMatch(/^1 report recorded, 1 already on/);
    const [{ id }] = await onRecord("A county");
    const chief = await garita.keyFor("chief", "admin");
    expect((await garita.post(`/v1/reports/${id}/retraction`, { note: "Wrong" }, chief)).status).toBe(201);
    expect((await importing("twice.ndjson", lines, "--name", "desk")).out).toMatch(/^0 reports recorded, 2 already on/);
    expect((await garita.ask(`/v1/reports/${id}`)).body.retractedAt).not.toBeNull();
  });

  test("resumes where it was killed, and records nothing twice", async () => {
    const lines = Array.from({ length: 1_500 }, (_, i) => told("A long file", `Line ${i}`));
    const { child, said } = start(await fileOf("long.ndjson", lines), "--name", "desk");
    await eventually(async () => expect((await onRecord("A long file")).length).toBeGreaterThan(0), 30_000);
    child.kill("SIGKILL");
    await said;
    // The server may still be processing the last batch.
    const broken = await eventually(async () => {
      const before = (await onRecord("A long file")).length;
      await new Promise((done) => setTimeout(done, 100));
      expect((await onRecord("A long file")).length).toBe(before);
      return before;
    });
    expect(broken).toBeLessThan(1_500);
    const again = start(await fileOf("long.ndjson", lines), "--name", "desk");
    expect((await again.said).out).toBe(
      `${(1_500 - broken).toLocaleString("en-US")} reports recorded, ${broken.toLocaleString("en-US")} already on record.\n`,
    );
    expect((await onRecord("A long file")).map(({ title }) => title)).toEqual(lines.map(({ source }) => source.title));
  }, 120_000);

  test("records nothing of a file with an invalid line, and names line, field, rule and value", async () => {
    const lines = [
      told("A typist", "Sound"),
      told("A typist", "No such place", { crossing: "lukevile" }),
      '{ "source": ',
      Buffer.concat([Buffer.from('{"source":"'), Buffer.from([0xff]), Buffer.from('"}')]),
      told("A typist", "No such day", { effectiveAt: "2026-02-30" }),
    ];
    const { code, out, err } = await importing("bad.ndjson", lines, "--name", "desk");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("line 2: changes.0.crossing: there is no crossing 'lukevile'");
    expect(err).toMatch(/line 3: line: must be JSON \(value expected at line 1, column 13\)/);
    expect(err).toContain("line 4: line: must be UTF-8 (byte 12 is not)");
    expect(err).toMatch(/line 5: changes\.0\.effectiveAt: must be an instant .* got "2026-02-30"/);
    expect(err).toContain("4 lines of");
    expect(await onRecord("A typist")).toEqual([]);
  });

  test("records nothing of 1,200 lines if one has a NUL in its URL, and names the line", async () => {
    const lines = Array.from({ length: 1_200 }, (_, i) => {
      const { source, ...report } = told("A long typist", `Line ${i + 1}`);
      return { ...report, source: { ...source, url: `https://example.org/${i === 600 ? "\u0000" : i}` } };
    });
    const { code, out, err } = await importing("nul.ndjson", lines, "--name", "desk");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^line 601: source\.url: must not contain control characters.*U\+0000/m);
    expect(err).toContain("1 line of");
    expect(await onRecord("A long typist")).toEqual([]);
  });

  test("records nothing of a file with a duplicate name in an object", async () => {
    const twice = JSON.stringify(told("A doubter", "Twice")).replace('"title":', '"title":"First","title":');
    const { code, err } = await importing("repeated.ndjson", [twice], "--name", "desk");
    expect(code).toBe(1);
    expect(err).toMatch(/line 1: source\.title: is given more than once, again at line 1, column \d+/);
    expect(await onRecord("A doubter")).toEqual([]);
  });

  test("accepts a file with a byte order mark and CRLF, as spreadsheets write it", async () => {
    const line = JSON.stringify(told("A spreadsheet", "From Windows"));
    expect(await importing("windows.ndjson", [`\uFEFF${line}\r`, "\r"], "--name", "desk")).toMatchObject({ code: 0 });
    expect(await onRecord("A spreadsheet")).toMatchObject([{ title: "From Windows" }]);
  });

  test("lists the first twenty of many invalid lines, whatever they contain, and counts the others", async () => {
    const lines = ["null", "[]", '"text"', "[".repeat(100_000) + "]".repeat(100_000), ...Array(30).fill("{}")];
    const { code, err } = await importing("rubbish.ndjson", lines, "--name", "desk");
    expect(code).toBe(1);
    expect(err.match(/^line \d+: /gm)).toHaveLength(20);
    expect(err).toContain("line 5: source: is required");
    expect(err).toContain("and 14 more lines");
  });

  test.each([
    ["nobody", "There is no valid key named 'nobody'"],
    ["app", "There is no valid key named 'app' whose holder may record"],
    ["former", "There is no valid key named 'former' whose holder may record"],
  ])("records nothing under the name of %s", async (name, sentence) => {
    const { code, err } = await importing("unnamed.ndjson", [told("A stranger", "Hello")], "--name", name);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(await onRecord("A stranger")).toEqual([]);
  });

  test("prints its usage if the file or the name is missing, or if there is no such file", async () => {
    expect(await run("reports.ndjson")).toMatchObject({
      code: 2,
      err: expect.stringContaining("npm run import"),
    });
    expect(await run("--name", "desk")).toMatchObject({
      code: 2,
      err: expect.stringContaining("npm run import"),
    });
    for (const path of [join(folder, "missing.ndjson"), folder, "/dev/stdin"])
      expect(await run(path, "--name", "desk")).toMatchObject({
        code: 2,
        err: `There is no readable file ${path}.\n`,
      });
  });
});

describe("import of a file of counts", () => {
  const BRIDGES = ["--name", "desk", "--publisher", "Example Bridge System"];
  const HEAD = "crossing,mode,month,number";
  const importCounts = async (name: string, lines: string[]) => run("--counts", await fileOf(name, lines), ...BRIDGES);
  const counted = async (query: string) =>
    (await garita.ask(`/v1/crossings/laredo-gateway/counts?${query}`)).body.counts;

  test("records a report for each month, and records a changed month again", async () => {
    const lines = [HEAD, "laredo-gateway,passenger,2026-01,61204", "laredo-gateway,passenger,2026-02,0"];
    expect(await importCounts("counts.csv", lines)).toEqual({
      code: 0,
      out: "Counts: 2. Months recorded: 2. Months revised: 0.\n",
      err: "",
    });
    expect(await importCounts("counts.csv", lines)).toMatchObject({
      out: "Counts: 2. Months recorded: 0. Months revised: 0.\n",
    });
    lines[2] = "laredo-gateway,passenger,2026-02,58110";
    expect(await importCounts("counts.csv", lines)).toMatchObject({
      out: "Counts: 2. Months recorded: 0. Months revised: 1.\n",
    });
    await eventually(async () =>
      expect(await counted("from=2026-01&mode=passenger")).toMatchObject([{ number: 61_204 }, { number: 58_110 }]),
    );
  });

  test("records nothing if a line is invalid, and names line, field, rule and value", async () => {
    const said = await importCounts("wrong.csv", [
      HEAD,
      "laredo-gateway,passenger,2026-03,61204",
      "laredo-gateway,passenger,2026-13,5",
      "laredo-gateway,rail,2026-03,5",
      "laredo-gateway,passenger,2026-03,-5",
      "nowhere,passenger,2026-03,5",
      "laredo-gateway,passenger,2026-03,61205",
    ]);
    expect(said.code).toBe(1);
    expect(said.err).toContain("line 3: month: must be a month such as 2023-12, and is '2026-13'");
    expect(said.err).toMatch(/line 4: .*laredo-gateway has no rail northbound service/);
    expect(said.err).toContain("line 5: number: must be a whole number, and is '-5'");
    expect(said.err).toMatch(/line 6: .*there is no crossing 'nowhere'/);
    expect(said.err).toContain("line 7: month: is already counted in line 2, and is '2026-03'");
    expect(said.err).toContain("cannot be recorded. Nothing was recorded.");
    expect(await counted("from=2026-03&mode=passenger")).toEqual([]);
  });
});
