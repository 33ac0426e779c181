import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

const { testsTouched }: { testsTouched(sources: ReadonlyMap<string, string>, changed: string[]): string[] } =
  await import(join(ROOT, "scripts/changed-tests.mjs"));

const SOURCES = new Map([
  ["src/leaf.ts", "export const leaf = 1;"],
  ["src/middle.ts", 'export { leaf } from "./leaf.ts";'],
  ["src/main.ts", 'import {\n  leaf,\n} from "./middle.ts";'],
  ["src/other.ts", 'const page = readFileSync("page.css");\nconst folder = join(ROOT, "src/icons");'],
  ["src/words.ts", "/** See `page.css` and `leaf.js`. */"],
  ["test/words.test.ts", 'import { words } from "../src/words.ts";'],
  ["scripts/tool.ts", 'const main = await import("../src/main.ts");'],
  ["test/support/rooms.ts", "// reads every source"],
  ["test/rooms.test.ts", 'import "./support/rooms.ts";'],
  ["test/middle.test.ts", 'import { leaf } from "../src/middle.ts";'],
  ["test/other.test.ts", 'import { other } from "../src/other.ts";'],
  ["test/tool.test.ts", 'fork(join(ROOT, "dist/scripts/tool.js"));'],
]);

test.each([
  [
    "by direct and indirect imports, and by the script that a test starts",
    ["src/leaf.ts"],
    ["middle", "rooms", "tool"],
  ],
  ["by a file that a source names", ["src/web/page.css"], ["other"]],
  ["by a file of a folder that a source names", ["src/icons/flag.svg"], ["other"]],
  ["by the test file itself", ["test/other.test.ts"], ["other", "rooms"]],
  ["by a removed file", ["src/gone.ts"], ["rooms"]],
  [
    "by a file on which all tests depend",
    ["prisma/migrations/1_first/migration.sql"],
    ["middle", "other", "rooms", "tool", "words"],
  ],
  ["by nothing if no test reads the changed file", ["docs/article.md"], []],
])("tests are affected %s", (_, changed, names) => {
  expect(testsTouched(SOURCES, changed)).toEqual(names.map((name) => `test/${name}.test.ts`));
});
