import cluster from "node:cluster";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { Callable } from "./exchange.ts";
import { FailedStart, forkChild, type ServiceChild } from "./service-child.ts";

/** The processes that serve requests on one port. */
export interface Processes {
  /**
   * Starts all processes. Resolves to their URL when all serve requests.
   * @throws FailedStart if one of them cannot
   */
  start(): Promise<string>;
  /** Replaces the processes one by one. Each keeps serving until its successor does. */
  replace(): Promise<void>;
  /** Calls a function of one process that serves. */
  call(name: string, ...args: unknown[]): Promise<unknown>;
  /** Calls a function of every process that serves. Leaves out those without a result after `ms` milliseconds. */
  callAll(name: string, ms: number, ...args: unknown[]): Promise<unknown[]>;
  /** Stops all processes, and starts none again. */
  stop(): Promise<void>;
  /** Kills all processes. */
  kill(): void;
}

/** How to run the processes. */
export interface ProcessOptions {
  count: number;
  /** File that each process runs. */
  file: string;
  log: Log;
  /** Functions that a process may call. */
  functions: Callable;
}

/** Time for a successor to start. On a busy machine, a start takes ten seconds. */
const START_MS = 60_000;

/** Time for a replaced process to end. Its requests take at most ten seconds, and idle connections five. */
const RETIRE_MS = 30_000;

/** Time for a process to stop. Containers are killed after ten seconds. */
const STOP_MS = 8_000;

/** Delays before an ended process is started again, in milliseconds. Each further failure doubles the delay. */
const PAUSES = { first: 200, longest: 30_000 };

/** A process that has served for this long has not failed in its start. */
const STEADY_MS = 60_000;

/** Prepares processes with the numbers 1 to `count`. A process that ends unasked is started again. */
export function makeProcesses({ count, file, log, functions }: ProcessOptions): Processes {
  const stopping = new AbortController();
  const { signal } = stopping;
  const alive = new Set<ServiceChild>();
  /** The process of each number, without successors that do not serve yet. */
  const current = new Map<number, ServiceChild>();
  cluster.setupPrimary({ exec: file, args: [], execArgv: flags(), serialization: "advanced" });

  function fork(number: number): ServiceChild {
    const child = forkChild(number, functions);
    alive.add(child);
    void child.ended.then(() => alive.delete(child));
    return child;
  }

  /** Starts another process whenever the process of this number ends unasked. */
  async function watch(number: number): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const child = current.get(number);
      const began = performance.now();
      const how = await child?.ended;
      // After a replacement, the next turn of the loop watches the successor.
      if (signal.aborted || current.get(number) !== child) continue;
      failures = performance.now() - began > STEADY_MS ? 0 : failures + 1;
      const pause = Math.min(PAUSES.longest, PAUSES.first * 2 ** Math.max(0, failures - 1));
      log.error({ processNumber: number }, `process ${number} ended ${how}; starting another in ${pause / 1000} s`);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || current.get(number) !== child) continue;
      const next = fork(number);
      current.set(number, next);
      next.serving.then(
        () => log.info({ processNumber: number }, `process ${number} serves again`),
        (error: Error) => log.error({ processNumber: number }, `process ${number} did not start: ${error.message}`),
      );
    }
  }

  /** Replaces the process of this number. Returns false if its successor does not serve. */
  async function replaceOne(number: number): Promise<boolean> {
    const next = fork(number);
    const late = sleep(START_MS, undefined, { ref: false }).then(() => {
      throw new Error("it took longer than a minute");
    });
    try {
      await Promise.race([next.serving, late]);
    } catch (error) {
      if (signal.aborted) return false;
      log.error(
        { processNumber: number },
        `process ${number} is not replaced, because its successor did not start: ${(error as Error).message}`,
      );
      await next.end("stop", STOP_MS);
      return false;
    }
    const before = current.get(number);
    current.set(number, next);
    await before?.end("retire", RETIRE_MS);
    log.info({ processNumber: number }, `process ${number} was replaced`);
    return true;
  }

  async function replaceAll(): Promise<void> {
    for (const number of current.keys()) if (signal.aborted || !(await replaceOne(number))) return;
  }

  let replacing: Promise<void> = Promise.resolve();
  let isQueued = false;
  return {
    async start() {
      for (let number = 1; number <= count; number++) current.set(number, fork(number));
      const [url = ""] = await Promise.all([...current.values()].map(({ serving }) => serving));
      for (const number of current.keys()) void watch(number);
      return url;
    },
    replace() {
      // A round that has not begun yet also serves those who ask now.
      if (isQueued) return replacing;
      isQueued = true;
      replacing = replacing.then(() => {
        isQueued = false;
        return replaceAll();
      });
      return replacing;
    },
    async call(name, ...args) {
      const child = [...current.values()].find((each) => each.isServing());
      if (child === undefined) throw new FailedStart("No process serves requests.");
      return child.call(name, ...args);
    },
    async callAll(name, ms, ...args) {
      const none = Symbol("no result");
      const late = sleep(ms, none, { ref: false });
      const serving = [...current.values()].filter((child) => child.isServing());
      const results = await Promise.all(
        serving.map((child) => Promise.race([child.call(name, ...args).catch(() => none), late])),
      );
      return results.filter((result) => result !== none);
    },
    async stop() {
      stopping.abort();
      await Promise.all([...alive].map((child) => child.end("stop", STOP_MS)));
    },
    kill() {
      for (const child of alive) child.kill();
    },
  };
}

/** Returns the flags of this Node process for the others. `npm start` switches source maps on without a flag. */
function flags(): string[] {
  const maps = "--enable-source-maps";
  return process.execArgv.includes(maps) ? process.execArgv : [...process.execArgv, maps];
}
