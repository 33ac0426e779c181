import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { measureJobs } from "../../actions/jobs/measure-jobs.ts";
import type { Context } from "../../context.ts";
import type { Live } from "../../live/live.ts";
import { WATCHED_MS, withinTime } from "../deadline.ts";

/** The metrics of this process, and the handler that times requests by route, method and status. */
export function makeMetrics(): { registry: Registry; observe: RequestHandler } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "garita_http_request_seconds",
    help: "Time from a request's arrival to the end of its answer, by route, method and status",
    labelNames: ["route", "method", "status"],
    // Hot answers take a millisecond, a list from the database tens; beyond a second something is wrong.
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  const observe: RequestHandler = (req, res, next) => {
    const stop = seconds.startTimer({ method: req.method });
    // The route, not the address: an address that does not exist must not make a series of its own.
    res.on("finish", () =>
      stop({
        route: typeof req.route?.path === "string" ? `${req.baseUrl}${req.route.path}` : "none",
        status: res.statusCode,
      }),
    );
    next();
  };
  return { registry, observe };
}

/** The numbers of what a process answers from memory, and of those who listen to its stream. */
export function watchLive({ answers, stream }: Pick<Live, "answers" | "stream">, registry: Registry): void {
  const registers = [registry];
  new Counter({
    name: "garita_answers_served_total",
    help: "Requests that were answered from memory, before they were timed by route",
    registers,
    collect() {
      this.reset();
      this.inc(answers.counts().served);
    },
  });
  new Gauge({
    name: "garita_answers_kept",
    help: "Answers that are kept in memory",
    registers,
    collect() {
      this.set(answers.counts().kept);
    },
  });
  new Gauge({
    name: "garita_stream_clients",
    help: "Clients of the stream",
    registers,
    collect() {
      this.set(stream.count());
    },
  });
}

/**
 * The numbers of the jobs and of what they draft, and how to read them anew before a scrape: from the record, so that
 * every process tells the same, whichever ran a job. Where the database is not reached they are left out, and the other
 * numbers are still given.
 */
export function watchJobs(registry: Registry): { read(ctx: Context): Promise<void> } {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `garita_${name}`, help, labelNames, registers: [registry] });
  const runs = gauge("job_runs", "Runs begun in the last 24 hours, by job and outcome", "job", "outcome");
  const seconds = gauge("job_last_run_seconds", "How long the last run of a job took", "job");
  const age = gauge("job_last_success_age_seconds", "Time since a job last succeeded", "job");
  const proposals = gauge("proposals", "Proposals on record, by state", "state");
  return {
    async read(ctx) {
      const measured = await withinTime(WATCHED_MS, measureJobs(ctx)).catch(() => null);
      for (const each of [runs, seconds, age, proposals]) each.reset();
      for (const { name: job, succeeded, failed, lastSeconds, lastSuccessAge } of measured?.jobs ?? []) {
        runs.set({ job, outcome: "succeeded" }, succeeded);
        runs.set({ job, outcome: "failed" }, failed);
        if (lastSeconds !== null) seconds.set({ job }, lastSeconds);
        if (lastSuccessAge !== null) age.set({ job }, lastSuccessAge);
      }
      for (const [state, count] of Object.entries(measured?.proposals ?? {})) proposals.set({ state }, count);
    },
  };
}
