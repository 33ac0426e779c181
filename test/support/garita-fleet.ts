import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { machineClock } from "../../src/clock.ts";
import { ROOT } from "../../src/root.ts";
import type { Listening } from "./garita-process.ts";

/** Processes of the service that share one database. Tests kill and replace them. */
export interface Fleet {
  /** Sends a request to a live process. If the process dies, tries other processes until one answers. */
  ask(path: string, init: RequestInit): Promise<Response>;
  /** Kills one process with SIGKILL and starts another in its place. */
  killOne(): Promise<void>;
  /** Shuts all processes down gracefully. */
  stop(): Promise<void>;
}

/** Maximum number of attempts to start a process. */
const STARTS = 20;

export async function startFleet(databaseUrl: string, size: number, speed: number): Promise<Fleet> {
  const epoch = String(machineClock());
  const start = async (starts = STARTS): Promise<{ child: ChildProcess; url: string }> => {
    const child = fork(join(ROOT, "dist/test/support/garita-process.js"), [databaseUrl, epoch, String(speed)]);
    const url = await new Promise<string | undefined>((done) => {
      child.once("message", (listening: Listening) => done(listening.url));
      child.once("exit", () => done(undefined));
    });
    // On a busy machine the database may be slow to accept a connection. A supervisor would start the process again.
    if (url !== undefined) return { child, url };
    if (starts === 1) throw new Error(`no process came up in ${STARTS} starts`);
    return start(starts - 1);
  };
  const ships: { child: ChildProcess; url: string }[] = await Promise.all(Array.from({ length: size }, () => start()));
  let turn = 0;
  return {
    async ask(path, init) {
      for (let tries = 0; ; tries++) {
        const ship = ships[turn++ % ships.length];
        try {
          return await fetch(`${ship?.url}${path}`, init);
        } catch (error) {
          if (tries === 500) throw error;
          await new Promise((done) => setTimeout(done, 20));
        }
      }
    },
    async killOne() {
      const [victim] = ships.splice(turn % ships.length, 1);
      const dead = victim && once(victim.child, "exit");
      victim?.child.kill("SIGKILL");
      await dead;
      ships.push(await start());
    },
    async stop() {
      await Promise.all(
        ships.splice(0).map(async ({ child }) => {
          const gone = once(child, "exit");
          child.disconnect();
          await gone;
        }),
      );
    },
  };
}
