import { execFile } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

/** Runs the service as a process until it exits. Returns its exit code and its error output. */
export function runService(settings: Record<string, string>): Promise<{ code: unknown; err: string }> {
  const env = { ...process.env, NODE_OPTIONS: "", ...settings };
  return new Promise((done) =>
    execFile(process.execPath, [join(ROOT, "dist/src/main.js")], { env }, (error, _, err) =>
      done({ code: error?.code ?? 0, err: err.trim() }),
    ),
  );
}
