import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nearestTests } from "../../../scripts/mutation/nearest-tests.ts";

const root = mkdtempSync(join(tmpdir(), "garita-nearest-"));
mkdirSync(join(root, "test"));
const write = (name: string, ...imports: string[]) => {
  writeFileSync(join(root, name), imports.map((each) => `import { x } from "${each}";\n`).join(""));
  return join(root, name);
};
afterAll(() => rmSync(root, { recursive: true }));

test("the tests that import a file through the fewest files come first, and others are left out", () => {
  const gate = write("gate.js", "./circle.js");
  write("circle.js", "./gate.js");
  write("wall.js", "./gate.js", "node:fs");
  write("town.js", "./wall.js");
  const [far, near, own, other] = [
    write("test/town.test.js", "../town.js"),
    write("test/wall.test.js", "../wall.js"),
    write("test/gate.test.js", "../gate.js"),
    write("test/other.test.js", "../missing.js"),
  ];
  expect(nearestTests([far, near, own, other], gate, 5)).toEqual([own, near, far]);
  expect(nearestTests([far, near, own, other], gate, 2)).toEqual([own, near]);
});
