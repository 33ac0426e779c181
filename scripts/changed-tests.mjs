import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path/posix";
import { ROOT } from "./setup.mjs";

/** Matches files on which every test depends, whatever it imports. */
const FOR_ALL =
  /^(package(-lock)?\.json|tsconfig\.json|jest\.config\.js|prisma\/|scripts\/test\.mjs|test\/support\/(start|stop)-server\.ts)/;

/** This file reads every source file, so tests that import it depend on all of them. */
const READS_ALL = "test/support/rooms.ts";
const SOURCE = /^(src|scripts|test)\/.*\.(ts|mjs)$/;

const IMPORT =
  /(?:^|\s)(?:import|export)\s[^"';]*?from\s+"(\.[^"]+)"|\bimport\(\s*"(\.[^"]+)"|(?:^|\s)import\s+"(\.[^"]+)"/g;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const TEXT = /["'`]([^"'`\n]*)["'`]/g;

/**
 * Returns the tests that a change affects. A test is affected if it imports a changed file, directly or indirectly. It
 * is also affected if a string in it names a changed file, because the test may run or read that file. If the changed
 * file is not source code, a string that names its folder is enough.
 * @param sources the text of each TypeScript and JavaScript file, by its path
 * @param changed paths of changed files, including removed ones
 */
export function testsTouched(sources, changed) {
  const tests = [...sources.keys()].filter((file) => file.endsWith(".test.ts")).sort();
  if (changed.some((file) => FOR_ALL.test(file))) return tests;
  const users = usersOf(sources, changed);
  const touched = new Set();
  const pending = [...changed];
  if (changed.some((file) => SOURCE.test(file))) pending.push(READS_ALL);
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (touched.has(file)) continue;
    touched.add(file);
    pending.push(...users.get(file));
  }
  return tests.filter((file) => touched.has(file));
}

/** Maps each file to the files that import or name it. */
function usersOf(sources, changed) {
  const users = makeLists();
  const meant = makeLists();
  for (const file of [...sources.keys(), ...changed]) {
    if (file.endsWith(".test.ts")) continue;
    meant.add(basename(file).replace(/\.ts$/, ".js"), file);
    if (!SOURCE.test(file) && file.includes("/")) meant.add(dirname(file), file);
  }
  for (const [file, text] of sources) {
    for (const [, ...imported] of text.matchAll(IMPORT))
      users.add(
        normalize(
          join(
            dirname(file),
            imported.find((each) => each !== undefined),
          ),
        ),
        file,
      );
    for (const [, written] of text.replace(COMMENT, "").matchAll(TEXT))
      for (const used of [...meant.get(basename(written)), ...meant.get(written)]) users.add(used, file);
  }
  return users;
}

function makeLists() {
  const lists = new Map();
  return {
    add: (key, item) => lists.set(key, (lists.get(key) ?? new Set()).add(item)),
    get: (key) => lists.get(key) ?? [],
  };
}

/**
 * Lists the files changed since this branch left `origin/main`, or else `main`. Without either, compares with the last
 * commit.
 */
export function changedFiles() {
  const base = ["origin/main", "main"].map((name) => git("merge-base", "HEAD", name)[0]).find((at) => at !== undefined);
  const files = [
    ...git("diff", "--name-only", "--no-renames", base ?? "HEAD"),
    ...git("ls-files", "--others", "--exclude-standard"),
  ];
  return { base: base ?? "HEAD", files: [...new Set(files)].sort() };
}

function git(...args) {
  const { status, stdout } = spawnSync("git", args, { cwd: ROOT, encoding: "utf8" });
  return status === 0 ? stdout.split("\n").filter((line) => line !== "") : [];
}

/** Prints and returns the tests affected by this clone's changes. */
export function listChangedTests(listed) {
  const { base, files } = changedFiles();
  // Tests import the sources of packages, which have rules of their own.
  const packaged = git("ls-files", "--cached", "--others", "--exclude-standard", "packages").filter(
    (file) => file.endsWith(".ts") && existsSync(join(ROOT, file)),
  );
  const sources = new Map([...listed, ...packaged].map((file) => [file, readFileSync(join(ROOT, file), "utf8")]));
  const tests = testsTouched(sources, files);
  console.log(
    `${files.length} files differ from ${base.slice(0, 12)}; they affect ${tests.length} test files${tests.length > 0 ? ":" : "."}`,
  );
  for (const test of tests) console.log(`  ${test}`);
  return tests;
}
