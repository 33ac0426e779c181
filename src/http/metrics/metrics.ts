import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { measureJobs } from "../../actions/jobs/measure-jobs.ts";
import type { Context } from "../../context.ts";
import type { Live } from "../../live/live.ts";
import { withTimeout } from "../../live/with-timeout.ts";
import { WATCHED_MS } from "../deadline.ts";

/** Creates the metrics registry of this process, and the middleware that times requests by route, method and status. */
export function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "garita_http_request_seconds",
    help: "Time from a request's arrival to the end of its answer, by route, method and status",
    labelNames: ["route", "method", "status"],
    // A list from the database takes tens of ms. More than 1 s indicates a fault. Answers from the cache are not timed.
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  /** Starts to time a request to a route. Call the returned function with the status of the answer. */
  const time = (route: string, method: string) => {
    const stop = seconds.startTimer({ route, method });
    return (status: number): void => void stop({ status });
  };
  const observe: RequestHandler = (req, res, next) => {
    const stop = seconds.startTimer({ method: req.method });
    // The label is the route rather than the URL, because every nonexistent URL would start a time series of its own.
    res.on("finish", () =>
      stop({
        route: typeof req.route?.path === "string" ? `${req.baseUrl}${req.route.path}` : "none",
        status: res.statusCode,
      }),
    );
    next();
  };
  return { registry, observe, time };
}

/** Registers the metrics of the answer cache, the record in memory and the stream's subscribers. */
export function watchLive(
  { answers, stream, record }: Pick<Live, "answers" | "stream" | "record">,
  registry: Registry,
): void {
  const registers = [registry];
  new Counter({
    name: "garita_answers_served_total",
    help: "Requests served from the cache. The timing by route does not include them",
    registers,
    collect() {
      this.reset();
      this.inc(answers.counts().served);
    },
  });
  new Gauge({
    name: "garita_answers_kept",
    help: "Answers in the cache",
    registers,
    collect() {
      this.set(answers.counts().kept);
    },
  });
  new Gauge({
    name: "garita_record_crossings",
    help: "Crossings whose record is in memory",
    registers,
    collect() {
      this.set(record.size().crossings);
    },
  });
  new Gauge({
    name: "garita_record_bytes",
    help: "Approximate memory of these records. MEMORY_RECORD_MB limits it",
    registers,
    collect() {
      this.set(record.size().bytes);
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
 * Registers the metrics of jobs and proposals. They are read from the database before each scrape. So every process
 * reports the same numbers, whichever process ran a job. If the database is unreachable, these metrics are omitted and
 * all others are still served.
 */
export function watchJobs(registry: Registry): { read(ctx: Context): Promise<void> } {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `garita_${name}`, help, labelNames, registers: [registry] });
  const runs = gauge("job_runs", "Job runs begun in the last 24 hours, by job and outcome", "job", "outcome");
  const seconds = gauge("job_last_run_seconds", "How long the last run of a job took", "job");
  const age = gauge("job_last_success_age_seconds", "Time since a job last succeeded", "job");
  const proposals = gauge("proposals", "Proposals on record, by state", "state");
  const waiting = gauge("waiting_reports", "Reports of operators that wait for a second operator, by kind", "kind");
  return {
    async read(ctx) {
      const measured = await withTimeout(WATCHED_MS, measureJobs(ctx)).catch(() => null);
      for (const each of [runs, seconds, age, proposals, waiting]) each.reset();
      for (const { name: job, succeeded, failed, lastSeconds, lastSuccessAge } of measured?.jobs ?? []) {
        runs.set({ job, outcome: "succeeded" }, succeeded);
        runs.set({ job, outcome: "failed" }, failed);
        if (lastSeconds !== null) seconds.set({ job }, lastSeconds);
        if (lastSuccessAge !== null) age.set({ job }, lastSuccessAge);
      }
      for (const [state, count] of Object.entries(measured?.proposals ?? {})) proposals.set({ state }, count);
      for (const [kind, count] of Object.entries(measured?.waiting ?? {})) waiting.set({ kind }, count);
    },
  };
}
