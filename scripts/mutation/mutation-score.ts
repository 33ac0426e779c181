import type { TestedMutant } from "./stryker-api.ts";

/** The share of mutants that tests noticed. */
export interface MutationScore {
  /** A test failed. */
  killed: number;
  /** The mutant ran endlessly, and was stopped. Counts as noticed. */
  timedOut: number;
  /** Every test passed. */
  survived: number;
  /** No test ran the code. Counts as not noticed. */
  uncovered: number;
  /** `killed` and `timedOut` among all, in percent. */
  percent: number;
  /** Limits of the score of all mutants, in percent, with a confidence of 95 %. */
  interval: [number, number];
}

/** Mutants for which Stryker reports no result do not count: those left out of the sample, and ignored ones. */
export const isCounted = ({ status }: TestedMutant): boolean =>
  ["Killed", "Timeout", "Survived", "NoCoverage"].includes(status);

/** Counts results. Without any, the score is 0. */
export function scoreOf(results: readonly TestedMutant[]): MutationScore {
  const count = (status: TestedMutant["status"]) => results.filter((each) => each.status === status).length;
  const [killed, timedOut, survived, uncovered] = [
    count("Killed"),
    count("Timeout"),
    count("Survived"),
    count("NoCoverage"),
  ];
  const noticed = killed + timedOut;
  const all = noticed + survived + uncovered;
  const percent = all === 0 ? 0 : (100 * noticed) / all;
  return { killed, timedOut, survived, uncovered, percent, interval: wilsonInterval(noticed, all) };
}

/** Two-sided 95 % of the normal distribution. */
const Z = 1.96;

/** Returns Wilson's interval for a share, in percent. Unlike the usual one, it also holds near 0 and 100 %. */
export function wilsonInterval(hits: number, all: number): [number, number] {
  if (all === 0) return [0, 100];
  const share = hits / all;
  const middle = share + Z ** 2 / (2 * all);
  const half = Z * Math.sqrt((share * (1 - share)) / all + Z ** 2 / (4 * all ** 2));
  const scale = 100 / (1 + Z ** 2 / all);
  return [Math.max(0, (middle - half) * scale), Math.min(100, (middle + half) * scale)];
}
