import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type AnswerCache, makeAnswerCache } from "../../src/live/cache/answer-cache.ts";

/** A cache of at most four answers and a thousand bytes. A URL names the size of its answer. */
let answers: AnswerCache;
let server: Server;
let url: string;
beforeAll(async () => {
  answers = makeAnswerCache(
    { now: Date.now, stale: () => null, touches: () => 0, isTouchedSince: () => false },
    { answers: 4, bytes: 1000 },
  );
  server = createServer((req, res) => {
    if (answers.serve(req, res)) return;
    const text = "x".repeat(Number(req.url?.split("/")[1]));
    const made = {
      texts: [text],
      etag: `"${req.url}"`,
      of: ["lukeville"],
      madeAt: Date.now(),
      expiresAt: null,
      heldUntil: null,
    };
    void answers.send(req, res, made, []);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

/** Requests an answer of this size. Returns true if the answer came from the cache. */
async function ask(bytes: number, name: string): Promise<boolean> {
  const before = answers.counts().served;
  expect((await (await fetch(`${url}/${bytes}/${name}`)).text()).length).toBe(bytes);
  return answers.counts().served > before;
}

test("the cache stays within its limits, and an answer that does not fit is still sent", async () => {
  for (const name of ["a", "b", "c", "d"]) await ask(10, name);
  expect(await ask(10, "a")).toBe(true);
  await ask(10, "e");
  expect(answers.counts().kept).toBe(4);
  // `b` was evicted rather than `a`, because `a` had been requested again.
  expect(await ask(10, "a")).toBe(true);
  expect(await ask(10, "b")).toBe(false);
  await ask(990, "large");
  expect(answers.counts().kept).toBeLessThanOrEqual(2);
  expect(await ask(990, "large")).toBe(true);
  await ask(1001, "larger than all");
  expect(await ask(1001, "larger than all")).toBe(false);
  answers.drop(["lukeville"]);
  for (const name of ["f", "g"]) await ask(400, name);
  expect(answers.counts().kept).toBe(2);
});
