import { Agent, createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from "express";
import { abortAtDeadline, answerWithin, pauseDeadline, resumeDeadline } from "../../src/http/deadline.ts";
import { problems } from "../../src/http/problem.ts";
import { ENGLISH } from "../../src/locales/en.ts";
import { makeLog } from "../../src/log.ts";
import { isAway } from "../../src/store/away.ts";

let server: Server;
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
const waiting: RequestHandler = async (_req, _res, next) => {
  await wait(60);
  next();
};
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  const app = express();
  app.use(answerWithin(100));
  app.get("/quick", (_req, res) => void res.send("quick"));
  app.get("/late", async (_req, res) => {
    await wait(200);
    res.set("X-Late", "yes").send("late");
  });
  app.get("/broken", async (_req, res) => {
    res.write("half of ");
    throw new Error("it broke");
  });
  app.get("/begun", async (_req, res) => {
    res.write("slow ");
    await wait(200);
    res.end("and whole");
  });
  app.get("/paused/:ms", async ({ params: { ms } }, res) => {
    await wait(Number(ms));
    pauseDeadline(res);
    await wait(150);
    resumeDeadline(res);
    await wait(Number(ms));
    if (!res.headersSent) res.send("after a pause");
  });
  const router = Router();
  router.use(waiting, answerWithin(100), waiting);
  router.use((_req, res) => void (res.headersSent || res.send("too late")));
  router.use(((_error, _req, res, _next) => void res.status(503).send("by the router")) as ErrorRequestHandler);
  app.use("/router", router);
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

test("a router with a deadline of its own sends the late answer, but its deadline does not extend the outer one", async () => {
  const { status, text } = await ask("/router");
  expect([status, text]).toEqual([503, "by the router"]);
});

test("a pause does not count, and the deadline then resumes with the time that was left", async () => {
  expect((await ask("/paused/20")).text).toBe("after a pause");
  expect((await ask("/paused/60")).status).toBe(503);
});

test("an answer that fails halfway is cut off, so that no client takes it for complete", async () => {
  await expect(ask("/broken")).rejects.toThrow(/aborted|hang up/);
});
