import { Gauge, type Registry } from "prom-client";

/** Reasons why a process is degraded, as sentences: its database, the lag of its standby, or jobs that fail. */
export type Reasons = Record<"database" | "standby" | "jobs", readonly string[]>;

/**
 * Registers the metric of readiness. It is read before each scrape. If the database is unreachable, the metric is
 * omitted.
 */
export function watchReadiness(registry: Registry): { read(reasons: Promise<Reasons>): Promise<void> } {
  const degraded = new Gauge({
    name: "garita_degraded",
    help: "Reasons for which /readyz answers degraded, by cause. All are 0 if the process is ready",
    labelNames: ["cause"],
    registers: [registry],
  });
  return {
    async read(reasons) {
      const found = await reasons.catch(() => null);
      degraded.reset();
      for (const [cause, { length }] of Object.entries(found ?? {})) degraded.set({ cause }, length);
    },
  };
}
