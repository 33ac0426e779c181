import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import type { LoanedService } from "./service.ts";

/** False if a program used in the examples is missing. Without that program, the examples are reported as skipped. */
export const CAN_RUN_EXAMPLES = ["sh", "curl"].every((name) => spawnSync(name, ["--version"]).error === undefined);

/** A shell that runs a document's commands against a loaned service. */
export interface ExampleShell {
  folder: string;
  /**
   * Runs commands and returns their output. In commands, `<id>` stands for the last `id` in an answer.
   * @throws if the last command fails
   */
  run(commands: string): Promise<string>;
  /** Replaces the URLs of the document with those of this run. */
  localised(text: string): string;
  /** Returns the last value of a field in a JSON answer. */
  last(field: string): string | undefined;
  release(): Promise<void>;
}

/** `npm run` without the setup, because tests run on the built output. */
const NPM = `npm() { shift; [ "$1" = --silent ] && shift; name=$1; shift; [ "$1" = -- ] && shift; "$GARITA_NODE" "$GARITA_DIST/scripts/$name.js" "$@"; }`;

/** Opens a shell in a copy of the project's folder, with the operator's key, sources and packages. */
export async function openShell(service: LoanedService, addresses: Record<string, string>): Promise<ExampleShell> {
  const folder = await mkdtemp(join(tmpdir(), "garita-docs-"));
  await mkdir(join(folder, ".garita"));
  await writeFile(join(folder, ".garita/operator-key"), `${await service.keyFor("operator", "admin")}\n`);
  for (const name of ["node_modules", "src"]) await symlink(join(ROOT, name), join(folder, name));
  const env = {
    ...process.env,
    NODE_OPTIONS: "",
    DATABASE_URL: service.databaseUrl,
    GARITA_DATA: join(folder, ".garita"),
    GARITA_NODE: process.execPath,
    GARITA_DIST: join(ROOT, "dist"),
    JOBS: "off",
    LOG_LEVEL: "silent",
  };
  const fields = new Map<string, string>();
  const all = { ...addresses, "http://localhost:3000": service.url };
  const localised = (text: string): string =>
    Object.entries(all).reduce((rest, [documented, actual]) => rest.replaceAll(documented, actual), text);
  const withId = (text: string): string => text.replaceAll("<id>", fields.get("id") ?? "<id>");
  return {
    folder,
    localised: (text) => withId(localised(text)),
    last: (field) => fields.get(field),
    async run(commands) {
      const printed = await shell(`${NPM}\n${withId(localised(commands))}`, folder, env);
      for (const [name, value] of fieldsOf(printed)) fields.set(name, value);
      return printed;
    },
    release: () => rm(folder, { recursive: true }),
  };
}

/** Parses the fields of a printed JSON object; returns none for other output. */
function fieldsOf(printed: string): [string, string][] {
  if (!printed.startsWith("{")) return [];
  const object = JSON.parse(printed) as Record<string, unknown>;
  return Object.entries(object).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
}

function shell(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((done, fail) => {
    execFile("sh", ["-c", script], { cwd, env }, (error, out, err) =>
      error === null ? done(out) : fail(new Error(`${error.message}\n${err}`)),
    );
  });
}
