import { AggregatorRegistry, type Registry } from "prom-client";

/** The metrics of one process, as JSON. */
export type MetricValues = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** Labels the metrics of a process with its number, so that the counters of a replaced process start from 0 alone. */
export const labelProcess = (registry: Registry, number: number): void =>
  registry.setDefaultLabels({ process: String(number) });

/** Returns the metrics of several processes as text. Their labels keep them apart, so none are added up. */
export const joinMetrics = (all: readonly MetricValues[]): Promise<string> =>
  AggregatorRegistry.aggregate(all.map((each) => each.map((metric) => ({ ...metric, aggregator: "first" })))).metrics();
