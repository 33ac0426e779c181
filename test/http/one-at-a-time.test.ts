import type { Request, Response } from "express";
import { Unavailable } from "../../src/domain/errors.ts";
import { makeLongAnswers } from "../../src/http/one-at-a-time.ts";

const from = (ip: string) => ({ ip }) as Request;
const open = () => ({ headersSent: false, destroyed: false }) as Response;

/** Creates a queue and a way to hold back its first answer until all requests of a test have arrived. */
function makeQueue() {
  const queue = makeLongAnswers({ most: 5, mostPerClient: 3 });
  const answered: string[] = [];
  let release = (): void => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  const ask = (name: string, ip: string, res = open()) =>
    queue(from(ip), res, async () => {
      await released;
      answered.push(name);
    });
  return { ask, answered, release };
}

test("a client with many requests delays another client by one answer only", async () => {
  const { ask, answered, release } = makeQueue();
  const all = [ask("a0", "192.0.2.1"), ask("a1", "192.0.2.1"), ask("a2", "192.0.2.1"), ask("a3", "192.0.2.1")];
  all.push(ask("b0", "192.0.2.2"));
  release();
  await Promise.all(all);
  expect(answered).toEqual(["a0", "a1", "b0", "a2", "a3"]);
});

test("a client with too many waiting requests is refused at once, and other clients are not", async () => {
  const { ask, answered, release } = makeQueue();
  // One network of IPv6 addresses is one client.
  const all = ["::1", "::2", "::3", "::4"].map((host, i) => ask(`a${i}`, `2001:db8:0:1${host}`));
  await expect(ask("a4", "2001:db8:0:1::5")).rejects.toThrow(Unavailable);
  all.push(ask("b0", "192.0.2.2"));
  release();
  await Promise.all(all);
  expect(answered).toHaveLength(5);
});

test("no more requests may wait than can be answered in time", async () => {
  const { ask, release } = makeQueue();
  const all = Array.from({ length: 6 }, (_, i) => ask(`${i}`, `192.0.2.${i}`));
  await expect(ask("late", "192.0.2.9")).rejects.toThrow(Unavailable);
  release();
  await Promise.all(all);
  await ask("later", "192.0.2.9");
});

test("a request is skipped if its deadline has already answered it, and an error does not stop the queue", async () => {
  const { ask, answered, release } = makeQueue();
  const res = { headersSent: false, destroyed: false };
  const first = ask("a", "192.0.2.1");
  const gone = ask("gone", "192.0.2.1", res as Response);
  res.headersSent = true;
  release();
  await Promise.all([first, gone]);
  expect(answered).toEqual(["a"]);
  const queue = makeLongAnswers({ most: 5, mostPerClient: 3 });
  const broken = queue(from("192.0.2.1"), open(), async () => {
    throw new Error("it broke");
  });
  await expect(broken).rejects.toThrow("it broke");
  await queue(from("192.0.2.1"), open(), async () => void answered.push("after"));
  expect(answered).toEqual(["a", "after"]);
});
