import { types } from "node:util";
import type { Field } from "./field.ts";
import type { OutsideServer } from "./outside-server.ts";
import type { Sighting, Step } from "./step.ts";
import { STEPS } from "./steps.ts";

/** The outcome of a step: the observations, or the error. */
export interface Outcome {
  title: string;
  seconds: number;
  seen: Sighting | null;
  error: Error | null;
}

/** Sets the filings of all steps before the service starts. */
export function prepareAll(outside: OutsideServer): void {
  for (const step of STEPS) step.prepare?.(outside);
}

/** Runs every step once and reports each outcome. A failed step does not stop the others. */
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
    // Errors of Node's own modules come from another realm, so `instanceof` fails.
    const error = types.isNativeError(thrown) ? thrown : new Error(String(thrown));
    return { title, seconds: seconds(), seen: null, error };
  }
}
