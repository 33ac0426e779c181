import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineClock } from "../src/clock.ts";
import { withoutSecrets } from "../src/log.ts";
import { ROOT } from "../src/root.ts";
import { createApiKey, makeKey } from "../src/store/access/api-keys.ts";
import { openDatabase } from "../src/store/database.ts";
import { type LoanedDatabase, loanDatabase } from "./support/database.ts";
import { eventually } from "./support/eventually.ts";
import { aloneOn } from "./support/service-process.ts";
import { makeVisitor, signIn } from "./support/visitor.ts";

const SECRET = "Zb0_-kq8yVn3Wc5Tt7Lr2Xf4Hd6Sj9Pa1Ge8Mu0Ob3";

describe("a line of the log", () => {
  test.each([
    ["a key", `key garita_${SECRET} is wrong`, "key garita_… is wrong"],
    ["a webhook's secret", `whsec_${btoa(SECRET)}, and more`, "whsec_…, and more"],
    ["a bearer header", `"authorization":"Bearer ${SECRET}"`, '"authorization":"Bearer …"'],
    ["the cookie of the desk", `"__Host-garita-desk=${SECRET}; a=b"`, '"__Host-garita-desk=…; a=b"'],
    ["a password in a URL", `postgresql://garita:${SECRET}@db:5432/garita`, "postgresql://garita:…@db:5432/garita"],
    [
      "a password in a query",
      `postgresql://db/garita?user=a&password=${SECRET}`,
      "postgresql://db/garita?user=a&password=…",
    ],
    [
      "a key in a query",
      `https://az511.gov/event?key=${SECRET}&format=json`,
      "https://az511.gov/event?key=…&format=json",
    ],
    ["an address of Slack", `"https://hooks.slack.com/services/T0/B0/${SECRET}"`, '"https://hooks.slack.com/…"'],
    [
      "an address of Discord",
      `https://discord.com/api/v10/webhooks/123/${SECRET} and more`,
      "https://discord.com/api/v10/webhooks/… and more",
    ],
    ["the token of a Telegram bot", `/bot123456:${SECRET}/sendMessage`, "/bot…/sendMessage"],
    [
      "an address of Teams",
      `https://a.logic.azure.com/workflows/b?sig=${SECRET}`,
      "https://a.logic.azure.com/workflows/b?sig=…",
    ],
  ])("never contains %s", (_, text, shown) => expect(withoutSecrets(text)).toBe(shown));

  test.each(["http://localhost:3000/history/december-2023", "garita_one", "see a@b.example", "/?key"])(
    "is unchanged without a secret: %s",
    (text) => expect(withoutSecrets(text)).toBe(text),
  );

  test("remains valid JSON, and is redacted in nested values and in errors", () => {
    const program = `import { makeLog } from ${JSON.stringify(join(ROOT, "dist/src/log.js"))};
      const err = new Error('no "garita_${SECRET}"');
      makeLog("info").error({ err, deep: [{ url: "https://a:${SECRET}@b" }] }, "quoted \\\\ and \\n");`;
    const { stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    expect(stderr).not.toContain(SECRET);
    expect(JSON.parse(stderr)).toMatchObject({
      err: { message: 'no "garita_…"' },
      deep: [{ url: "https://a:…@b" }],
      msg: "quoted \\ and \n",
    });
  });
});

describe("the service", () => {
  let database: LoanedDatabase;
  let folder: string;
  let service: ChildProcess;
  let url: string;
  let logged = "";
  beforeAll(async () => {
    database = await loanDatabase({});
    folder = await mkdtemp(join(tmpdir(), "garita-log-"));
    const env = { ...aloneOn(database.url, folder), LOG_LEVEL: "info", WRITES_PER_MINUTE: "3" };
    service = spawn(process.execPath, [join(ROOT, "dist/src/main.js")], { env, stdio: ["ignore", "pipe", "pipe"] });
    service.stderr?.on("data", (chunk) => {
      logged += chunk;
    });
    let printed = "";
    service.stdout?.on("data", (chunk) => {
      printed += chunk;
    });
    await eventually(() => expect(printed).toMatch(/listens at (\S+)/));
    url = /listens at (\S+)/.exec(printed)?.[1] ?? "";
  });
  afterAll(async () => {
    const ended = once(service, "exit");
    service.kill();
    await ended;
    await database.release();
    await rm(folder, { recursive: true });
  });
  const seen = (message: string) =>
    logged
      .split("\n")
      .filter((line) => line.includes(message))
      .map((line) => JSON.parse(line));

  test("logs who signs in to the desk and out of it, but neither keys nor tokens", async () => {
    const key = (await readFile(join(folder, "operator-key"), "utf8")).trim();
    const visitor = makeVisitor(url);
    await signIn(visitor, `garita_${SECRET}`);
    const page = await signIn(visitor, key);
    const token = visitor.cookies.get("garita-desk") ?? "none";
    await visitor.press(page, "Sign out");
    await eventually(() => expect(seen("signed out")).toMatchObject([{ key: "operator" }]));
    expect(seen("signed in")).toMatchObject([
      { key: "operator", role: "admin", ip: expect.stringMatching(/127\.0\.0\.1/) },
    ]);
    expect(seen("sign-in to the desk was refused")).toMatchObject([{ reason: "unauthorized" }]);
    for (const secret of [SECRET, key, token]) expect(logged).not.toContain(secret);
  });

  test("logs requests that it refuses because of their key, with the name of a known key", async () => {
    const db = openDatabase(database.url, () => {});
    const app = await createApiKey(db, "app", "subscriber", machineClock(), makeKey());
    await db.close();
    const ask = (key: string) =>
      fetch(`${url}/v1/proposals`, { headers: { Authorization: `Bearer ${key}` } }).then(({ status }) => status);
    expect(await ask(app ?? "")).toBe(403);
    await eventually(() =>
      expect(seen("may not do this")).toMatchObject([
        { method: "GET", path: "/v1/proposals", reason: "the key 'app' has the role subscriber, not recorder" },
      ]),
    );
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push(await ask(`garita_${SECRET}`));
    expect(statuses.at(-1)).toBe(429);
    const refused = statuses.filter((status) => status === 401).length;
    await eventually(() => expect(seen("unknown or revoked")).toHaveLength(refused));
    expect(seen("unknown or revoked")[0]).toMatchObject({
      ip: expect.any(String),
      method: "GET",
      path: "/v1/proposals",
    });
    expect(logged).not.toContain(SECRET);
  });
});
