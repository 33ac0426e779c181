import type { Field } from "./field.ts";
import type { OutsideServer } from "./outside-server.ts";

/** The observations of the clients in a step, each as a sentence. */
export interface Sighting {
  traveller: string;
  operator: string;
  app: string;
}

/** An event in the field test, with the expected observations. */
export interface Step {
  /** A sentence about behaviour. */
  title: string;
  /** Sets the filings before the service starts. */
  prepare?(outside: OutsideServer): void;
  /**
   * Triggers the event in a `round` (from 0), checks its effects, and prepares the next round.
   * @throws if an observation differs from the expected one
   */
  run(field: Field, round: number): Promise<Sighting>;
}

/** Cleans up after a step even if it failed, so that the next round does not fail too. */
export async function afterwards(field: Field, undo: (field: Field) => Promise<void>): Promise<void> {
  // The step reports its own error. A failed clean-up shows in the next round.
  await undo(field).catch(() => undefined);
}

/** Returns each of the subjects in turn. */
export const turnOf = <Subject>(subjects: readonly Subject[], round: number): Subject =>
  subjects[round % subjects.length] as Subject;
