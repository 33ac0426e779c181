import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../src/root.ts";

/** The exit code of a command, and its output without lines of progress. */
export interface Said {
  code: number;
  out: string;
  err: string;
}

/** Returns output without lines of progress, which a busy machine prints. */
export const withoutProgress = (text: string): string => text.replace(/^.*…\n/gm, "");

let runs = 0;

/**
 * Runs a command of `scripts` in this process, because loading the modules in another process takes two seconds. Run
 * commands one at a time: a command sets the arguments, settings and output of this process.
 */
export async function runCommand(script: string, args: string[], settings: Record<string, string>): Promise<Said> {
  const before = { argv: process.argv, env: { ...process.env }, exitCode: process.exitCode };
  const writers = { out: process.stdout.write, err: process.stderr.write };
  const said = { out: "", err: "" };
  const listenTo = (stream: "out" | "err") => (text: string | Uint8Array) => {
    said[stream] += typeof text === "string" ? text : Buffer.from(text).toString();
    return true;
  };
  const path = join(ROOT, "dist/scripts", script);
  process.argv = [process.execPath, path, ...args];
  Object.assign(process.env, settings);
  process.exitCode = 0;
  process.stdout.write = listenTo("out");
  process.stderr.write = listenTo("err");
  try {
    // Node runs a module only once per URL, so each run imports it under a new URL.
    await import(`${pathToFileURL(path).href}?run=${++runs}`);
    return { code: Number(process.exitCode), out: said.out, err: withoutProgress(said.err) };
  } finally {
    process.argv = before.argv;
    for (const name of Object.keys(settings)) delete process.env[name];
    Object.assign(process.env, before.env);
    process.exitCode = before.exitCode;
    process.stdout.write = writers.out;
    process.stderr.write = writers.err;
  }
}
