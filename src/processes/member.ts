import cluster from "node:cluster";
import { type Callable, type Exchange, makeExchange } from "./exchange.ts";

/** This process as one of several that the primary process started. */
export interface Member {
  /** Number of this process, from 1. */
  number: number;
  /** Calls a function of the primary process. */
  call: Exchange["call"];
  /** Tells the primary process that this process serves requests at a URL. */
  serving(url: string): void;
  /** Tells the primary process why this process cannot serve requests. Resolves when the sentence has arrived. */
  failed(sentence: string): Promise<void>;
}

/** Returns true if a primary process started this process. */
export const isMember = (): boolean => cluster.isWorker;

/** Opens the channel to the primary process, which may call these functions. */
export async function joinPrimary(functions: Callable): Promise<Member> {
  const exchange = makeExchange(
    (message) => void process.send?.(message, undefined, undefined, () => undefined),
    functions,
  );
  process.on("message", (message) => exchange.receive(message));
  const { call } = exchange;
  return {
    number: Number(await call("number")),
    call,
    serving: (url) => void call("serving", url).catch(() => undefined),
    async failed(sentence) {
      await call("failed", sentence).catch(() => undefined);
    },
  };
}
