import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { machineClock } from "../../src/clock.ts";
import { ROOT } from "../../src/root.ts";
import { revokeApiKey } from "../../src/store/access/api-keys.ts";
import { runCommand } from "../support/command.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

let garita: LoanedService;
beforeAll(async () => {
  garita = await loanService();
});
afterAll(() => garita.release());

const keys = (...args: string[]) => runCommand("keys.js", args, { DATABASE_URL: garita.databaseUrl });

describe("npm run keys -- log", () => {
  test("lists who created, used and revoked each key and when, oldest first, without any secret", async () => {
    const desk = await garita.keyFor("desk", "recorder");
    const app = await garita.keyFor("app", "subscriber");
    const visitor = makeVisitor(garita.url);
    await signIn(visitor, desk);
    for (let i = 0; i < 2; i++) expect((await garita.post("/v1/reports", soundReport(), desk)).status).toBe(201);
    await revokeApiKey(garita.ctx.db, "app", machineClock());
    const { code, out, err } = await keys("log");
    expect([code, err]).toEqual([0, ""]);
    const lines = out.trimEnd().split("\n");
    for (const line of lines)
      expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}(desk \(recorder\)|app \(subscriber\)) {2}\S/);
    expect(lines.toSorted((one, other) => (one.slice(0, 20) < other.slice(0, 20) ? -1 : 1))).toEqual(lines);
    const events = (holder: string) =>
      lines.filter((line) => line.includes(`  ${holder} (`)).map((line) => line.split("  ")[2]);
    expect(events("desk")).toEqual([
      "the key was created",
      "signed in to the desk",
      "last request in this session of the desk",
      "last of 2 recorded reports",
    ]);
    expect(events("app")).toEqual(["the key was created", "the key was revoked"]);
    for (const secret of [desk, app, visitor.cookies.get("garita-desk") ?? "none"]) expect(out).not.toContain(secret);
    expect(out).not.toMatch(/[0-9a-f]{64}/);
  });

  test("lists one key only, and says if there never was such a key", async () => {
    const { out } = await keys("log", "--name", "app");
    expect(
      out
        .trimEnd()
        .split("\n")
        .map((line) => line.split("  ")[1]),
    ).toEqual(["app (subscriber)", "app (subscriber)"]);
    const env = { ...process.env, NODE_OPTIONS: "", DATABASE_URL: garita.databaseUrl };
    const command = [join(ROOT, "dist/scripts/keys.js"), "log", "--name", "nobody"];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8", env });
    expect([status, stderr.split("\n")[0]]).toEqual([2, "There is no key named 'nobody', and there never was."]);
  });
});

test("npm run keys -- sign-out ends all desk sessions of one key at once, and the key stays valid", async () => {
  const [mine, other] = [await garita.keyFor("shift", "recorder"), await garita.keyFor("night", "recorder")];
  const visitors = [makeVisitor(garita.url), makeVisitor(garita.url), makeVisitor(garita.url)] as const;
  for (const [i, visitor] of visitors.entries()) await signIn(visitor, i < 2 ? mine : other);
  expect(await keys("sign-out", "--name", "shift")).toEqual({
    code: 0,
    out: "Sessions of 'shift' that were ended: 2.\n",
    err: "",
  });
  const headings = [];
  for (const visitor of visitors) headings.push((await visitor.open("/desk")).heading);
  expect(headings).toEqual(["Sign in to the desk", "Sign in to the desk", "To review"]);
  expect((await signIn(visitors[0], mine)).status).toBe(200);
});
