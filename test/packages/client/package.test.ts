import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";
import { importsIn } from "../../support/rooms.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

const HOME = join(ROOT, "packages/client");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
const TIMEOUT_MS = 120_000;

let service: LoanedService;
let folder: string;
let packed: string[];

/** Runs a program. Resolves with its exit code and its output. */
const run = (cwd: string, command: string, ...args: string[]) =>
  new Promise<{ code: unknown; out: string }>((done) =>
    execFile(command, args, { cwd, env: { ...process.env, NODE_OPTIONS: "" } }, (error, out, err) =>
      done({ code: error?.code ?? 0, out: `${out}${err}` }),
    ),
  );

beforeAll(async () => {
  service = await loanService();
  folder = mkdtempSync(join(tmpdir(), "garita-package-"));
  const [made, app] = [join(folder, "made"), join(folder, "app")];
  for (const each of [made, app]) mkdirSync(each);
  for (const name of ["package.json", "README.md", "LICENSE"]) copyFileSync(join(HOME, name), join(made, name));
  const built = await run(HOME, process.execPath, TSC, "--project", HOME, "--outDir", join(made, "dist"));
  expect(built).toEqual({ code: 0, out: "" });
  const { out } = await run(made, "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", folder);
  const [{ filename, files }] = JSON.parse(out);
  packed = files.map(({ path }: { path: string }) => path);
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
  const quiet = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  const installed = await run(app, "npm", "install", join(folder, filename), ...quiet);
  expect([installed.code, installed.out]).toEqual([0, expect.stringContaining("added 1 package")]);
}, TIMEOUT_MS);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service.release();
});

const readme = readFileSync(join(HOME, "README.md"), "utf8");
const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

const ENVIRONMENT = "declare const process: { env: Record<string, string | undefined> };\n";
const DOM = ["--lib", "es2022,dom,dom.iterable,dom.asynciterable", "--types", ""];
const NODE = ["--lib", "es2022", "--types", "node", "--typeRoots", join(ROOT, "node_modules/@types")];
const RESOLUTIONS = {
  nodenext: ["--module", "nodenext", ...DOM],
  bundler: ["--module", "esnext", "--moduleResolution", "bundler", ...DOM],
  "nodenext without the types of browsers": ["--module", "nodenext", ...NODE],
};

/** Compiles a program in the app. Resolves with the compiler's output: empty if there is no error. */
async function compile(code: string, resolution: keyof typeof RESOLUTIONS): Promise<string> {
  const file = `program-${resolution.replaceAll(" ", "-")}.ts`;
  writeFileSync(
    join(folder, "app", file),
    `${RESOLUTIONS[resolution].includes("node") ? "" : ENVIRONMENT}${code}\nexport {};\n`,
  );
  const strict = ["--strict", "--noEmit", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
  const args = [...strict, "--target", "es2022", ...RESOLUTIONS[resolution], file];
  return (await run(join(folder, "app"), process.execPath, TSC, ...args)).out;
}

const CONSUMER = `
import { type AnsweredStatus, type GaritaClient, garitaClient, isOpen, type StatusAnswer } from "garita-client";
const client: GaritaClient = garitaClient(new URL("http://localhost"), { key: undefined });
const answer: StatusAnswer = await client.status("lukeville", { mode: undefined });
const said: boolean | null = isOpen(answer);
const words: Record<AnsweredStatus, string> = { open: "a", suspended: "b", closed: "c", unknown: "d" };
for (const { status, open } of answer.services) console.log(said, words[status], open ?? "in doubt");
`;

/** Programs that must not compile, each with a part of the error. */
const WRONG: [what: string, code: string, error: string][] = [
  ["takes doubt for an answer", "const open: boolean = answer.open;", "null"],
  ["takes the doubt of isOpen for an answer", "const open: boolean = isOpen(answer);", "null"],
  ["forgets unknown", 'const s: "open" | "suspended" | "closed" = answer.services[0]!.status;', "unknown"],
  ["asks for a mode that does not exist", 'await client.status("lukeville", { mode: "boat" });', "boat"],
  ["asks for alternatives without a mode", 'await client.alternatives("x", { direction: "northbound" });', "mode"],
  ["asks for a table", 'await client.crossings({ format: "csv" });', "format"],
  ["asks at a path that does not exist", 'await client.get("/v1/crossing");', "/v1/crossing"],
];

describe("the package of the client", () => {
  test("contains what it runs on, its types, its licence and its explanation, and nothing else", () => {
    const manifest = JSON.parse(readFileSync(join(HOME, "package.json"), "utf8"));
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(["dependencies"]));
    expect(manifest.engines).toEqual(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).engines);
    expect(manifest.license).toBe("MIT");
    const others = packed.filter((path) => !/^dist\/(generated\/)?[a-z-]+\.(js|d\.ts)$/.test(path));
    expect(others.toSorted()).toEqual(["LICENSE", "README.md", "package.json"]);
    expect(packed).toEqual(expect.arrayContaining(["dist/index.js", "dist/index.d.ts", "dist/generated/api.d.ts"]));
    expect(readFileSync(join(HOME, "LICENSE"), "utf8")).toBe(readFileSync(join(ROOT, "LICENSE"), "utf8"));
  });

  test("imports only its own files, which are short", () => {
    const files = readdirSync(join(HOME, "src")).filter((name) => name.endsWith(".ts"));
    for (const file of files) {
      const text = readFileSync(join(HOME, "src", file), "utf8");
      for (const { target } of importsIn(text)) expect([file, target]).toEqual([file, expect.stringMatching(/^\.\//)]);
      expect(text.split("\n").filter((line) => line.trim() !== "").length).toBeLessThan(200);
    }
  });

  test.each(Object.keys(RESOLUTIONS) as (keyof typeof RESOLUTIONS)[])(
    "lets a strict program compile, with the resolution %s",
    async (resolution) => {
      expect(await compile(CONSUMER, resolution)).toBe("");
    },
    TIMEOUT_MS,
  );

  test.each(WRONG)(
    "lets no program compile that %s",
    async (_, code, error) => {
      expect(await compile(`${CONSUMER}${code}`, "nodenext")).toMatch(new RegExp(`error TS\\d+: [^]*${error}`));
    },
    TIMEOUT_MS,
  );

  test("is explained by programs that compile", async () => {
    expect(programs.length).toBe(5);
    for (const program of programs) expect([program, await compile(program, "nodenext")]).toEqual([program, ""]);
  }, 240_000);

  test("answers the first question of its explanation as that says", async () => {
    const [, answer = ""] = /```text\n([\s\S]*?)```/.exec(readme) ?? [];
    writeFileSync(join(folder, "app/first.js"), (programs[0] ?? "").replace("http://localhost:3000", service.url));
    expect(await run(join(folder, "app"), process.execPath, "first.js")).toEqual({ code: 0, out: answer });
  });
});
