import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../src/root.ts";
import { aloneOn } from "./service-process.ts";

/** The whole service as several processes: a primary process and those that it started. */
export interface SeveralProcesses {
  url: string;
  /** Process id of the primary process. */
  pid: number;
  /** Returns all output so far. */
  printed(): string;
  /** Lists the process ids of the processes that serve requests. */
  members(): Promise<number[]>;
  operatorKey(): Promise<string>;
  /** Sends a signal to the primary process, and waits until it has ended. Returns its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts two processes on a database and a free port, without jobs. `settings` are environment variables.
 * @throws if the primary process ends before the service listens, with its exit code and its output
 */
export async function startSeveral(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<SeveralProcesses> {
  const dataDir = await mkdtemp(join(tmpdir(), "garita-several-"));
  const child = spawn(process.execPath, ["--enable-source-maps", join(ROOT, "dist/src/main.js")], {
    env: { ...aloneOn(databaseUrl, dataDir), PROCESSES: "2", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (text += piece));
  const ended = once(child, "close").then(async ([code]) => {
    process.off("exit", abandon);
    await rm(dataDir, { recursive: true, force: true });
    return code as number | null;
  });
  const listening = async (): Promise<string> => {
    for (;;) {
      const url = /listens at (\S+)[\s\S]*Try: /.exec(text)?.[1];
      if (url !== undefined) return url;
      await Promise.race([once(child.stdout, "data"), ended]);
      if (child.exitCode !== null) throw new Error(`code ${await ended}: ${text.trim()}`);
    }
  };
  const pid = child.pid ?? 0;
  return {
    url: await listening(),
    pid,
    printed: () => text,
    async members() {
      const { stdout } = await promisify(execFile)("pgrep", ["-P", String(pid)]);
      return stdout.trim().split("\n").map(Number);
    },
    operatorKey: async () => (await readFile(join(dataDir, "operator-key"), "utf8")).trim(),
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
