import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { allCrossings } from "../../src/actions/crossings/all-crossings.ts";
import { readFeed } from "../../src/feeds/cbp-wait-times/read.ts";
import { cbpWaitTimes } from "../../src/feeds/cbp-wait-times/source.ts";
import { pollFeed } from "../../src/jobs/poll-feed.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { CAPTURES_PRESENT, readCaptureArchive } from "../support/captures.ts";
import { type LoanedService, loanService } from "../support/service.ts";

/**
 * Six days of the real feed for four bridges of Brownsville. Polls each capture at its stated time, with the seed on
 * record.
 */
(CAPTURES_PRESENT ? describe : describe.skip)("the 220 captures of August 2026", () => {
  let service: LoanedService;
  let feed: Server;
  let text = "";
  beforeAll(async () => {
    service = await loanService();
    feed = createServer((_req, res) => res.writeHead(200, { "content-type": "text/xml" }).end(text));
    await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  });
  afterAll(async () => {
    await service.release();
    await new Promise((done) => feed.close(done));
  });

  test("confirm statuses with traffic, change no status, and lead to no proposal", async () => {
    const rows = cbpWaitTimes.rowsOf([...(await allCrossings(service.ctx)).values()]);
    const { port } = feed.address() as AddressInfo;
    const limits = { ...service.ctx.thresholds, liftFilings: 3, silentHours: 6, hoursDays: 7 };
    const settings = {
      schedule: "* * * * *",
      timeoutSeconds: 5,
      maxBytes: 1e6,
      userAgent: "test",
      frozenMinutes: 60,
      rowsFloorPercent: 75,
      limits,
    };
    const job = pollFeed({ ...settings, urls: [`http://127.0.0.1:${port}/`] });
    const totals: Record<string, number> = {};
    for (const snapshot of readCaptureArchive("bwtRss-brownsville-2026-08.tar.gz").sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      text = snapshot.text;
      const madeAt = readFeed(text, rows).madeAt;
      if (madeAt === null) throw new Error(`${snapshot.name} has no date`);
      const ctx = { ...service.ctx, now: madeAt };
      const counts = await job.run(ctx, new AbortController().signal);
      for (const [name, count] of Object.entries(counts))
        if (typeof count === "number") totals[name] = (totals[name] ?? 0) + count;
    }
    expect(totals).toMatchObject({ lifted: 0, contradicted: 0, missing: 0, proposed: 0 });
    expect(totals.confirmed).toBe(totals.moving);
    expect(totals.confirmed).toBeGreaterThan(1000);
    const { rows: recorded } = await connectionsOf(service.ctx.db).pool.query(
      "SELECT 1 FROM report WHERE recorded_by <> 'seed'",
    );
    expect(recorded).toEqual([]);
    for (const slug of ["brownsville-bm", "brownsville-gateway", "brownsville-veterans", "los-indios"]) {
      const { body } = await service.ask(`/v1/crossings/${slug}/status?direction=northbound`);
      for (const standing of body.services) expect(standing.status).toBe("open");
    }
  }, 120_000);
});
