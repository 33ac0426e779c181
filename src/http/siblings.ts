import type { CountHit } from "./limits.ts";
import type { MetricValues } from "./metrics/sibling-metrics.ts";

/** Several processes that serve one port, as each of them sees the others. */
export interface Siblings {
  /** Number of this process, from 1. It is a label of its metrics. */
  number: number;
  /** Counts hits in all processes together. */
  countHit: CountHit;
  /** Returns the metrics of all processes that answer in time. */
  measureAll(): Promise<MetricValues[]>;
  /** Registers the function that returns the metrics of this process. */
  onMeasure(measure: () => Promise<MetricValues>): void;
}
