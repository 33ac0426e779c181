import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Temporal } from "temporal-polyfill";
import { FeedError } from "../../src/feeds/fetch/feed-error.ts";
import type { DraftsSource, ReadingsSource, SourceRow } from "../../src/feeds/source.ts";
import { JOBS } from "../../src/jobs/index.ts";
import { sourceJob } from "../../src/jobs/source-job.ts";
import { PARTS } from "../../src/parts.ts";
import { addresses, schedule } from "../../src/setting-kinds.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import type { JobRun } from "../../src/store/job-runs.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";
import { jsonDocument } from "./port-sample.ts";

/** Publisher of two sources that are not in `JOBS`: one of waits, and one of openings. */
const PUBLISHER = "Bridges of the Desert";
interface BridgeRow extends SourceRow {
  gate: string;
}
const bridgeSettings = { BRIDGE_URLS: addresses.prefault("http://127.0.0.1:1/"), BRIDGE_CRON: schedule("3 * * * *") };
const bridgeWaits: ReadingsSource<typeof bridgeSettings, BridgeRow> = {
  gives: "readings",
  name: "bridge-waits",
  job: "poll-bridges",
  publisher: PUBLISHER,
  title: "Waits at the gates",
  url: "https://bridges.example/",
  shortName: "The list of gates",
  fullName: "The list of gates",
  settings: bridgeSettings,
  plan: (settings) => ({
    schedule: settings.BRIDGE_CRON,
    addresses: settings.BRIDGE_URLS.map((url) => ({ publisher: PUBLISHER, url: `${url}waits` })),
  }),
  rowsOf: () => [{ gate: "L1", crossing: "lukeville", modes: ["passenger"] }],
  rowKey: ({ gate }) => gate,
  read(body, rows) {
    const { made, gates } = JSON.parse(body) as { made: string; gates: { gate: string; minutes: number }[] };
    const madeAt = Temporal.Instant.from(made);
    const listed = rows.flatMap((row) =>
      gates
        .filter(({ gate }) => gate === row.gate)
        .map(({ minutes }) => ({
          key: row.gate,
          datedUntil: madeAt,
          notice: "",
          readings: row.modes.map((mode) => ({
            service: { crossing: row.crossing, mode, direction: "northbound" as const },
            lanes: [{ kind: "standard" as const, says: "number" as const, minutes, lanesOpen: null, at: madeAt }],
            hoursText: null,
          })),
        })),
    );
    const known = rows.map(({ gate }) => gate);
    return {
      madeAt,
      rows: gates.length,
      matchedRows: listed.length,
      readings: listed.flatMap(({ readings }) => readings),
      coverage: "all",
      knownRows: rows.length,
      listed,
      unknown: gates.filter(({ gate }) => !known.includes(gate)).map(({ gate }) => ({ key: gate, name: "" })),
      absent: known.filter((each) => !gates.some(({ gate }) => gate === each)),
      faulty: [],
    };
  },
};
const bridgeDiary: DraftsSource<{ DIARY_URLS: typeof bridgeSettings.BRIDGE_URLS }> = {
  gives: "drafts",
  name: "bridge-diary",
  job: "read-bridge-diary",
  settings: { DIARY_URLS: bridgeSettings.BRIDGE_URLS },
  plan: (settings) => ({
    schedule: "9 9 * * *",
    addresses: settings.DIARY_URLS.map((url) => ({ publisher: PUBLISHER, url: `${url}diary` })),
  }),
  read(body, { publisher, url }) {
    const days: unknown = JSON.parse(body);
    if (!Array.isArray(days)) throw new FeedError("not_a_feed", "The body is no diary.");
    return {
      leftOut: [],
      items: days.map(({ day, crossing }: { day: string; crossing: string }) => ({
        key: `${crossing}:${day}`,
        title: `Traffic on ${day}`,
        grounds: "The diary counts cars.",
        draft: {
          source: { kind: "announcement", publisher, title: "Diary", url, publishedAt: Temporal.PlainDate.from(day) },
          changes: [],
          claims: [{ crossing, modes: ["passenger"], status: "open", effectiveAt: Temporal.PlainDate.from(day) }],
        },
      })),
    };
  },
};

const given: Record<string, string> = {};
const server = createServer((req, res) => {
  const body = given[req.url ?? ""];
  res.writeHead(body === undefined ? 429 : 200, body === undefined ? { "retry-after": "600" } : {}).end(body);
});
let service: LoanedService;
let admin: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  service = await loanService({
    parts: { ...PARTS, jobs: [...JOBS, sourceJob(bridgeWaits), sourceJob(bridgeDiary)] },
    settings: { BRIDGE_URLS: origin, DIARY_URLS: origin, BWT_URLS: `${origin}cbp` },
  });
  admin = await service.keyFor("chief", "admin");
});
afterAll(async () => {
  await service.release();
  await new Promise((done) => server.close(done));
});
afterEach(() => {
  for (const path of Object.keys(given)) delete given[path];
});

async function run(job: string, at: string): Promise<JobRun> {
  service.clock.set(at);
  expect((await service.post(`/v1/jobs/${job}/runs`, "", admin)).status).toBe(202);
  for (;;) {
    const { jobs } = (await service.ask("/v1/jobs")).body;
    const [last] = jobs.find(({ name }: { name: string }) => name === job).lastRuns;
    if (last.outcome !== "running") return last;
    await new Promise((done) => setTimeout(done, 20));
  }
}
const proposals = async () =>
  (await service.ask("/v1/proposals", { headers: { authorization: `Bearer ${admin}` } })).body.proposals;
const standing = async () =>
  (await service.ask("/v1/crossings/lukeville/status?mode=passenger&direction=northbound")).body.services[0];
const gatesAt = (made: string, ...gates: [gate: string, minutes: number][]) =>
  JSON.stringify({ made, gates: gates.map(([gate, minutes]) => ({ gate, minutes })) });

test("readings of an added source become observations with the source's name", async () => {
  given["/waits"] = gatesAt("2026-11-12T18:00:00Z", ["L1", 25], ["L9", 5]);
  expect(await run("poll-bridges", "2026-11-12T18:01:00Z")).toMatchObject({
    outcome: "succeeded",
    counts: { matchedRows: 1, moving: 1, confirmed: 1, unknownRows: 1, proposed: 1 },
  });
  expect((await standing()).wait).toMatchObject({ lanes: [{ minutes: 25 }] });
  const { rows } = await connectionsOf(service.ctx.db).pool.query("SELECT crossing, source FROM observation");
  expect(rows).toEqual([{ crossing: "lukeville", source: "bridge-waits" }]);
  expect(await proposals()).toMatchObject([
    {
      job: "poll-bridges",
      title: "The feed lists a row that Garita does not know: L9",
      draft: { source: { publisher: PUBLISHER, title: "Waits at the gates" } },
    },
  ]);
});

test("while one source has recent readings of a service, the readings of other sources are ignored", async () => {
  const row = { port_number: "260201", date: "11/12/2026", time: "11:30:00" };
  given["/cbp"] = jsonDocument(row);
  const early = await run("poll-feed", "2026-11-12T18:31:00Z");
  expect(early).toMatchObject({ outcome: "succeeded", counts: { matchedRows: 1, elsewhere: 1 } });
  given["/cbp"] = jsonDocument({ ...row, time: "14:30:00" });
  const late = await run("poll-feed", "2026-11-12T21:31:00Z");
  expect(late).toMatchObject({ outcome: "succeeded" });
  expect(late.counts).not.toHaveProperty("elsewhere");
  const { rows } = await connectionsOf(service.ctx.db).pool.query("SELECT DISTINCT source FROM observation");
  expect(rows).toEqual([{ source: "cbp-wait-times" }]);
});

test("traffic under a restriction is attributed to the source that reported it", async () => {
  service.clock.set("2026-11-13T17:00:00Z");
  await service.post("/v1/reports", soundReport({ effectiveAt: "2026-11-13T17:00:00Z" }), admin);
  given["/waits"] = gatesAt("2026-11-13T18:00:00Z", ["L1", 5]);
  await run("poll-bridges", "2026-11-13T18:01:00Z");
  expect((await standing()).conflict).toMatchObject({ status: "open", source: { kind: "feed", publisher: PUBLISHER } });
});

test("drafts of an added source are proposed once, and invalid ones are named", async () => {
  given["/diary"] = JSON.stringify([
    { day: "2026-11-10", crossing: "lukeville" },
    { day: "2026-11-11", crossing: "atlantis" },
  ]);
  const first = await run("read-bridge-diary", "2026-11-14T18:00:00Z");
  expect(first).toMatchObject({ outcome: "succeeded", counts: { sources: 1, items: 2, proposed: 1, leftOut: 1 } });
  expect(first.counts.notes).toContain("“Traffic on 2026-11-11” was left out");
  expect((await run("read-bridge-diary", "2026-11-14T19:00:00Z")).counts).toMatchObject({ proposed: 0 });
  const [proposal] = (await proposals()).filter(({ job }: { job: string }) => job === "read-bridge-diary");
  expect(proposal).toMatchObject({ title: "Traffic on 2026-11-10", draft: { claims: [{ crossing: "lukeville" }] } });
});

test("a source whose server sends Retry-After is not polled before the time that the server gives", async () => {
  expect(await run("read-bridge-diary", "2026-11-15T18:00:00Z")).toMatchObject({ outcome: "failed" });
  given["/diary"] = "[]";
  expect((await run("read-bridge-diary", "2026-11-15T18:05:00Z")).error).toContain("asked clients to wait until");
  expect(await run("read-bridge-diary", "2026-11-15T18:20:00Z")).toMatchObject({ outcome: "succeeded" });
});
