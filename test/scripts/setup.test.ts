import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ROOT } from "../../src/root.ts";

/**
 * A clone with one source file. The clone's npm and Prisma are stubs that record their calls, but its compiler is real.
 */
let clone: string;
beforeEach(() => {
  clone = join(mkdtempSync(join(tmpdir(), "garita-clone-")), "a folder, año");
  write("package.json", '{ "type": "module" }');
  write("package-lock.json", "{}");
  write("prisma/schema.prisma", "// empty");
  write("src/first.ts", "export const first = 1;\n");
  cpSync(join(ROOT, "tsconfig.json"), join(clone, "tsconfig.json"));
  cpSync(join(ROOT, "scripts/setup.mjs"), join(clone, "scripts/setup.mjs"));
  write("bin/npm", '#!/bin/sh\nsleep 0.2\necho "npm $*" >> calls\n', 0o755);
  write("node_modules/prisma/package.json", '{ "name": "prisma" }');
  write(
    "node_modules/prisma/build/index.js",
    `const fs = require("node:fs");
     fs.appendFileSync("calls", "prisma " + process.argv.slice(2).join(" ") + "\\n");
     fs.mkdirSync("src/generated", { recursive: true });
     fs.writeFileSync("src/generated/client.ts", "export const client = 1;\\n");`,
  );
  for (const name of ["typescript", "@typescript", "@types", "undici-types"])
    symlinkSync(join(ROOT, "node_modules", name), join(clone, "node_modules", name));
});
afterEach(() => rmSync(dirname(clone), { recursive: true }));

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(clone, file)), { recursive: true });
  writeFileSync(join(clone, file), text, { mode });
}

function setUp(): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, NODE_OPTIONS: "", PATH: `${join(clone, "bin")}${delimiter}${process.env.PATH}` };
  const script = 'import("./scripts/setup.mjs").then(({ setUp }) => setUp())';
  const child = spawn(process.execPath, ["-e", script], { cwd: clone, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  return new Promise((done) => child.on("close", (code) => done({ code, said })));
}

const calls = () => {
  const lines = existsSync(join(clone, "calls")) ? readFileSync(join(clone, "calls"), "utf8").trim().split("\n") : [];
  rmSync(join(clone, "calls"), { force: true });
  return lines.map((line) => line.split(" ").slice(0, 2).join(" "));
};
const isBuilt = (name: string) => existsSync(join(clone, `dist/src/${name}.js`));

describe("the setup of a clone", () => {
  test("installs, generates and builds once, and says so; the second time it does nothing", async () => {
    expect(await setUp()).toEqual({ code: 0, said: expect.stringContaining("Installing dependencies (once") });
    expect(calls()).toEqual(["npm ci", "prisma generate"]);
    expect(isBuilt("first")).toBe(true);
    expect(await setUp()).toEqual({ code: 0, said: "" });
    expect(calls()).toEqual([]);
  });

  test("repeats only the steps affected by a change", async () => {
    await setUp();
    calls();
    write("src/second.ts", "export const second = 2;\n");
    expect(await setUp()).toEqual({ code: 0, said: "Building…\n" });
    expect(calls()).toEqual([]);
    expect(isBuilt("second")).toBe(true);
    write("prisma/schema.prisma", "// changed");
    await setUp();
    expect(calls()).toEqual(["prisma generate"]);
    write("package-lock.json", "{ }");
    await setUp();
    expect(calls()).toEqual(["npm ci", "prisma generate"]);
  });

  test("removes the build output of a renamed source", async () => {
    write("src/second.ts", "export const second = 2;\n");
    await setUp();
    rmSync(join(clone, "src/second.ts"));
    write("src/third.ts", "export const third = 3;\n");
    await setUp();
    expect([isBuilt("first"), isBuilt("second"), isBuilt("third")]).toEqual([true, false, true]);
  });

  test("runs once for two commands that start together", async () => {
    const both = await Promise.all([setUp(), setUp()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(calls()).toEqual(["npm ci", "prisma generate"]);
  });

  test("stops with the reason if a step fails, and later resumes with that step", async () => {
    write("src/wrong.ts", "export const wrong: number = 'text';\n");
    const failed = await setUp();
    expect(failed.code).toBe(1);
    expect(failed.said).toMatch(/wrong\.ts.*TS2322/);
    rmSync(join(clone, "src/wrong.ts"));
    calls();
    expect((await setUp()).code).toBe(0);
    expect(calls()).toEqual([]);
  });
});

describe("the lock of a killed command", () => {
  test.each([
    ["if the process has ended", "999999999 1"],
    ["if its process id now belongs to another process", `${process.pid} 1`],
  ])("is taken over %s", async (_, holder) => {
    write(".garita-setup/holder", holder);
    expect((await setUp()).code).toBe(0);
    expect(existsSync(join(clone, ".garita-setup"))).toBe(false);
  });

  test("is taken over if no process id was written to it", async () => {
    mkdirSync(join(clone, ".garita-setup"), { recursive: true });
    utimesSync(join(clone, ".garita-setup"), 0, 0);
    expect((await setUp()).code).toBe(0);
  });
});
