import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../support/command.ts";
import { loanRoledDatabase, type RoledDatabase } from "../../support/lesser-role.ts";

let original: RoledDatabase;
let copy: RoledDatabase;
let folder: string;
let written: string;
beforeAll(async () => {
  original = await loanRoledDatabase({ seeded: true });
  copy = await loanRoledDatabase();
  folder = mkdtempSync(join(tmpdir(), "garita-copy-"));
  written = join(folder, "written");
});
afterAll(async () => {
  await original.release();
  await copy.release();
  rmSync(folder, { recursive: true });
});

const run = (script: string, args: string[], { serviceUrl }: RoledDatabase, settings: Record<string, string> = {}) =>
  runCommand(script, args, { DATABASE_URL: serviceUrl, GARITA_DATA: join(folder, "data"), PORT: "0", ...settings });

test("the role of the service may write a copy, and the doctor finds that it lacks no right", async () => {
  expect(await run("export.js", [written], original)).toMatchObject({ code: 0 });
  const { out } = await run("doctor.js", [], original);
  expect(out).toContain("has the rights that Garita needs.");
  expect(out).not.toContain("lacks the right");
});

test("only the role that owns the tables may restore a copy", async () => {
  const refused = await run("import.js", [written], copy);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(
    /may not restore the log: permission denied .* Set MIGRATION_DATABASE_URL .* Nothing was stored\./s,
  );
  const { ownerUrl } = copy;
  expect(await run("import.js", [written], copy, { MIGRATION_DATABASE_URL: ownerUrl })).toMatchObject({ code: 0 });
  expect(await run("verify.js", [], copy)).toMatchObject({ code: 0 });
}, 60_000);
