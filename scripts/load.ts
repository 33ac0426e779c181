import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../src/root.ts";
import type { Load, LoadTask } from "./load-client.ts";

/** A process that generates load. */
export interface LoadMaker {
  /** Sends requests to one server. @throws if an answer has an unexpected status */
  load(url: string, requests: readonly string[], options: LoadOptions): Promise<Load>;
  stop(): void;
}

export interface LoadOptions {
  connections: number;
  /** Duration in milliseconds. If null, sends each request once. */
  milliseconds: number | null;
  /** Time that a client waits between an answer and its next request, in milliseconds. */
  pause?: number;
  /** The status that every answer must have. */
  status: number;
}

export function makeLoadMaker(): LoadMaker {
  const child = fork(join(ROOT, "dist/scripts/load-client.js"));
  const ended = once(child, "exit").then(() => Promise.reject(new Error("the load generator ended")));
  ended.catch(() => undefined);
  return {
    async load(url, requests, { status, ...options }) {
      const told = Promise.race([once(child, "message"), ended]);
      child.send({ port: Number(new URL(url).port), requests: [...requests], ...options } satisfies LoadTask);
      const load = (await told)[0] as Load;
      if (load.statuses[status] !== load.answers || load.answers === 0)
        throw new Error(`${url} answered ${JSON.stringify(load.statuses)}, but only ${status} was expected`);
      return load;
    },
    stop: () => child.disconnect(),
  };
}

const written = (first: string, headers: Record<string, string>, body = ""): string =>
  `${first} HTTP/1.1\r\nHost: localhost\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n${body}`;

/** Formats a GET request as sent over the wire. */
export const requestFor = (path: string, headers: Record<string, string> = {}): string =>
  written(`GET ${path}`, headers);

/** Formats a POST request with a JSON body, as sent over the wire. */
export const postFor = (path: string, body: string, headers: Record<string, string>): string =>
  written(
    `POST ${path}`,
    { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)), ...headers },
    body,
  );
