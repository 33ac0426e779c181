import { types } from "node:util";
import type { Field } from "./field.ts";
import type { OutsideServer } from "./outside-server.ts";
import type { Sighting, Step } from "./step.ts";
import { STEPS } from "./steps.ts";

/** What came of a step: what was seen, or why it failed. */
export interface Outcome {
  title: string;
  seconds: number;
  seen: Sighting | null;
  error: Error | null;
}

/** Sets what officers file before the service starts, for all steps. */
export function prepareAll(outside: OutsideServer): void {
  for (const step of STEPS) step.prepare?.(outside);
}

/** Lets every step of the phases happen once, and tells each outcome as it comes. A step that fails does not keep the others from happening. */
export async function play(
  field: Field,
  phases: readonly (readonly Step[])[],
  round: number,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  for (const phase of phases) await Promise.all(phase.map(async (step) => tell(await outcomeOf(field, round, step))));
}

async function outcomeOf(field: Field, round: number, step: Step): Promise<Outcome> {
  const { title } = step;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const seen = await step.run(field, round);
    return { title, seconds: seconds(), seen, error: null };
  } catch (thrown) {
    // Errors of Node's own modules are of another realm than a test's.
    const error = types.isNativeError(thrown) ? thrown : new Error(String(thrown));
    return { title, seconds: seconds(), seen: null, error };
  }
}
