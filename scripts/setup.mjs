import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Everything that a fresh clone needs before it can start or be tested: dependencies, the generated client, the build.
 * Plain JavaScript with nothing but Node's own modules: nothing is installed yet. Each step is skipped while what it is
 * made from has not changed.
 */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, "node_modules");

const FLOOR = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
  console.error(
    `Garita needs Node ${FLOOR.join(".")} or newer, and this is ${process.versions.node}: see https://nodejs.org/`,
  );
  process.exit(1);
}

/** Brings the clone up to date, or ends the process with the reason. */
export async function setUp() {
  await alone(() => {
    // The platform counts too: the database's binaries are of one.
    step(
      "dependencies",
      join(MODULES, ".garita-dependencies"),
      ["package-lock.json"],
      `${process.platform} ${process.arch}`,
      () => {
        say("Installing dependencies (once, about half a minute)…");
        run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
      },
    );
    step(
      "client",
      join(ROOT, "src/generated/.garita-client"),
      ["prisma/schema.prisma", "package-lock.json"],
      "",
      () => {
        rmSync(join(ROOT, "src/generated"), { recursive: true, force: true });
        runPrisma(["generate"], "pipe");
      },
    );
    step(
      "build",
      join(ROOT, "dist/.garita-build"),
      ["src", "scripts", "test", "tsconfig.json", "prisma.config.ts", "package-lock.json"],
      "",
      () => {
        say("Building…");
        // What was renamed or removed must not live on in the build.
        rmSync(join(ROOT, "dist"), { recursive: true, force: true });
        run(process.execPath, [join(MODULES, "typescript/bin/tsc"), "--project", ROOT]);
      },
    );
  });
}

/** Runs Prisma's command line without its native engine, which it would fetch, and which nothing here needs. */
export function runPrisma(args, stdio = "inherit") {
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", ...process.env };
  run(
    process.execPath,
    [createRequire(join(ROOT, "package.json")).resolve("prisma/build/index.js"), ...args],
    stdio,
    env,
  );
}

function step(name, stamp, inputs, extra, work) {
  const now = hashOf(inputs, extra);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  if (!existsSync(stamp)) throw new Error(`the stamp of ${name} is not where it was written`);
}

function hashOf(inputs, extra) {
  const hash = createHash("sha256").update(extra);
  for (const input of inputs)
    for (const file of filesOf(join(ROOT, input)))
      hash.update(relative(ROOT, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesOf(path) {
  const entries = readdirSync(dirname(path), { withFileTypes: true });
  const entry = entries.find(({ name }) => join(dirname(path), name) === path);
  if (!entry?.isDirectory()) return entry === undefined ? [] : [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.name.startsWith(".garita-"))
    .map((each) => join(each.parentPath ?? each.path, each.name))
    .sort();
}

function run(command, args, stdio = "inherit", env = process.env) {
  const shell = process.platform === "win32" && command === "npm";
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    stdio,
    env,
    shell,
    encoding: "utf8",
  });
  if (status === 0) return;
  console.error(`${stdout ?? ""}${stderr ?? ""}`);
  console.error(
    error === undefined
      ? `'${[command, ...args].join(" ")}' failed.`
      : `'${command}' could not be run: ${error.message}`,
  );
  rmSync(LOCK, { recursive: true, force: true });
  process.exit(1);
}

/** Progress goes to standard error: what a command answers stays clean. */
const say = (line) => console.error(line);

const LOCK = join(ROOT, ".garita-setup");
const HOLDER = join(LOCK, "pid");

/** One set-up at a time in one clone. A lock whose process is gone is taken over. */
async function alone(work) {
  for (let waited = false; ; ) {
    try {
      mkdirSync(LOCK);
      writeFileSync(HOLDER, String(process.pid));
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (isGone(HOLDER)) rmSync(LOCK, { recursive: true, force: true });
      else if (!waited) say("Another command sets this clone up; waiting for it…");
      waited = true;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isGone(holder) {
  try {
    process.kill(Number(readFileSync(holder, "utf8")), 0);
    return false;
  } catch (error) {
    // No pid yet: its process is between making the lock and signing it.
    return error.code === "ESRCH";
  }
}
