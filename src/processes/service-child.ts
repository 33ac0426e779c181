import cluster from "node:cluster";
import { type Callable, makeExchange } from "./exchange.ts";

/** A process that serves requests, as the primary process sees it. */
export interface ServiceChild {
  /** Number of the process, from 1. A replacement has the number of its predecessor. */
  number: number;
  /** Resolves to the URL when the process serves requests. Rejects with a sentence if it fails or ends before. */
  serving: Promise<string>;
  isServing(): boolean;
  /** Resolves when the process has ended, to words such as "by SIGKILL". */
  ended: Promise<string>;
  call(name: string, ...args: unknown[]): Promise<unknown>;
  /** Calls `stop` or `retire` in the process. Kills it if it is still running after `ms` milliseconds. */
  end(how: "stop" | "retire", ms: number): Promise<void>;
  kill(): void;
}

/**
 * Starts a process that serves requests. It may call these functions. `cluster.setupPrimary` must have named the file.
 */
export function forkChild(number: number, functions: Callable): ServiceChild {
  const worker = cluster.fork();
  const { promise: serving, done, fail } = deferred<string>();
  let isServing = false;
  const exchange = makeExchange((message) => worker.isConnected() && worker.send(message, undefined, () => undefined), {
    ...functions,
    number: () => number,
    serving(url: string) {
      isServing = true;
      done(url);
    },
    failed: (sentence: string) => fail(new FailedStart(sentence)),
  });
  worker.on("message", (message: unknown) => exchange.receive(message));
  const ended = new Promise<string>((told) => {
    const end = (how: string) => {
      isServing = false;
      exchange.close();
      fail(new FailedStart(`A process ended ${how} before it served requests.`));
      told(how);
    };
    worker.once("exit", (code: number, signal: string | null) =>
      end(signal === null ? `with code ${code}` : `by ${signal}`),
    );
    worker.on("error", (error) => {
      // If only the channel broke, `exit` follows.
      if (worker.process.pid === undefined) end(`at once (${error.message})`);
    });
  });
  // Whether anybody waits for it depends on the caller. An unhandled rejection would end this process.
  serving.catch(() => undefined);
  const kill = () => void worker.process.kill("SIGKILL");
  return {
    number,
    serving,
    isServing: () => isServing,
    ended,
    call: exchange.call,
    async end(how, ms) {
      exchange.call(how).catch(() => undefined);
      const late = setTimeout(kill, ms);
      await ended;
      clearTimeout(late);
    },
    kill,
  };
}

/** Thrown if a process cannot serve requests. The message tells the person who started the service why. */
export class FailedStart extends Error {
  override readonly name = "FailedStart";
}

function deferred<Value>() {
  let done: (value: Value) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    [done, fail] = [resolve, reject];
  });
  return { promise, done, fail };
}
