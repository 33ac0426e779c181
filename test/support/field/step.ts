import type { Field } from "./field.ts";
import type { OutsideServer } from "./outside-server.ts";

/** The observation of each client in a step, as a sentence. */
export interface Sighting {
  traveller: string;
  operator: string;
  app: string;
}

/** An event in the trial, with the expected observations. */
export interface Step {
  /** A sentence about behaviour. */
  title: string;
  /** Sets the filings before the service starts. */
  prepare?(outside: OutsideServer): void;
  /**
   * Causes the event for the `round`th time, counted from 0, and checks its effects. It leaves the trial ready for the
   * next round.
   * @throws if an observation differs
   */
  run(field: Field, round: number): Promise<Sighting>;
}

/** Cleans up after a step, whether it passed or failed, so that a failed step does not fail the next round too. */
export async function afterwards(field: Field, undo: (field: Field) => Promise<void>): Promise<void> {
  // The step reports its own error. A failed clean-up shows in the next round.
  await undo(field).catch(() => undefined);
}

/** The subject of a round: each of the given ones in turn. */
export const turnOf = <Subject>(subjects: readonly Subject[], round: number): Subject =>
  subjects[round % subjects.length] as Subject;
