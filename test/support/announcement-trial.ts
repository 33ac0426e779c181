import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Temporal } from "temporal-polyfill";
import { perform } from "../../src/jobs/job.ts";
import { watchAnnouncements } from "../../src/jobs/watch-announcements.ts";
import { type JobRun, lastRuns } from "../../src/store/job-runs.ts";
import { claimed } from "./claimed.ts";
import { type LoanedService, loanService } from "./service.ts";

export const PUBLISHER = "U.S. Customs and Border Protection";

/** An item of a feed, with `date` in the format of e-mail. */
export interface Item {
  id: string;
  title: string;
  text: string;
  date: string;
}

/** Creates an RSS document with these items. The contents of the items are inserted without escaping. */
export const rss = (...items: Item[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title><link>https://example.org/</link><description>All</description>${items
    .map(
      ({ id, title, text, date }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><link>https://example.org/${id}</link><pubDate>${date}</pubDate><description>${text}</description></item>`,
    )
    .join("")}</channel></rss>`;

/** Creates an item, published on 24 November, that suspends a crossing from 6 a.m. on a day in 2026. */
export const suspensionOf = (id: string, crossing: string, day: string, more: Partial<Item> = {}): Item => ({
  id,
  title: `Operations at ${crossing} to be suspended`,
  text: `Operations at the ${crossing} port of entry will be suspended beginning ${day}, 2026 at 6 a.m.`,
  date: "Tue, 24 Nov 2026 15:00:00 GMT",
  ...more,
});

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
type Listed = any;

/** A server with feeds, and a service with the job that polls them. */
export interface AnnouncementTrial {
  service: LoanedService;
  desk: string;
  origin: string;
  /** The document at each path, for status 200. */
  pages: Record<string, string | Buffer>;
  /** The status and headers of each path that does not answer 200. */
  refusals: Record<string, [status: number, headers: Record<string, string>]>;
  /** The number of requests per path. */
  asked: Record<string, number>;
  /** The time of the next run. */
  now: Temporal.Instant;
  /** Runs the job on some feeds, each given by a path or by a publisher and a path. */
  watch(...feeds: (string | [publisher: string, path: string])[]): Promise<JobRun | undefined>;
  proposals(query?: string): Promise<Listed[]>;
  /** Returns the proposals with the given title. */
  titled(title: string, query?: string): Promise<Listed[]>;
  release(): Promise<void>;
}

export async function startTrial(): Promise<AnnouncementTrial> {
  const service = await loanService();
  const server: Server = createServer((req, res) => {
    const path = req.url ?? "";
    trial.asked[path] = (trial.asked[path] ?? 0) + 1;
    const refusal = trial.refusals[path];
    const page = trial.pages[path];
    if (refusal !== undefined) res.writeHead(...refusal).end();
    else if (page === undefined) res.writeHead(500).end();
    else res.writeHead(200, { "content-type": "application/rss+xml" }).end(page);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const trial: AnnouncementTrial = {
    service,
    desk: await service.keyFor("desk", "recorder"),
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: {},
    refusals: {},
    asked: {},
    now: Temporal.Instant.from("2026-11-24T18:00:00Z"),
    async watch(...feeds) {
      const ctx = { ...service.ctx, now: trial.now };
      const sources = feeds.map((feed) => {
        const [publisher, path] = typeof feed === "string" ? [PUBLISHER, feed] : feed;
        return { publisher, url: `${trial.origin}${path}` };
      });
      const job = watchAnnouncements({
        schedule: "5,20,35,50 * * * *",
        sources,
        timeoutSeconds: 5,
        maxBytes: 1e6,
        userAgent: "test",
      });
      const claim = await claimed(ctx, job);
      await perform(ctx, job, claim, new AbortController().signal);
      return (await lastRuns(ctx.db, job.name, 1000)).find((run) => run.id === claim.id);
    },
    async proposals(query = "") {
      const headers = { authorization: `Bearer ${trial.desk}` };
      return (await service.ask(`/v1/proposals${query}`, { headers })).body.proposals;
    },
    titled: async (title, query) => (await trial.proposals(query)).filter((each) => each.title === title),
    async release() {
      await service.release();
      await new Promise((done) => server.close(done));
    },
  };
  return trial;
}
