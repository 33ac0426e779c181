import type { Field } from "./field.ts";
import type { Sighting, Step } from "./step.ts";
import { PHASES } from "./steps.ts";

/** What came of a step: what was seen, or why it failed. */
export interface Outcome {
  title: string;
  seconds: number;
  seen: Sighting | null;
  error: Error | null;
}

/** Lets every step happen once, and tells each outcome as it comes. A step that fails does not keep the others from happening. */
export async function playRound(
  field: Field,
  round: number,
  tell: (outcome: Outcome) => void,
  phases: readonly (readonly Step[])[] = PHASES,
): Promise<void> {
  for (const phase of phases) await Promise.all(phase.map(async (step) => tell(await outcomeOf(field, round, step))));
}

async function outcomeOf(field: Field, round: number, { title, run }: Step): Promise<Outcome> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const seen = await run(field, round);
    return { title, seconds: seconds(), seen, error: null };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { title, seconds: seconds(), seen: null, error };
  }
}
