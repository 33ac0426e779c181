import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../src/root.ts";
import type { Load, LoadTask } from "./load-client.ts";

/** A process that makes load. */
export interface LoadMaker {
  /** Asks one server for a while. @throws where anything but the awaited status was answered */
  load(url: string, requests: readonly string[], options: LoadOptions): Promise<Load>;
  stop(): void;
}

export interface LoadOptions {
  connections: number;
  milliseconds: number;
  /** The status that every answer must have. */
  status: number;
}

export function makeLoadMaker(): LoadMaker {
  const child = fork(join(ROOT, "dist/scripts/load-client.js"));
  return {
    async load(url, requests, { status, ...options }) {
      const told = once(child, "message");
      child.send({ port: Number(new URL(url).port), requests: [...requests], ...options } satisfies LoadTask);
      const load = (await told)[0] as Load;
      if (load.statuses[status] !== load.answers || load.answers === 0)
        throw new Error(`${url} answered ${JSON.stringify(load.statuses)}, where only ${status} was awaited`);
      return load;
    },
    stop: () => child.disconnect(),
  };
}

/** A request as it goes over the wire. */
export const requestFor = (path: string, headers: Record<string, string> = {}): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;

/** Ends a process that was forked, and waits until it is gone. */
export async function endChild(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill();
  await ended;
}
