import type { ServerResponse } from "node:http";
import { garitaClient } from "../../../packages/client/src/index.ts";
import { eventually } from "../../support/eventually.ts";
import { type LoanedService, loanService } from "../../support/service.ts";
import { retryMs, useFollowers } from "../../support/use-change-followers.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const { follow, startServer } = useFollowers();

describe("followChanges, if something is wrong,", () => {
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
