import { eventually } from "../support/eventually.ts";
import { type KeptConnection, keepConnection } from "../support/kept-connection.ts";
import { soundReport } from "../support/service.ts";
import { type SeveralProcesses, startSeveral } from "../support/several-processes.ts";
import { openStreamClient } from "../support/stream-client.ts";
import { useDatabase } from "../support/use-database.ts";

const STATUS = "/v1/crossings/lukeville/status";

let service: SeveralProcesses;
let key: string;
let both: KeptConnection[];
afterAll(async () => {
  for (const each of both) each.close();
  expect(await service.end("SIGTERM")).toBe(0);
});
const loan = useDatabase({ seeded: true });
beforeAll(async () => {
  service = await startSeveral(loan.url, { WRITES_PER_MINUTE: "20" });
  key = await service.operatorKey();
  both = [keepConnection(service.url), keepConnection(service.url)];
});

const authorized = () => ({ authorization: `Bearer ${key}` });

/** Returns how often each process has answered a route, by the label of the metric. */
async function answersOf(route: string): Promise<Record<string, number>> {
  const { text } = (await both[0]?.ask("/metrics")) ?? { text: "" };
  const lines = text.matchAll(
    new RegExp(`^garita_http_request_seconds_count\\{.*route="${route}".*process="(\\d)"\\} (\\d+)$`, "gm"),
  );
  return Object.fromEntries([...lines].map(([, number = "", count]) => [number, Number(count)]));
}

test("two connections are served by two processes, and /metrics gives the metrics of both from either", async () => {
  for (const each of [...both, ...both, ...both]) expect((await each.ask("/healthz")).status).toBe(200);
  expect(await answersOf("/healthz")).toEqual({ 1: 3, 2: 3 });
  for (const each of both) {
    const { text } = await each.ask("/metrics");
    expect(text.match(/^process_start_time_seconds\{process="[12]"\} \d+$/gm)).toHaveLength(2);
    // The numbers from the database are the same in every process.
    expect(text.match(/^garita_proposals\{.*\}/gm)?.filter((line) => line.includes("open"))).toEqual([
      'garita_proposals{state="open"}',
    ]);
    expect(new Set(text.match(/^# TYPE \S+/gm)).size).toBe(text.match(/^# TYPE \S+/gm)?.length);
  }
});

test("a report that one process records is in the answer of the other within a second", async () => {
  const [one, other] = both as [KeptConnection, KeptConnection];
  for (const status of ["suspended", "open"]) {
    const before = (await other.ask(STATUS)).text;
    const posted = await one.ask("/v1/reports", { headers: authorized(), post: soundReport({ status }) });
    expect(posted.status).toBe(201);
    const { seq } = JSON.parse(posted.text);
    expect(JSON.parse((await one.ask(STATUS)).text).asOf).toBe(seq);
    expect(JSON.parse(before).asOf).toBeLessThan(seq);
    await eventually(async () => expect(JSON.parse((await other.ask(STATUS)).text).asOf).toBe(seq), 1_000);
  }
});

test("a client of the stream gets the reports that the other process records", async () => {
  const clients = [
    await openStreamClient(`${service.url}/v1/stream`),
    await openStreamClient(`${service.url}/v1/stream`),
  ];
  const posted = await both[0]?.ask("/v1/reports", { headers: authorized(), post: soundReport() });
  const { seq } = JSON.parse(posted?.text ?? "");
  for (const client of clients) {
    await eventually(() => expect(client.events.map(({ id }) => id)).toEqual([seq]));
    client.close();
  }
});

test("a limit counts the requests to both processes together", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 24; i++)
    statuses.push(
      (await both[i % 2]?.ask("/v1/proposals", { headers: { authorization: "Bearer fake" } }))?.status ?? 0,
    );
  expect(statuses).toEqual([...Array(20).fill(401), ...Array(4).fill(429)]);
});

test("processes that only read serve a database that is already prepared, and change nothing", async () => {
  const readers = await startSeveral(loan.url, { GARITA_MODE: "read" });
  try {
    expect(readers.printed()).toContain("This process only reads (GARITA_MODE=read)");
    const pair = [keepConnection(readers.url), keepConnection(readers.url)];
    for (const each of pair) {
      expect((await each.ask(STATUS)).status).toBe(200);
      expect((await each.ask("/v1/reports", { headers: authorized(), post: soundReport() })).status).toBe(503);
      each.close();
    }
  } finally {
    expect(await readers.end("SIGTERM")).toBe(0);
  }
}, 60_000);
