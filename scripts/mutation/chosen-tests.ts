import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders whose tests are run against mutants. */
const TESTED = ["domain", "live"];

/** Tests that are not run against mutants. */
const LEFT_OUT: Record<string, string> = {};

/** Lists the built test files that are run against mutants, in alphabetical order. */
export const chosenTests = (root: string): string[] =>
  listIn(
    root,
    TESTED.map((name) => `test/${name}`),
  )
    .filter((file) => file.endsWith(".test.js"))
    .filter((file) => LEFT_OUT[file.slice(join(root, "dist/").length).replace(/\.js$/, ".ts")] === undefined);

/** Lists the built files whose code may be mutated, and the shared code of their tests. */
export const listBuilt = (root: string): string[] =>
  listIn(root, ["src/domain", "src/live", "test/domain"]).filter((file) => !file.endsWith(".test.js"));

const listIn = (root: string, folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, "dist", folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".js"))
      .sort()
      .map((name) => join(root, "dist", folder, name)),
  );
