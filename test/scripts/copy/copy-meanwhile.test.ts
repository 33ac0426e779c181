import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCopy } from "../../../scripts/copy/read-copy.ts";
import { ROOT } from "../../../src/root.ts";
import { withoutProgress } from "../../support/command.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";
import { tamper } from "../../support/tamper.ts";

let garita: LoanedService;
let folder: string;
let key: string;
beforeAll(async () => {
  garita = await loanService();
  key = await garita.keyFor("desk", "recorder");
  folder = mkdtempSync(join(tmpdir(), "garita-copy-"));
});
afterAll(async () => {
  await garita.release();
  rmSync(folder, { recursive: true });
});

/** Runs the command as a process of its own. */
function exportTo(target: string): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, NODE_OPTIONS: "", DATABASE_URL: garita.databaseUrl, GARITA_DATA: join(folder, "data") };
  return new Promise((done) => {
    execFile(process.execPath, [join(ROOT, "dist/scripts/export.js"), target], { env }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err: withoutProgress(err) }),
    );
  });
}

test("a copy that is written while reports arrive is the log at one moment", async () => {
  const target = join(folder, "copy");
  let isOver = false;
  const exporting = exportTo(target).finally(() => {
    isOver = true;
  });
  let posted = 0;
  let last = { id: "" };
  while (!isOver) {
    const { status, body } = await garita.post("/v1/reports", soundReport({}, { note: `Number ${posted++}` }), key);
    expect(status).toBe(201);
    if (posted % 3 === 0) await garita.post(`/v1/reports/${last.id}/retraction`, { note: "Wrong" }, key);
    last = body;
  }
  expect(await exporting).toMatchObject({ code: 0, err: "" });
  const copy = await openCopy(target);
  let reports = 0;
  for await (const batch of copy.reports()) reports += batch.length;
  expect(reports).toBe(copy.head.reports);
  const before = (await garita.ask(`/v1/changes?after=${copy.head.seq - 1}&limit=1`)).body.changes[0];
  expect(before).toMatchObject({ seq: copy.head.seq, hash: copy.head.hash });
  expect(posted).toBeGreaterThan(5);
});

test("a log that was altered is not copied, and the earlier copy stays", async () => {
  await tamper(garita.databaseUrl, "UPDATE report SET note = 'Nothing happened' WHERE seq = 10");
  const target = join(folder, "copy");
  const before = (await openCopy(target)).head;
  expect(await exportTo(target)).toEqual({
    code: 1,
    out: "",
    err: expect.stringMatching(
      /^No copy was written: Report \S+ \(seq 10\) was altered: its content does not have the hash with which it was recorded\. 'npm run verify' checks the whole log\.\n$/,
    ),
  });
  expect((await openCopy(target)).head).toEqual(before);
  expect(readdirSync(folder)).toEqual(["copy"]);
});

test("a folder that cannot be made is named", async () => {
  const file = join(folder, "letter.txt");
  writeFileSync(file, "keep me");
  const { code, err } = await exportTo(join(file, "copy"));
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^No copy was written: ENOTDIR.*letter\.txt/) });
  expect(readdirSync(folder).sort()).toEqual(["copy", "letter.txt"]);
});
