import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { type FilingOf, feedDocument } from "../support/field/feed-document.ts";
import { readSeedRows } from "../support/field/seed-rows.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";

// The feed shows traffic at two bridges of Brownsville, one open on record and one suspended. Later, a client asks
// about the hour of the traffic.

/** The last full hour, which contains the timestamp of the traffic. */
const HOUR = machineClock().round({ smallestUnit: "hour", roundingMode: "floor" }).subtract({ hours: 1 });
const FILED = HOUR.add({ minutes: 30 });
const OPEN = "brownsville-gateway";
const SUSPENDED = "brownsville-bm";

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
type Body = any;

let database: LoanedDatabase;
let feed: Server;
let service: ServiceProcess;
let key: string;
/** A time before the feed was polled. */
let before: Temporal.Instant;

const send = async (path: string, body?: object): Promise<number> =>
  (
    await fetch(`${service.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  ).status;
const ask = async (path: string): Promise<Body> => (await fetch(`${service.url}${path}`)).json();
const CARS = "mode=passenger&direction=northbound";
const cars = async (slug: string, at: Temporal.Instant, more = ""): Promise<Body> =>
  (await ask(`/v1/crossings/${slug}/status?${CARS}&at=${at}${more}`)).services[0];
const accounted = async (slug: string, period: string): Promise<Body> =>
  (await ask(`/v1/crossings/${slug}/availability?${CARS}&${period}`)).services[0];

beforeAll(async () => {
  const isMoving: FilingOf = (crossing, mode) =>
    mode === "passenger" && [OPEN, SUSPENDED].includes(crossing) ? { filedAt: FILED, minutes: 25 } : "pending";
  const rows = await readSeedRows();
  feed = createServer((_req, res) =>
    res.writeHead(200, { "content-type": "application/json" }).end(feedDocument(rows, isMoving, machineClock())),
  );
  await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  database = await loanDatabase({ seeded: true });
  const { port } = feed.address() as AddressInfo;
  service = await startProcess(database.url, { BWT_URLS: `http://127.0.0.1:${port}/` });
  key = await service.operatorKey();
  const source = { kind: "announcement", publisher: "Cameron County", title: "Repairs" };
  const change = { crossing: SUSPENDED, status: "suspended", effectiveAt: String(HOUR.subtract({ hours: 72 })) };
  expect(await send("/v1/reports", { source, reason: "construction", changes: [change] })).toBe(201);
  before = machineClock();
  expect(await send("/v1/jobs/poll-feed/runs")).toBe(202);
  await eventually(async () => {
    const { jobs } = await ask("/v1/jobs");
    const [run] = jobs.find(({ name }: { name: string }) => name === "poll-feed").lastRuns;
    expect(run).toMatchObject({ outcome: "succeeded", counts: { moving: 2, waits: 2 } });
  }, 30_000);
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await database?.release();
  feed?.close();
});

test("traffic in the feed confirms the open status in its own hour, and in no other hour", async () => {
  const traffic = { kind: "traffic", at: String(HOUR), source: { kind: "feed", title: "Border Wait Times" } };
  expect(await cars(OPEN, HOUR.add({ minutes: 10 }))).toMatchObject({
    open: true,
    certainty: "confirmed",
    confirmedBy: traffic,
    confirmedAt: String(HOUR),
  });
  expect(await cars(OPEN, HOUR.subtract({ seconds: 1 }))).toMatchObject({
    confirmedBy: null,
    certainty: "unconfirmed",
  });
  expect(await cars(OPEN, HOUR.add({ minutes: 60 }))).toMatchObject({ confirmedBy: null, certainty: "announced" });
});

test("traffic recorded later confirms nothing", async () => {
  const then = HOUR.add({ minutes: 10 });
  for (const limit of [`&knownAt=${before}`, `&publishedBefore=${before}`])
    expect(await cars(OPEN, then, limit)).toMatchObject({ status: "open", confirmedBy: null });
  expect(await cars(OPEN, then, `&knownAt=${machineClock()}`)).toMatchObject({ confirmedBy: { kind: "traffic" } });
});

test("traffic in an hour of a suspension is a conflict, and the bridge stays suspended", async () => {
  expect(await cars(SUSPENDED, HOUR.add({ minutes: 10 }))).toMatchObject({
    open: false,
    status: "suspended",
    conflict: { status: "open", at: String(HOUR) },
  });
  expect(await cars(SUSPENDED, HOUR.subtract({ seconds: 1 }))).toMatchObject({ open: false, conflict: null });
});

test("the account divides open hours by their evidence", async () => {
  const period = `from=${HOUR.subtract({ hours: 2 })}&to=${HOUR.add({ hours: 1 })}`;
  expect(await accounted(OPEN, period)).toMatchObject({
    hours: { total: 3, open: 3 },
    evidence: { traffic: 1, count: 0, announced: 2 },
    unconfirmed: 2,
  });
  expect(await accounted(OPEN, `${period}&knownAt=${before}`)).toMatchObject({
    evidence: { traffic: 0, count: 0, announced: 3 },
  });
  // Cars were counted in every month of 2023.
  expect(await accounted(OPEN, "from=2023-10&to=2023-10")).toMatchObject({
    hours: { total: 744, open: 744 },
    evidence: { traffic: 0, count: 744, announced: 0 },
  });
  const csv = await fetch(`${service.url}/v1/crossings/${OPEN}/availability?${CARS}&${period}&format=csv`);
  const [head = "", ...rows] = (await csv.text()).trimEnd().split("\r\n");
  const columns = head.split(",");
  // On the first day of a month, the period may span two months, with a row in the CSV for each.
  const hoursOf = (name: string) => rows.reduce((sum, row) => sum + Number(row.split(",")[columns.indexOf(name)]), 0);
  expect(["openByTraffic", "openByCount", "openAnnounced"].map(hoursOf)).toEqual([1, 0, 2]);
});
