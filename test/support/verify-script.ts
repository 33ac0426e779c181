import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { blocksIn } from "./examples.ts";

const blocks = blocksIn(readFileSync(join(ROOT, "docs/verify.md"), "utf8"));

/** Returns the first block of docs/verify.md in a language. */
export const blockOfVerify = (language: string): string =>
  blocks.find((each) => each.language === language)?.text ?? "";

/** A folder with the script of docs/verify.md, and the files that a reader keeps. */
export interface VerifyingReader {
  /** Path of `head.json`. */
  headFile: string;
  /** Keeps the head and the key of the service, as the document says. */
  keep(): Promise<void>;
  /** Runs the script against the service. */
  run(): Promise<{ code: number; out: string; err: string }>;
  remove(): Promise<void>;
}

/** Prepares the script for a service. */
export async function makeVerifyingReader(url: string): Promise<VerifyingReader> {
  const folder = await mkdtemp(join(tmpdir(), "garita-verify-"));
  await writeFile(join(folder, "verify.mjs"), blockOfVerify("js"));
  return {
    headFile: join(folder, "head.json"),
    async keep() {
      for (const name of ["head", "key"])
        await writeFile(join(folder, `${name}.json`), await (await fetch(`${url}/v1/log/${name}`)).text());
    },
    run: () =>
      new Promise((done) => {
        const args = ["verify.mjs", url, "head.json", "key.json"];
        execFile(
          process.execPath,
          args,
          { cwd: folder, env: { ...process.env, NODE_OPTIONS: "" } },
          (error, out, err) => done({ code: Number(error?.code ?? 0), out: out.trim(), err: err.trim() }),
        );
      }),
    remove: () => rm(folder, { recursive: true }),
  };
}
