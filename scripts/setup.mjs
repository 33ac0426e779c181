import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Prepares a fresh clone: installs dependencies, generates the client, and builds. Plain JavaScript with only Node's
 * own modules, because nothing is installed yet. Skips steps whose inputs are unchanged.
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

/** The container image has no source code. It contains only built files and installed packages. */
const isBuilt = !existsSync(join(ROOT, "tsconfig.json"));

/** Runs the steps with changed inputs. On failure, prints the reason and exits. */
export async function setUp() {
  if (isBuilt) return;
  await alone(() => {
    // The database binaries depend on the platform.
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
      ["src", "scripts", "test", "packages/client/src", "tsconfig.json", "prisma.config.ts", "package-lock.json"],
      "",
      () => {
        say("Building…");
        dropOrphans();
        run(process.execPath, [join(MODULES, "typescript/bin/tsc"), "--project", ROOT]);
      },
    );
  });
}

/** Runs the Prisma CLI without its native engine, which it would download. */
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
  if (!existsSync(stamp)) throw new Error(`the stamp of ${name} is missing after it was written`);
}

function hashOf(inputs, extra) {
  const hash = createHash("sha256").update(extra);
  for (const input of inputs)
    for (const file of filesOf(join(ROOT, input)))
      hash.update(relative(ROOT, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(dirname(path))) return [];
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

/** Standard output is for the result of a command. */
const say = (line) => console.error(line);

/** Deletes build output whose source file is gone. Otherwise, a renamed test would also run under its old name. */
function dropOrphans() {
  const dist = join(ROOT, "dist");
  if (!existsSync(dist)) return;
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const source = join(ROOT, file.replace(/\.js(\.map)?$/, ".ts"));
    if (/\.js(\.map)?$/.test(file) && !existsSync(source)) rmSync(join(dist, file), { force: true });
  }
}

const LOCK = join(ROOT, ".garita-setup");
const HOLDER = join(LOCK, "holder");

/** Allows one setup at a time per clone. Takes over the lock of a process that has ended. */
async function alone(work) {
  for (let waited = false; !take(); waited = true) {
    if (isStale()) takeAway();
    else if (!waited) say("Another command is setting up this clone; waiting for it…");
    await new Promise((done) => setTimeout(done, 100));
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function take() {
  try {
    mkdirSync(LOCK);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  writeFileSync(HOLDER, identityOf(process.pid));
  return true;
}

/**
 * Identifies a process by its id and, if known, its start time. Ids are reused: in a container, even at every start.
 */
function identityOf(pid) {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? ""}`;
}

function isStale() {
  const holder = readIfThere(HOLDER);
  if (holder === "") {
    // The holder is written microseconds after the lock. If it is missing seconds later, the process has died.
    const made = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    return Date.now() - made > 5_000;
  }
  const pid = Number.parseInt(holder, 10);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return true;
  }
  return identityOf(pid) !== holder;
}

/** Moves a stale lock aside. Puts the lock back if another process has taken it meanwhile. */
function takeAway() {
  const aside = `${LOCK}.${process.pid}`;
  try {
    renameSync(LOCK, aside);
    const holder = readIfThere(join(aside, "holder"));
    if (holder !== "" && identityOf(Number.parseInt(holder, 10)) === holder) renameSync(aside, LOCK);
  } catch {
    // Another process changed the lock at the same moment. The next attempt sees its new state.
  }
  rmSync(aside, { recursive: true, force: true });
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
