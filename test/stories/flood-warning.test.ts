import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { machineClock } from "../../src/clock.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { type AlertGiven, alertDocument } from "../support/nws-document.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { makeVisitor, signIn, type Visitor } from "../support/visitor.ts";

// The river rises at Laredo. A running service proposes the flood warning, an operator accepts it, and later the
// warning is cancelled.

const NOW = machineClock().round({ smallestUnit: "second" });
const NEVER = "0 0 1 1 *";

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
type Body = any;

let alerts: AlertGiven[] = [];
let requests = 0;
const server = createServer((_, res) => {
  requests++;
  res.writeHead(200, { "content-type": "application/geo+json" }).end(JSON.stringify(alertDocument(...alerts)));
});
let database: LoanedDatabase;
let service: ServiceProcess;
let visitor: Visitor;
let key: string;

const start = async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts/active?area=TX`;
  service = await startProcess(database.url, {
    JOBS: "on",
    CRON_LEAST_SECONDS: "1",
    NWS_CONTACT: "desk@garita.example",
    NWS_URLS: url,
    NWS_CRON: "* * * * * *",
    BWT_CRON: NEVER,
    ANNOUNCEMENTS_CRON: NEVER,
    COUNTS_CRON: NEVER,
  });
};
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  database = await loanDatabase({ seeded: true });
  await start();
  key = await service.operatorKey();
  visitor = makeVisitor(service.url);
  await signIn(visitor, key);
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await database?.release();
  await new Promise((done) => server.close(done));
});

const ask = async (path: string): Promise<Body> =>
  (await fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${key}` } })).json();
const open = async (): Promise<Body[]> => (await ask("/v1/proposals")).proposals;
const standings = async () => (await ask("/v1/crossings/laredo-gateway/status")).services;
/** Waits until two more runs have read the alerts. */
const twoRuns = async () => {
  const before = requests;
  await eventually(async () => expect(requests).toBeGreaterThan(before + 2));
};

const times = { sent: String(NOW), expires: String(NOW.add({ hours: 6 })), ends: String(NOW.add({ hours: 30 })) };
const warning = { id: "flood", ...times };

test("a scheduled run proposes a warning, and the desk shows its source", async () => {
  alerts = [warning];
  await eventually(async () => expect(await open()).toHaveLength(1));
  const [proposal] = await open();
  expect(proposal.draft).toMatchObject({ changes: [], claims: [], source: { publisher: "National Weather Service" } });
  expect((await visitor.open("/desk")).text).toContain(proposal.title);
  const page = await visitor.open(`/desk/proposals/${proposal.id}`);
  expect(page.heading).toMatch(/^Flood Warning until .*: Juárez-Lincoln International Bridge, /);
  for (const words of ["watch-weather", "National Weather Service", "The Rio Grande at Laredo", "no answer changes"])
    expect(page.text).toContain(words);
  expect(page.markup).toContain('href="https://api.weather.gov/alerts/urn:oid:');
  expect((await visitor.open(`/desk/proposals/${proposal.id}?lang=es`)).text).toContain("ninguna respuesta cambia");
});

test("only the jobs of sources that are switched on are listed", async () => {
  const names = (await ask("/v1/jobs")).jobs.map(({ name }: Body) => name);
  expect(names).toContain("watch-weather");
  expect(names).not.toContain("watch-federal-register");
  expect(names).not.toContain("watch-arizona-roads");
});

test("after a restart, the warning is not proposed again", async () => {
  await service.stop();
  await start();
  await twoRuns();
  expect(await open()).toHaveLength(1);
});

test("an accepted warning is on record and changes no answer, and its cancellation is proposed", async () => {
  const before = await standings();
  visitor = makeVisitor(service.url);
  await signIn(visitor, key);
  const [proposal] = await open();
  const report = await visitor.press(await visitor.open(`/desk/proposals/${proposal.id}`), "Accept as it is");
  expect(report.path).toMatch(/^\/desk\/reports\/.*done=recorded/);
  expect(await standings()).toEqual(before);
  alerts = [{ ...warning, id: "over", messageType: "Cancel", severity: "Minor", references: ["flood"] }];
  await eventually(async () => expect(await open()).toHaveLength(1));
  await twoRuns();
  const [cancelled, ...others] = await open();
  expect(others).toEqual([]);
  expect(cancelled).toMatchObject({ title: expect.stringContaining("cancelled"), supersedes: [proposal.id] });
  expect(await standings()).toEqual(before);
});
