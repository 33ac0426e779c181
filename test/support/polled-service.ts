import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type LoanedService, loanService } from "./service.ts";

/** A run of the job in `GET /v1/jobs`. */
export interface ToldRun {
  outcome: string;
  error: string | null;
  counts: Record<string, number | string>;
  process: string;
}

/** A feed server, and a service that polls it at `/first` and then at `/second`. */
export interface PolledService {
  /** Document or error status that the server returns at each path. */
  given: Record<string, string | number>;
  origin: string;
  service: LoanedService;
  admin: string;
  /** Sets the clock and runs the job. */
  poll(at: string): Promise<ToldRun>;
  release(): Promise<void>;
}

export async function loanPolledService(): Promise<PolledService> {
  const given: Record<string, string | number> = {};
  const feed = createServer((req, res) => {
    const answer = given[req.url ?? ""] ?? 404;
    if (typeof answer === "number") res.writeHead(answer, answer === 429 ? { "retry-after": "120" } : {}).end();
    else res.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(gzipSync(answer));
  });
  await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(feed.address() as AddressInfo).port}`;
  const service = await loanService({
    settings: { BWT_URLS: `${origin}/first,${origin}/second`, FEED_TIMEOUT_SECONDS: "2" },
  });
  const admin = await service.keyFor("chief", "admin");
  return {
    given,
    origin,
    service,
    admin,
    async poll(at) {
      service.clock.set(at);
      expect((await service.post("/v1/jobs/poll-feed/runs", "", admin)).status).toBe(202);
      for (;;) {
        const { body } = await service.ask("/v1/jobs");
        const [run] = body.jobs[0].lastRuns;
        if (run.outcome !== "running") return run;
        await new Promise((done) => setTimeout(done, 20));
      }
    },
    async release() {
      await service.release();
      await new Promise((done) => feed.close(done));
    },
  };
}
