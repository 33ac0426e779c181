import { types } from "node:util";
import { FeedError } from "./feed-error.ts";

/**
 * Aborts a fetch when its timeout has passed or the caller's signal aborts, and distinguishes the two. The class uses
 * its own timer, because a combined signal may be garbage-collected before it fires on Node 20.
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

  /** Aborts the fetch if still in progress, and clears the timer. */
  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#stop);
    this.#controller.abort();
  }

  /**
   * Returns the error to throw after an error during the fetch: the caller's reason if the caller aborted, and
   * otherwise a FeedError.
   */
  explain(error: unknown, url: URL): unknown {
    if (this.#caller?.aborted === true) return this.#caller.reason;
    if (this.#late)
      return new FeedError("timeout", `${url.host} took longer than ${this.#timeoutMs} ms.`, { cause: error });
    if (error instanceof FeedError) return error;
    const code = brokeOff(error) ? "cut_off" : "unreachable";
    return new FeedError(code, `${url.host || url.pathname}: ${reasonOf(error)}`, { cause: error });
  }
}

// Returns true for undici's error when the connection ends before the body is complete.
const brokeOff = (error: unknown): boolean => types.isNativeError(error) && error.message === "terminated";

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return types.isNativeError(error.cause) ? error.cause.message || error.message : error.message;
}
