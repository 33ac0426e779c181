import { type Callable, makeExchange } from "../../src/processes/exchange.ts";

/** Creates two ends that pass messages as a channel does: later, and as copies. */
function connectEnds(functions: Callable) {
  const here = makeExchange((message) => setImmediate(() => there.receive(structuredClone(message))), {});
  const there = makeExchange((message) => setImmediate(() => here.receive(structuredClone(message))), functions);
  return here;
}

test("a call gets the result of its own function, even if a later call ends first", async () => {
  const here = connectEnds({
    late: (text: string) => new Promise((done) => setTimeout(() => done(text), 30)),
    sum: (a: number, b: number) => a + b,
  });
  expect(await Promise.all([here.call("late", "x"), here.call("sum", 1, 2)])).toEqual(["x", 3]);
  expect(await here.call("sum", Number.NaN, 1)).toBeNaN();
});

test("a call rejects if the function throws, if there is none, and if the other process has ended", async () => {
  const here = connectEnds({
    fail: () => Promise.reject(new Error("no reason")),
    never: () => new Promise(() => undefined),
  });
  await expect(here.call("fail")).rejects.toThrow("no reason");
  await expect(here.call("nothing")).rejects.toThrow("there is no function nothing");
  const lost = here.call("never");
  here.close();
  await expect(lost).rejects.toThrow("the other process has ended");
  await expect(here.call("never")).rejects.toThrow("the other process has ended");
});

test("messages of other senders are ignored", () => {
  const here = makeExchange(() => undefined, {});
  for (const message of ["cpu", null, 7, { probed: 1 }, { result: 99, value: 1 }]) here.receive(message);
});
