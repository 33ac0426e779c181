import { type ChildProcess, type ForkOptions, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import type { Probed } from "./probe.ts";

/** A child process that reports its CPU time and memory. The child ends when this process ends. */
export interface ProbedProcess {
  child: ChildProcess;
  ended: Promise<unknown>;
  /** Returns the CPU time of all its threads so far, in microseconds. */
  cpu(): Promise<number>;
  /** Returns the resident memory after garbage collection, in bytes. */
  memory(): Promise<number>;
  /** Returns the longest CPU time, in milliseconds, of one turn of its event loop since the last call. */
  turn(): Promise<number>;
  /** Returns the 99.9th percentile of the delay of its event loop since the last call, in milliseconds. */
  delay(): Promise<number>;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts one of the project's built files. */
export function forkProbed(
  file: string,
  args: readonly string[] = [],
  { execArgv = [], ...options }: ForkOptions = {},
): ProbedProcess {
  const probe = join(ROOT, "dist/test/support/probe.js");
  const child = fork(join(ROOT, "dist", file), args, {
    ...options,
    execArgv: [...execArgv, "--expose-gc", "--enable-source-maps", "--import", probe],
  });
  const ended = once(child, "exit");
  const ask = async (what: Probed): Promise<number> => {
    child.send(what);
    for (;;) {
      const [told] = await Promise.race([
        once(child, "message"),
        ended.then(() => Promise.reject(new Error("it ended"))),
      ]);
      if (typeof told === "object" && "probed" in told) return told.probed;
    }
  };
  return {
    child,
    ended,
    cpu: () => ask("cpu"),
    memory: () => ask("memory"),
    turn: () => ask("turn"),
    delay: () => ask("delay"),
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
