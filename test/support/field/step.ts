import type { Field } from "./field.ts";
import type { OutsideServer } from "./outside-server.ts";

/** What each of those outside saw in a step, in a sentence. */
export interface Sighting {
  traveller: string;
  operator: string;
  app: string;
}

/** Something that happens in the field, with what has to be seen of it. */
export interface Step {
  /** A sentence about behaviour. */
  title: string;
  /** Sets what officers file before the service starts. */
  prepare?(outside: OutsideServer): void;
  /**
   * Lets it happen, in its `round`th time from 0, and looks. Leaves the field so that the next round can begin.
   * @throws where something else is seen
   */
  run(field: Field, round: number): Promise<Sighting>;
}

/** Puts the field in order after a step, whatever became of it: a step that failed is not to fail the next round's too. */
export async function afterwards(field: Field, undo: (field: Field) => Promise<void>): Promise<void> {
  // What the step itself met is told; what cannot be undone shows in the next round.
  await undo(field).catch(() => undefined);
}

/** The subject of a round: each in turn. */
export const turnOf = <Subject>(subjects: readonly Subject[], round: number): Subject =>
  subjects[round % subjects.length] as Subject;
