/** Functions that another process may call, by name. Arguments and results must be cloneable. */
export type Callable = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Calls to another process, over the channel between a primary process and a process that it started. */
export interface Exchange {
  /** Calls a function of the other process. Rejects if the function throws, or if the channel closes first. */
  call(name: string, ...args: unknown[]): Promise<unknown>;
  /** Handles a message from the channel. Ignores messages that do not belong to an exchange. */
  receive(message: unknown): void;
  /** Rejects the calls that have no result yet. */
  close(): void;
}

type Message = { call: number; name: string; args: unknown[] } | { result: number; value?: unknown; fault?: string };

/** Creates one end of an exchange. `send` must not throw. */
export function makeExchange(send: (message: object) => void, functions: Callable): Exchange {
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (error: Error) => void }>();
  let calls = 0;
  let isClosed = false;

  async function answer(call: number, name: string, args: unknown[]): Promise<void> {
    try {
      const called = functions[name] as ((...args: unknown[]) => unknown) | undefined;
      if (called === undefined) throw new Error(`there is no function ${name}`);
      send({ result: call, value: await called(...args) } satisfies Message);
    } catch (error) {
      send({ result: call, fault: (error as Error).message } satisfies Message);
    }
  }

  return {
    call(name, ...args) {
      return new Promise((done, fail) => {
        if (isClosed) return fail(new Error("the other process has ended"));
        waiting.set(++calls, { done, fail });
        send({ call: calls, name, args } satisfies Message);
      });
    },
    receive(message) {
      if (typeof message !== "object" || message === null) return;
      const given = message as Message;
      if ("call" in given) return void answer(given.call, given.name, given.args);
      const caller = "result" in given ? waiting.get(given.result) : undefined;
      if (caller === undefined || !("result" in given)) return;
      waiting.delete(given.result);
      if (given.fault === undefined) caller.done(given.value);
      else caller.fail(new Error(given.fault));
    },
    close() {
      isClosed = true;
      for (const { fail } of waiting.values()) fail(new Error("the other process has ended"));
      waiting.clear();
    },
  };
}
