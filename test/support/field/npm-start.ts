import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../../../src/root.ts";

/** The service, started by `npm start`. */
export interface NpmStart {
  url: string;
  /** Returns all output so far. */
  printed(): string;
  operatorKey(): Promise<string>;
  /** Kills npm and all its child processes, as a power failure would. */
  kill(): Promise<void>;
  /** Sends SIGTERM to npm alone, as a process manager does, and waits until the service has ended. */
  stop(): Promise<void>;
}

/**
 * Runs `npm start` with only the given settings, without those of this process.
 * @throws if the service ends before it listens, with all its output
 */
export async function npmStart(dataDir: string, settings: Record<string, string>): Promise<NpmStart> {
  const child = spawn("npm", ["start"], {
    cwd: ROOT,
    // npm gets its own process group, so that the whole group can be killed at once.
    detached: true,
    env: { ...inherited(), GARITA_DATA: dataDir, PORT: "0", JOBS: "on", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const signal = (name: NodeJS.Signals) => signalGroup(child, name);
  const abandon = () => signal("SIGKILL");
  process.once("exit", abandon);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (text += piece));
  const gone = async (url: string) => {
    await ended;
    process.off("exit", abandon);
    await refused(url);
  };
  const url = await listening(() => text, child).catch(async (error) => {
    signal("SIGKILL");
    await ended;
    throw error;
  });
  return {
    url,
    printed: () => text,
    operatorKey: async () => (await readFile(join(dataDir, "operator-key"), "utf8")).trim(),
    async kill() {
      signal("SIGKILL");
      await gone(url);
    },
    async stop() {
      child.kill("SIGTERM");
      await gone(url);
    },
  };
}

/** Returns the environment without the service's settings and this Node's flags. */
function inherited(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(PATH|HOME|USER|LANG|TMPDIR|npm_config_.*)$/i.test(name),
  );
  return Object.fromEntries(kept);
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group has ended.
  }
}

/** How long the port may stay in use after the command has ended. */
const REFUSED_MS = 15_000;

/** Waits until no process listens at an address. */
async function refused(url: string): Promise<void> {
  for (const until = performance.now() + REFUSED_MS; performance.now() < until; await sleep(20)) {
    const answers = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (!answers) return;
  }
  throw new Error(`${url} still answers after npm start has ended`);
}

/** The time that a start may take on a busy machine. */
const START_MS = 60_000;

async function listening(printed: () => string, child: ChildProcess): Promise<string> {
  for (const until = performance.now() + START_MS; performance.now() < until; await sleep(20)) {
    // The service writes the key before it prints "listens at", and is running once it prints "Try: ".
    const url = /listens at (\S+)[\s\S]*Try: /.exec(printed())?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null || child.signalCode !== null) break;
  }
  throw new Error(`npm start does not listen: ${printed()}`);
}
