import { Temporal } from "temporal-polyfill";
import { storeReadings } from "../../../src/actions/feed/store-readings.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { eventually } from "../../support/eventually.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";
import { openStreamClient, type StreamClient } from "../../support/stream-client.ts";

let service: LoanedService;
let key: string;
const clients: StreamClient[] = [];

beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "recorder");
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await eventually(async () => expect((await service.ask("/metrics")).text).toContain("garita_stream_clients 0"));
});
afterAll(() => service.release());

async function open(query = "", headers: Record<string, string> = {}): Promise<StreamClient> {
  const client = await openStreamClient(`${service.url}/v1/stream${query}`, headers);
  clients.push(client);
  return client;
}

async function record(change: Record<string, unknown> = {}, report: Record<string, unknown> = {}) {
  const { status, body } = await service.post("/v1/reports", soundReport(change, report), key);
  expect(status).toBe(201);
  return body;
}

const seqs = (client: StreamClient) => client.events.map(({ id }) => id);
const heard = (client: StreamClient, wanted: (number | null)[]) =>
  eventually(() => expect(seqs(client)).toEqual(wanted));

describe("the stream of changes", () => {
  test("sends new reports in the format of the API, with their seq as id", async () => {
    const client = await open();
    expect(client.status).toBe(200);
    expect(client.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    const { id, seq } = await record();
    await heard(client, [seq]);
    expect(client.events[0]).toMatchObject({ event: "report", id: seq });
    expect(client.events[0]?.data).toEqual((await service.ask(`/v1/reports/${id}`)).body);
  });

  test("resumes after Last-Event-ID or else `after`, at any seq", async () => {
    const first = await record();
    const second = await record();
    await heard(await open("", { "Last-Event-ID": String(first.seq) }), [second.seq]);
    await heard(await open(`?after=${first.seq - 1}`), [first.seq, second.seq]);
    await heard(await open("?after=0", { "Last-Event-ID": String(first.seq) }), [second.seq]);
  });

  test("sends the whole log to a client that starts at the beginning, and then continues", async () => {
    const client = await open("?after=0");
    const { rows } = await connectionsOf(service.ctx.db).pool.query("SELECT seq FROM report ORDER BY seq");
    const all = rows.map(({ seq }: { seq: string }) => Number(seq));
    await heard(client, all);
    const { seq } = await record();
    await heard(client, [...all, seq]);
  });

  test("sends only reports that match the filter, and their retractions", async () => {
    const [elsewhere, rail, cars] = [
      await open("?crossing=el-paso-bridge-of-the-americas"),
      await open("?crossing=lukeville&mode=pedestrian"),
      await open("?mode=passenger"),
    ];
    const report = await record();
    const advisory = await record({}, { changes: [] });
    const { body: retraction } = await service.post(`/v1/reports/${report.id}/retraction`, { note: "Wrong day" }, key);
    const last = await record({ crossing: "el-paso-bridge-of-the-americas", modes: ["pedestrian"] });
    await heard(cars, [report.seq, retraction.seq]);
    await heard(elsewhere, [last.seq]);
    expect(seqs(rail)).toEqual([]);
    expect(advisory.seq).toBeLessThan(retraction.seq);
    expect(cars.events[1]?.data).toMatchObject({ retracts: report.id, note: "Wrong day" });
  });

  test.each([
    ["?after=1000000", {}, "after"],
    ["", { "Last-Event-ID": "1000000" }, "Last-Event-ID"],
    ["", { "Last-Event-ID": "yesterday" }, "Last-Event-ID"],
    ["?mode=boat", {}, "mode"],
    ["?since=3", {}, "since"],
  ])("refuses an invalid position or filter: %s %o", async (query, headers, path) => {
    const { status, body } = await service.ask(`/v1/stream${query}`, { headers });
    expect([status, body.errors[0].path]).toEqual([400, path]);
  });

  test("answers HEAD with only its headers, and an unknown crossing with 404", async () => {
    const head = await service.ask("/v1/stream", { method: "HEAD" });
    expect([head.status, head.text]).toEqual([200, ""]);
    expect((await service.ask("/v1/stream?crossing=atlantis")).status).toBe(404);
  });
});

describe("an answer that changes without a report", () => {
  const turnsOf = (client: StreamClient) => client.events.filter(({ event }) => event === "standing");

  test("is sent when a change takes effect, with the changed services and without an id; nothing is written", async () => {
    const soon = Temporal.Now.instant().add({ milliseconds: 2_500 });
    await record({
      crossing: "tornillo-marcelino-serna",
      modes: ["passenger"],
      status: "closed",
      effectiveAt: String(soon),
    });
    const client = await open("?crossing=tornillo-marcelino-serna");
    const before = await service.ask(
      "/v1/crossings/tornillo-marcelino-serna/status?mode=passenger&direction=northbound",
    );
    expect(before.body.services[0].next).toMatchObject({ status: "closed" });
    await eventually(() => expect(turnsOf(client)).toHaveLength(1));
    expect(client.events[0]).toMatchObject({
      id: null,
      data: {
        crossing: "tornillo-marcelino-serna",
        asOf: before.body.asOf,
        turned: [{ mode: "passenger", direction: "northbound" }],
      },
    });
    const after = await service.ask(
      "/v1/crossings/tornillo-marcelino-serna/status?mode=passenger&direction=northbound",
    );
    expect(after.body).toMatchObject({ open: false, asOf: before.body.asOf });
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
  });

  test("is sent when the feed confirms it, and not again for the same confirmation", async () => {
    const crossing = "del-rio";
    const client = await open(`?crossing=${crossing}`);
    const other = await open(`?crossing=${crossing}&mode=commercial`);
    const lane = { kind: "standard", says: "number", minutes: 12, lanesOpen: 2 } as const;
    const poll = () =>
      storeReadings(service.ctx, [
        {
          service: { crossing, mode: "passenger", direction: "northbound" },
          lanes: [{ ...lane, at: service.clock.now() }],
          hoursText: null,
        },
      ]);
    await poll();
    await eventually(() => expect(turnsOf(client)).toHaveLength(1));
    expect(turnsOf(client)[0]?.data).toMatchObject({ turned: [{ mode: "passenger", direction: "northbound" }] });
    await poll();
    const { seq } = await record({ crossing });
    await eventually(() => expect(client.events.at(-1)).toMatchObject({ event: "report", id: seq }));
    expect(turnsOf(client)).toHaveLength(1);
    expect(turnsOf(other)).toHaveLength(0);
  });
});
