import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How to run a program. */
export interface ProgramRun {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the program. */
  signal?: AbortSignal | undefined;
  /** Longest run in seconds. The default is 60. */
  seconds?: number;
}

/** Time that an ended program has for its own cleanup, in milliseconds. */
const GRACE_MS = 15_000;

/**
 * Runs a program, and returns what it printed to standard output, without surrounding white space. The program has
 * ended when this returns or throws.
 * @throws if it cannot be run, takes too long, or ends with a code other than 0. The message has the last lines that it
 * printed.
 */
export async function outputOf(program: string, args: readonly string[], run: ProgramRun = {}): Promise<string> {
  const { signal, seconds = 60, ...options } = run;
  signal?.throwIfAborted();
  // In a process group of its own, it can be ended with its children, and Ctrl-C does not reach it.
  const child = spawn(program, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const limit = AbortSignal.timeout(seconds * 1000);
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const stop = () => endGroup(child);
  either.addEventListener("abort", stop);
  const said = { out: "", all: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
    said.all += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.all += text;
  });
  const line = [program, ...args].join(" ").slice(0, 200);
  const [code] = await once(child, "close").catch((error: Error) => {
    throw new Error(`'${line}' could not be run: ${error.message}`);
  });
  either.removeEventListener("abort", stop);
  signal?.throwIfAborted();
  if (code === 0) return said.out.trim();
  const fault = limit.aborted ? `took longer than ${seconds} s` : `ended with code ${code}`;
  throw new Error(`'${line}' ${fault}:\n${said.all.trim().split("\n").slice(-25).join("\n")}`);
}

function endGroup({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return;
  signalGroup(pid, "SIGTERM");
  setTimeout(() => signalGroup(pid, "SIGKILL"), GRACE_MS).unref();
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
