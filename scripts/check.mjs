import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runPrisma, setUp } from "./setup.mjs";

await setUp();
const tool = (path) => join(ROOT, "node_modules", path);
const node = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
};

/** The checks, in order. Each returns its errors. */
const CHECKS = {
  "lint and format": () => node(tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "--colors=off"),
  types: () => node(tool("typescript/bin/tsc"), "--noEmit", "--pretty", "false"),
  "import rules": checkRooms,
  "exported names": compareNames,
  "generated client": compareGenerated,
  "types of the API's client": compareClientTypes,
  "schema and migrations": () => node(join(ROOT, "dist/scripts/check-schema.js")),
};

/** Checks imports, circular imports, and the number of files per folder. */
async function checkRooms() {
  const { listSources, listTrespasses } = await import("../dist/test/support/rooms.js");
  const { findCircles, findCrowdedFolders, readSources } = await import("../dist/test/support/room-circles.js");
  const files = listSources(ROOT);
  const circles = findCircles(readSources(ROOT, files)).map(
    (circle) => `rooms import each other in a circle: ${circle}`,
  );
  return [...listTrespasses(ROOT), ...circles, ...findCrowdedFolders(files)];
}

/** Left out by `npm run check -- --quick`, because they generate code or start a database. */
const SLOW = ["generated client", "schema and migrations"];

async function compareNames() {
  const { doublesFaults, listDoubles } = await import("../dist/test/support/exported-names.js");
  return doublesFaults(listDoubles(ROOT));
}

/** Generates the client into a temporary folder, and returns a message for each file that differs. */
function compareGenerated() {
  const folder = mkdtempSync(join(tmpdir(), "garita-generated-"));
  try {
    // The path of the client's folder is relative to the schema's folder.
    const schema = join(folder, "prisma/schema.prisma");
    cpSync(join(ROOT, "prisma/schema.prisma"), schema);
    runPrisma(["generate", "--schema", schema], "pipe");
    return compareFolders(join(ROOT, "src/generated/prisma"), join(folder, "src/generated/prisma"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compareClientTypes() {
  const { CLIENT_TYPES, clientDescription, typesFaults } = await import("../dist/scripts/client-description.js");
  return typesFaults(clientDescription(), readFileSync(join(ROOT, CLIENT_TYPES), "utf8"));
}

function compareFolders(used, fresh) {
  const list = (folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  const inUse = list(used);
  const made = list(fresh);
  return [
    ...inUse.filter((name) => !made.includes(name)).map((name) => `${name} is no longer generated`),
    ...made
      .filter(
        (name) =>
          !inUse.includes(name) || readFileSync(join(used, name), "utf8") !== readFileSync(join(fresh, name), "utf8"),
      )
      .map((name) => `${name} in src/generated differs from what prisma/schema.prisma generates; remove src/generated`),
  ];
}

// `npm run check -- --write` updates the list of extras and the copies of the executed SQL.
if (process.argv.includes("--write")) {
  spawnSync(process.execPath, [join(ROOT, "dist/scripts/check-schema.js"), "--write"], { cwd: ROOT, stdio: "inherit" });
}
const isQuick = process.argv.includes("--quick");
for (const [name, check] of Object.entries(CHECKS)) {
  if (isQuick && SLOW.includes(name)) continue;
  const started = performance.now();
  const wrong = await check();
  for (const line of wrong) console.error(line);
  console.log(
    `${wrong.length === 0 ? "ok    " : "failed"}  ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (wrong.length > 0) process.exitCode = 1;
}
