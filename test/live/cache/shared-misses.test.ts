import { connect } from "node:net";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let key: string;
beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

/** Returns the number of answers that were computed for a route so far. */
async function computed(route: string): Promise<number> {
  const { text } = await service.ask("/metrics");
  const line = text
    .split("\n")
    .find((each) => each.startsWith("garita_http_request_seconds_count") && each.includes(`"${route}"`));
  return Number(line?.split(" ").at(-1) ?? 0);
}

/** Sends the same request many times at once, on one connection. Returns the statuses and bodies of the answers. */
function sendTogether(path: string, count: number): Promise<{ statuses: string[]; bodies: string[] }> {
  const { port } = new URL(service.url);
  const ask = (more = "") => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
  return new Promise((done, fail) => {
    let text = "";
    const socket = connect(Number(port), "127.0.0.1");
    socket.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    socket.once("error", fail).once("close", () => {
      const [, ...answers] = text.split("HTTP/1.1 ");
      done({
        statuses: answers.map((each) => each.slice(0, 3)),
        bodies: answers.map((each) => each.slice(each.indexOf("\r\n\r\n") + 4)),
      });
    });
    socket.write(ask().repeat(count - 1) + ask("Connection: close\r\n"));
  });
}

const ROUTE = "/v1/crossings/:slug/status";

test("many requests for an answer that a report has just invalidated are answered by one computation", async () => {
  await service.ask("/v1/crossings/lukeville/status");
  for (const status of ["suspended", "open", "suspended"]) {
    await service.post("/v1/reports", soundReport({ status, effectiveAt: String(service.ctx.now) }), key);
    const before = await computed(ROUTE);
    const { statuses, bodies } = await sendTogether("/v1/crossings/lukeville/status", 200);
    expect([statuses.length, new Set(statuses)]).toEqual([200, new Set(["200"])]);
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0] ?? "").services[0].status).toBeDefined();
    expect((await computed(ROUTE)) - before).toBeLessThan(3);
  }
});

test("requests with the same refusal are answered, too, and so are requests for an answer that is never cached", async () => {
  const refused = await sendTogether("/v1/crossings/nowhere/status", 50);
  expect([refused.statuses.length, new Set(refused.statuses)]).toEqual([50, new Set(["404"])]);
  const alive = await sendTogether("/healthz", 50);
  expect([alive.statuses.length, new Set(alive.statuses)]).toEqual([50, new Set(["200"])]);
});

test("clients that connect to the stream together do not wait for each other", async () => {
  const began = performance.now();
  const clients = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const controller = new AbortController();
      const { status } = await fetch(`${service.url}/v1/stream`, { signal: controller.signal });
      return { status, controller };
    }),
  );
  expect(new Set(clients.map(({ status }) => status))).toEqual(new Set([200]));
  expect(performance.now() - began).toBeLessThan(3_000);
  for (const { controller } of clients) controller.abort();
});
