import { Gauge, type Registry } from "prom-client";

/**
 * Registers the metric of readiness. It is read before each scrape. If the database is unreachable, the metric is
 * omitted.
 */
export function watchReadiness(registry: Registry): { read(reasons: Promise<readonly string[]>): Promise<void> } {
  const degraded = new Gauge({
    name: "garita_degraded",
    help: "Reasons for which /readyz answers degraded. 0 if the process is ready",
    registers: [registry],
  });
  return {
    async read(reasons) {
      const found = await reasons.catch(() => null);
      // `reset` would report 0, although the state is unknown.
      degraded.remove();
      if (found !== null) degraded.set(found.length);
    },
  };
}
