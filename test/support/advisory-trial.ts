import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { type JobRun, lastRuns } from "../../src/store/job-runs.ts";
import { type LoanedService, loanService } from "./service.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
type ListedProposal = any;

/** A server with documents, and a service whose jobs read them. */
export interface AdvisoryTrial {
  service: LoanedService;
  admin: string;
  origin: string;
  /** The document at each path, or at each URL with its query. */
  documents: Record<string, unknown>;
  /** The status, headers and body of each path that does not answer 200. */
  refusals: Record<string, [status: number, headers: Record<string, string>, body?: string]>;
  /** All requests, in order. */
  requests: { url: string; headers: IncomingHttpHeaders }[];
  /** Runs a job at an instant, and returns the finished run. */
  run(job: string, at: string): Promise<JobRun>;
  proposals(state?: string): Promise<ListedProposal[]>;
  accept(id: string): Promise<ListedProposal>;
  dismiss(id: string): Promise<void>;
  release(): Promise<void>;
}

/** Starts the server, then the service. `settings` returns the settings of the service for the origin of the server. */
export async function startAdvisoryTrial(settings: (origin: string) => Record<string, string>): Promise<AdvisoryTrial> {
  const server = createServer((req, res) => {
    const url = req.url ?? "";
    trial.requests.push({ url, headers: req.headers });
    const [path = ""] = url.split("?");
    const refusal = trial.refusals[path];
    if (refusal !== undefined) return void res.writeHead(refusal[0], refusal[1]).end(refusal[2]);
    const document = trial.documents[path] ?? trial.documents[url];
    if (document === undefined) return void res.writeHead(500).end();
    const body = typeof document === "string" ? document : JSON.stringify(document);
    const etag = `"${createHash("sha256").update(body).digest("hex")}"`;
    if (req.headers["if-none-match"] === etag) return void res.writeHead(304).end();
    res.writeHead(200, { "content-type": "application/json", etag }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = await loanService({ settings: settings(origin) });
  const admin = await service.keyFor("chief", "admin");
  const headers = { authorization: `Bearer ${admin}` };
  const trial: AdvisoryTrial = {
    service,
    admin,
    origin,
    documents: {},
    refusals: {},
    requests: [],
    async run(job, at) {
      service.clock.set(at);
      const { status, body } = await service.post(`/v1/jobs/${job}/runs`, "", admin);
      if (status !== 202) throw new Error(`the run of ${job} was answered ${status}`);
      for (;;) {
        // Tests set the clock back, so the newest run may not be first.
        const run = (await lastRuns(service.ctx.db, job, 1000)).find(({ id }) => id === body.run);
        if (run !== undefined && run.outcome !== "running") return run;
        await new Promise((done) => setTimeout(done, 20));
      }
    },
    proposals: async (state = "open") =>
      (await service.ask(`/v1/proposals?state=${state}`, { headers })).body.proposals,
    accept: async (id) => (await service.post(`/v1/proposals/${id}/acceptance`, {}, admin)).body,
    async dismiss(id) {
      await service.post(`/v1/proposals/${id}/dismissal`, { reason: "seen" }, admin);
    },
    async release() {
      await service.release();
      await new Promise((done) => server.close(done));
    },
  };
  return trial;
}
