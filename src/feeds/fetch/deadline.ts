import { types } from "node:util";
import { FeedError } from "./feed-error.ts";

/**
 * Aborts a fetch after a timeout or when the caller aborts, and tells which of the two it was. Has its own timer,
 * because on Node 20 a combined signal may be garbage-collected before it fires.
 */
export class Deadline {
  readonly #timeoutMs: number;
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #stop = (): void => this.end();
  #late = false;

  constructor(timeoutMs: number, caller: AbortSignal | undefined) {
    this.#timeoutMs = timeoutMs;
    this.#caller = caller;
    this.#timer = setTimeout(() => {
      this.#late = true;
      this.end();
    }, timeoutMs);
    caller?.addEventListener("abort", this.#stop);
    if (caller?.aborted === true) this.end();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts the fetch if it is still in progress, and clears the timer. */
  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#stop);
    this.#controller.abort();
  }

  /** Returns the error to throw: the caller's reason if the caller aborted, otherwise a FeedError. */
  explain(error: unknown, url: URL): unknown {
    if (this.#caller?.aborted === true) return this.#caller.reason;
    if (this.#late)
      return new FeedError("timeout", `${url.host} took longer than ${this.#timeoutMs} ms.`, { cause: error });
    if (error instanceof FeedError) return error;
    const code = brokeOff(error) ? "cut_off" : "unreachable";
    return new FeedError(code, `${url.host || url.pathname}: ${reasonOf(error)}`, { cause: error });
  }
}

// undici's error for a connection that ends before the body is complete.
const brokeOff = (error: unknown): boolean => types.isNativeError(error) && error.message === "terminated";

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return types.isNativeError(error.cause) ? error.cause.message || error.message : error.message;
}
