import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connectionsOf } from "../../src/store/connections.ts";
import { eventually } from "../support/eventually.ts";
import { startSeveral } from "../support/several-processes.ts";
import { useDatabase } from "../support/use-database.ts";

const EMPTY_FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Test</title></channel></rss>';

const loan = useDatabase({ seeded: true });

test("two processes with the same schedule run each tick of a job once", async () => {
  let requests = 0;
  const feed = createServer((req, res) => {
    if (req.url !== "/news") return void res.writeHead(404).end();
    requests++;
    res.writeHead(200, { "content-type": "application/rss+xml" }).end(EMPTY_FEED);
  });
  await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(feed.address() as AddressInfo).port}`;
  const service = await startSeveral(loan.url, {
    JOBS: "on",
    CRON_LEAST_SECONDS: "1",
    ANNOUNCEMENTS_CRON: "* * * * * *",
    ANNOUNCEMENT_URLS: `Test=${origin}/news`,
    BWT_URLS: `${origin}/none`,
    COUNTS_URL: `${origin}/none`,
  });
  try {
    await eventually(() => expect(requests).toBeGreaterThan(8), 60_000);
  } finally {
    expect(await service.end("SIGTERM")).toBe(0);
  }
  const { rows } = await connectionsOf(loan.db).pool.query(
    `SELECT count(*)::int AS runs, count(DISTINCT date_trunc('second', scheduled_for))::int AS ticks,
      count(*) FILTER (WHERE outcome <> 'succeeded')::int AS failed FROM job_run WHERE name = 'watch-announcements'`,
  );
  expect(rows).toEqual([{ runs: requests, ticks: requests, failed: 0 }]);
  await new Promise((done) => feed.close(done));
}, 90_000);
