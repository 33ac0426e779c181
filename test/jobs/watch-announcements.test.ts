import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Temporal } from "temporal-polyfill";
import { claim, perform } from "../../src/jobs/job.ts";
import { watchAnnouncements } from "../../src/jobs/watch-announcements.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { type LoanedService, loanService } from "../support/service.ts";

const PUBLISHER = "U.S. Customs and Border Protection";
const pages: Record<string, string> = {};
let server: Server;
let origin: string;
let service: LoanedService;
let desk: string;
beforeAll(async () => {
  server = createServer((req, res) => {
    const page = pages[req.url ?? ""];
    if (page === undefined) res.writeHead(500).end();
    else res.writeHead(200, { "content-type": "application/rss+xml" }).end(page);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  service = await loanService();
  desk = await service.keyFor("desk", "recorder");
});
afterAll(async () => {
  await service.release();
  await new Promise((done) => server.close(done));
});

interface Item {
  id: string;
  title: string;
  text: string;
  date: string;
}
const rss = (...items: Item[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title><link>https://example.org/</link><description>All</description>${items
    .map(
      ({ id, title, text, date }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><link>https://example.org/${id}</link><pubDate>${date}</pubDate><description>${text}</description></item>`,
    )
    .join("")}</channel></rss>`;

const suspension: Item = {
  id: "n1",
  title: "Operations at Lukeville to be suspended",
  text: "Beginning November 27, 2026, at 6 a.m. local time, CBP will suspend vehicle and pedestrian processing at the Lukeville port of entry until further notice.",
  date: "Tue, 24 Nov 2026 15:00:00 GMT",
};
const seizure: Item = {
  id: "n2",
  title: "Officers at Lukeville port of entry seize fentanyl",
  text: "Officers at the Lukeville port of entry seized 40 pounds of fentanyl in a car on Monday.",
  date: "Tue, 24 Nov 2026 16:00:00 GMT",
};

const now = Temporal.Instant.from("2026-11-24T18:00:00Z");
async function watch(...paths: string[]) {
  const ctx = { ...service.ctx, now: () => now };
  const sources = paths.map((path) => ({ publisher: PUBLISHER, url: `${origin}${path}` }));
  const job = watchAnnouncements({
    schedule: "*/15 * * * *",
    sources,
    timeoutSeconds: 5,
    maxBytes: 1e6,
    userAgent: "test",
  });
  await perform(ctx, job, (await claim(ctx, job, null)) ?? "", new AbortController().signal);
  return (await lastRuns(ctx.db, job.name, 1))[0];
}
const proposals = async () =>
  (await service.ask("/v1/proposals", { headers: { authorization: `Bearer ${desk}` } })).body.proposals;

test("an announced suspension is put before the operators, with its quote, link and instant, and nothing is recorded", async () => {
  pages["/a"] = rss(suspension, seizure);
  expect(await watch("/a")).toMatchObject({ outcome: "succeeded", counts: { sources: 1, items: 2, proposed: 1 } });
  const made = await proposals();
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({
    title: suspension.title,
    job: "watch-announcements",
    grounds: expect.stringContaining("will suspend vehicle and pedestrian processing"),
    draft: {
      source: {
        kind: "announcement",
        publisher: PUBLISHER,
        url: "https://example.org/n1",
        publishedAt: "2026-11-24T15:00:00Z",
      },
      changes: [
        expect.objectContaining({ crossing: "lukeville", status: "suspended", effectiveAt: "2026-11-27T13:00:00Z" }),
      ],
    },
  });
  const { rows } = await service.ctx.db.pool.query("SELECT 1 FROM report WHERE recorded_by <> 'seed'");
  expect(rows).toEqual([]);
});

test("the same item twice, in two feeds, is one proposal", async () => {
  pages["/b"] = rss(suspension);
  expect(await watch("/a", "/b")).toMatchObject({ counts: { sources: 2, items: 3, proposed: 0 } });
  expect(await proposals()).toHaveLength(1);
});

test("accepted, it is on record under the operator's name and counts from its instant", async () => {
  const [proposal] = await proposals();
  expect((await service.post(`/v1/proposals/${proposal.id}/acceptance`, {}, desk)).body).toMatchObject({
    recordedBy: "desk",
    origin: proposal.id,
  });
  const { body } = await service.ask(
    "/v1/crossings/lukeville/status?mode=passenger&direction=northbound&at=2026-11-27T13:00:00Z",
  );
  expect(body.services[0]).toMatchObject({ status: "suspended", report: { source: { publisher: PUBLISHER } } });
});

test("a source that cannot be read fails the run with its reason, and the others are read", async () => {
  pages["/c"] = rss({
    ...suspension,
    id: "n3",
    title: "Operations at Andrade to be suspended",
    text: suspension.text.replace("Lukeville", "Andrade"),
  });
  const run = await watch("/gone", "/c");
  expect(run).toMatchObject({ outcome: "failed", error: expect.stringContaining(`${origin}/gone`) });
  expect((await proposals())[0].draft.changes[0].crossing).toBe("andrade");
});

test("what is older than two weeks is left alone", async () => {
  pages["/d"] = rss({ ...suspension, id: "n4", date: "Mon, 02 Nov 2026 15:00:00 GMT" });
  expect(await watch("/d")).toMatchObject({ counts: { items: 0, proposed: 0 } });
});
