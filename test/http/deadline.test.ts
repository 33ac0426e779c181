import { Agent, createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Request, type Response } from "express";
import { abortAtDeadline, answerWithin, withTimeout } from "../../src/http/deadline.ts";
import { problems } from "../../src/http/problem.ts";
import { ENGLISH } from "../../src/locales/en.ts";
import { makeLog } from "../../src/log.ts";
import { isAway } from "../../src/store/away.ts";

let server: Server;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  const app = express();
  app.use(answerWithin(100));
  app.get("/quick", (_req, res) => void res.send("quick"));
  app.get("/late", async (_req, res) => {
    await new Promise((done) => setTimeout(done, 200));
    res.set("X-Late", "yes").send("late");
  });
  app.get("/broken", async (_req, res) => {
    res.write("half of ");
    throw new Error("it broke");
  });
  app.get("/begun", async (_req, res) => {
    res.write("slow ");
    await new Promise((done) => setTimeout(done, 200));
    res.end("and whole");
  });
  app.use(problems(makeLog("silent"), isAway));
  server = createServer((req, res) => app(req as Request, res as Response, () => abortAtDeadline(res)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  agent.destroy();
  await new Promise((done) => server.close(done));
});

const ask = (path: string) =>
  new Promise<{ status: number; text: string; retryAfter: string | undefined; port: number }>((done, fail) => {
    get({ port: (server.address() as AddressInfo).port, path, agent }, (res) => {
      const port = res.socket.localPort ?? 0;
      let text = "";
      res.on("data", (chunk) => {
        text += chunk;
      });
      res.on("error", fail);
      res.on("end", () => done({ status: res.statusCode ?? 0, text, retryAfter: res.headers["retry-after"], port }));
    }).on("error", fail);
  });

test("a late request is answered 503, and its handler does not affect the connection afterwards", async () => {
  const { port } = await ask("/quick");
  const late = await ask("/late");
  expect([late.status, late.retryAfter, JSON.parse(late.text).detail]).toEqual([
    503,
    "5",
    ENGLISH.errors.refusals.noAnswerInTime,
  ]);
  // The handler of `/late` answers now, after its deadline, while `/begun` is in progress on the same connection.
  const begun = await ask("/begun");
  expect([begun.status, begun.text, late.port, begun.port]).toEqual([200, "slow and whole", port, port]);
  expect((await ask("/quick")).port).toBe(port);
});

test("an answer that fails halfway is cut off, so that no client takes it for complete", async () => {
  await expect(ask("/broken")).rejects.toThrow(/aborted|hang up/);
});

test("a timeout counts as an unavailable database, but an error before the timeout is passed on unchanged", async () => {
  const never = withTimeout(10, new Promise(() => undefined));
  expect(isAway(await never.catch((error: unknown) => error))).toBe(true);
  await expect(withTimeout(1000, Promise.reject(new Error("its own")))).rejects.toThrow("its own");
  expect(await withTimeout(1000, Promise.resolve("value"))).toBe("value");
});
