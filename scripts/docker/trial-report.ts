import { progress } from "../progress.ts";

/** One step of the trial. */
interface TrialStep {
  what: string;
  seconds: number;
  detail: string;
  passed: boolean;
}

/** The steps of the trial so far. */
export interface TrialReport {
  /** Runs a step. `work` returns what was observed. @throws the step's error, after noting it */
  step(what: string, work: () => Promise<string>): Promise<void>;
  text(): string;
  failed(): number;
}

export function makeTrialReport(): TrialReport {
  const steps: TrialStep[] = [];
  return {
    async step(what, work) {
      progress(what);
      const started = performance.now();
      const note = (detail: string, passed: boolean) =>
        steps.push({ what, seconds: (performance.now() - started) / 1000, detail, passed });
      try {
        note(await work(), true);
      } catch (error) {
        note(error instanceof Error ? error.message : String(error), false);
        throw error;
      }
    },
    text: () => steps.map(lineOf).join("\n"),
    failed: () => steps.filter(({ passed }) => !passed).length,
  };
}

const lineOf = ({ what, seconds, detail, passed }: TrialStep): string =>
  `${passed ? "ok    " : "FAILED"}  ${what} (${seconds.toFixed(1)} s)${detail
    .split("\n")
    .map((line) => `\n          ${line}`)
    .join("")}`;
