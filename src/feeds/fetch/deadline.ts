import { types } from "node:util";
import { FeedError } from "./feed-error.ts";

/**
 * Aborts one fetch when its time is up or when the caller's signal says so, and tells the two apart. A timer of its own,
 * because a signal composed of others may be collected before it fires on Node 20.
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

  /** Ends whatever is still under way, and the timer. */
  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#stop);
    this.#controller.abort();
  }

  /** What to throw for an error met on the way: the caller's own reason, or a FeedError. */
  explain(error: unknown, url: URL): unknown {
    if (this.#caller?.aborted === true) return this.#caller.reason;
    if (this.#late)
      return new FeedError("timeout", `${url.host} took longer than ${this.#timeoutMs} ms.`, { cause: error });
    if (error instanceof FeedError) return error;
    const code = brokeOff(error) ? "cut_off" : "unreachable";
    return new FeedError(code, `${url.host || url.pathname}: ${reasonOf(error)}`, { cause: error });
  }
}

// What undici says once a body has begun and its connection ends before the body does.
const brokeOff = (error: unknown): boolean => types.isNativeError(error) && error.message === "terminated";

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return types.isNativeError(error.cause) ? error.cause.message || error.message : error.message;
}
