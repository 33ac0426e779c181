import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Change, type FollowOptions, garitaClient } from "../../../packages/client/src/index.ts";
import { eventually } from "../../support/eventually.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";
import { makeSeverable, type Severable } from "../../support/severable.ts";

/** Short waits, so that the tests need not wait long. */
const retryMs = { least: 20, most: 100 };

let service: LoanedService;
let way: Severable;
let isCut = false;
let key: string;
beforeAll(async () => {
  service = await loanService();
  way = await makeSeverable(service.url);
  key = await service.keyFor("desk", "recorder");
});
/** Cuts the way to the service, or mends it. */
async function cut(now = true): Promise<void> {
  if (isCut === now) return;
  isCut = now;
  await (now ? way.cut() : way.mend());
}

const followers: AbortController[] = [];
const servers: Server[] = [];
afterEach(async () => {
  for (const follower of followers.splice(0)) follower.abort();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await cut(false);
  await eventually(async () => expect((await service.ask("/metrics")).text).toContain("garita_stream_clients 0"));
});
afterAll(async () => {
  await cut();
  await service.release();
});

async function record(change: Record<string, unknown> = {}): Promise<number> {
  const { status, body } = await service.post("/v1/reports", soundReport(change), key);
  expect(status).toBe(201);
  return body.seq;
}

/** Follows the changes at a URL, and keeps them. */
function follow(url: string, options: FollowOptions = {}) {
  const controller = new AbortController();
  followers.push(controller);
  const changes: Change[] = [];
  const retries: unknown[] = [];
  const done = (async () => {
    const client = garitaClient(url);
    const onRetry = (reason: unknown) => retries.push(reason);
    for await (const change of client.followChanges({ retryMs, onRetry, ...options, signal: controller.signal }))
      changes.push(change);
  })();
  done.catch(() => undefined);
  const seqs = () => changes.flatMap((change) => (change.type === "report" ? [change.seq] : []));
  return { changes, retries, done, seqs, stop: () => controller.abort() };
}

const connected = (clients = 1) =>
  eventually(async () => expect((await service.ask("/metrics")).text).toContain(`garita_stream_clients ${clients}`));

/** Starts a server that answers each request for the stream with the next of these functions. */
async function startServer(answers: ((response: ServerResponse) => void)[]): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === "/v1/log/head") return void response.end(JSON.stringify({ seq: 7 }));
    asked.push(request.url ?? "");
    const answer = answers.shift();
    if (answer === undefined) return;
    answer(response);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe("followChanges", () => {
  test("yields each report as it is recorded, with its content", async () => {
    const follower = follow(service.url);
    await connected();
    const seq = await record();
    await eventually(() => expect(follower.seqs()).toEqual([seq]));
    const [change] = follower.changes;
    if (change?.type !== "report") throw new Error("a report was expected");
    expect(change.report).toEqual((await service.ask(`/v1/reports/${change.report.id}`)).body);
  });

  test("begins after a given report, and passes on only what the filter lets through", async () => {
    const [first, , third] = [await record(), await record({ crossing: "naco" }), await record()];
    const follower = follow(service.url, { after: first - 1, crossing: "lukeville" });
    await eventually(() => expect(follower.seqs()).toEqual([first, third]));
  });

  test("misses no report and yields none twice, however often the connection is cut", async () => {
    const follower = follow(way.url);
    await connected();
    const recorded: number[] = [];
    for (let cuts = 0; cuts < 5; cuts++) {
      recorded.push(await record());
      await cut();
      recorded.push(await record(), await record());
      await cut(false);
      await eventually(() => expect(follower.seqs()).toEqual(recorded));
    }
    expect(follower.changes.filter(({ type }) => type === "reconnected").length).toBeGreaterThanOrEqual(5);
    expect(follower.retries.length).toBeGreaterThanOrEqual(5);
  });

  test("misses no report that is recorded while the connection is cut before the first one", async () => {
    const follower = follow(way.url);
    await connected();
    await cut();
    const seq = await record();
    await cut(false);
    await eventually(() => expect(follower.seqs()).toEqual([seq]));
  });

  test("waits for a service that cannot be reached at first", async () => {
    await cut();
    const follower = follow(way.url);
    await eventually(() => expect(follower.retries.length).toBeGreaterThan(1));
    await cut(false);
    await connected();
    const seq = await record();
    await eventually(() => expect(follower.seqs()).toEqual([seq]));
  });

  test("ends quietly when the signal is aborted, while connected, while waiting, and from the start", async () => {
    const follower = follow(service.url);
    await connected();
    follower.stop();
    await follower.done;
    await cut();
    const waiting = follow(way.url, { retryMs: { least: 60_000, most: 60_000 } });
    await eventually(() => expect(waiting.retries.length).toBe(1));
    waiting.stop();
    await waiting.done;
    for await (const change of garitaClient(service.url).followChanges({ signal: AbortSignal.abort() }))
      throw new Error(`nothing was expected, not ${change.type}`);
  });

  test("closes the connection when the loop is left", async () => {
    const client = garitaClient(service.url);
    const { seq } = await client.get("/v1/log/head");
    for await (const change of client.followChanges({ after: seq - 1 })) {
      expect(change).toMatchObject({ type: "report", seq });
      break;
    }
    await connected(0);
  });

  test("throws if the service refuses: an unknown crossing, or a position that the log has not reached", async () => {
    await expect(follow(service.url, { crossing: "nowhere" }).done).rejects.toMatchObject({ status: 404 });
    await expect(follow(service.url, { after: 999_999, lagMs: 50 }).done).rejects.toMatchObject({ status: 400 });
  });

  test("tries again if the service is busy, no sooner than it asks", async () => {
    const busy = (response: ServerResponse) => response.writeHead(429, { "retry-after": "1" }).end();
    const { url, asked } = await startServer([busy]);
    const started = performance.now();
    const { retries } = follow(url);
    await eventually(() => expect(asked.length).toBe(2));
    expect(performance.now() - started).toBeGreaterThan(990);
    expect(retries).toMatchObject([{ status: 429 }]);
  });

  test("does not ask at once if it is told to wait for weeks, but after five minutes", async () => {
    const closed = (response: ServerResponse) => response.writeHead(503, { "retry-after": "4000000" }).end();
    const { url, asked } = await startServer([closed, closed]);
    const waits: number[] = [];
    follow(url, { onRetry: (_, delayMs) => waits.push(delayMs) });
    await eventually(() => expect(waits).toEqual([300_000]));
    await new Promise((done) => setTimeout(done, 200));
    expect(asked.length).toBe(1);
  });

  test("drops an event that is cut off in the middle, skips a double, and asks from the last whole one", async () => {
    const write =
      (...pieces: string[]) =>
      (response: ServerResponse) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        for (const piece of pieces) response.write(piece);
        setTimeout(() => response.destroy(), 50);
      };
    const { url, asked } = await startServer([
      write("retry: 10\n\nevent: report\nid: 8\nda", 'ta: {"a":"ñ"}\n\nevent: report\nid: 9\ndata: {"b"'),
      write('event: report\nid: 8\ndata: {}\n\n: here\n\nevent: report\r\nid: 9\r\ndata: {"b":1}\r\n\r\n'),
    ]);
    const follower = follow(url);
    await eventually(() => expect(asked.length).toBe(3));
    expect(asked).toEqual(["/v1/stream?after=7", "/v1/stream?after=8", "/v1/stream?after=9"]);
    expect(follower.changes).toEqual([
      { type: "report", seq: 8, report: { a: "ñ" } },
      { type: "reconnected", seq: 8 },
      { type: "report", seq: 9, report: { b: 1 } },
    ]);
  });

  test("takes a page for a fault, not for a stream, and asks again for a report that it cannot read", async () => {
    const page = (response: ServerResponse) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in to the network</h1>");
    const write = (text: string) => (response: ServerResponse) => {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" }).write(text);
    };
    const { url, asked } = await startServer([
      page,
      write("event: report\nid: 8\ndata: {\n\n"),
      write("event: report\nid: 8\ndata: {}\n\n"),
    ]);
    const follower = follow(url);
    await eventually(() => expect(follower.seqs()).toEqual([8]));
    expect(asked).toEqual(Array(3).fill("/v1/stream?after=7"));
    expect(follower.retries).toMatchObject([{ name: "GaritaError", status: 200 }, { name: "SyntaxError" }]);
  });

  test("waits for a standby that does not yet have the last report, but not for ever", async () => {
    const sendEight = (response: ServerResponse) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("event: report\nid: 8\ndata: {}\n\n");
      setTimeout(() => response.destroy(), 50);
    };
    const { body } = await service.ask("/v1/stream?after=999999");
    const behind = (response: ServerResponse) =>
      void response.writeHead(400, { "content-type": "application/problem+json" }).end(JSON.stringify(body));
    const standby = await startServer([sendEight, behind, behind]);
    const patient = follow(standby.url);
    await eventually(() => expect(standby.asked.length).toBe(4));
    expect(patient.retries).toMatchObject([expect.anything(), { status: 400 }, { status: 400 }]);
    const restarted = await startServer([behind, behind, sendEight]);
    const second = follow(restarted.url, { after: 7 });
    await eventually(() => expect(second.seqs()).toEqual([8]));
    // A standby that is behind twice, with another fault for a longer time in between.
    const busy = (response: ServerResponse) => void setTimeout(() => response.writeHead(503).end(), 500);
    const twice = await startServer([behind, busy, behind, sendEight]);
    const third = follow(twice.url, { after: 7, lagMs: 400 });
    await Promise.race([third.done, eventually(() => expect(third.seqs()).toEqual([8]))]);
    const lost = await startServer([sendEight, behind, behind, behind, behind, behind, behind, behind]);
    await expect(follow(lost.url, { lagMs: 100 }).done).rejects.toMatchObject({ status: 400 });
  });

  test("takes a silent connection for a broken one, but not while the service gives signs of life", async () => {
    let beat: NodeJS.Timeout | undefined;
    const { url, asked } = await startServer([
      (response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        beat = setInterval(() => response.write(": still here\n\n"), 50);
        response.on("close", () => clearInterval(beat));
      },
    ]);
    const { retries } = follow(url, { silenceMs: 300 });
    await new Promise((done) => setTimeout(done, 800));
    expect([asked.length, retries]).toEqual([1, []]);
    clearInterval(beat);
    await eventually(() => expect(asked.length).toBe(2));
    expect(String(retries[0])).toContain("Nothing came for 300 ms");
  });

  test("gives its caller all the time it needs after a cut", async () => {
    const { url, asked } = await startServer([
      (response) => response.destroy(),
      (response) => {
        response.writeHead(200, { "content-type": "text/event-stream" }).write("event: report\nid: 8\ndata: {}\n\n");
        const beat = setInterval(() => response.write(": still here\n\n"), 50);
        response.on("close", () => clearInterval(beat));
      },
    ]);
    const seen: string[] = [];
    for await (const { type } of garitaClient(url).followChanges({ retryMs, silenceMs: 200 })) {
      seen.push(type);
      if (type === "report" || seen.length > 3) break;
      await new Promise((done) => setTimeout(done, 500));
    }
    expect([seen, asked.length]).toEqual([["reconnected", "report"], 2]);
  });
});
