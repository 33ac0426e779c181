/** Size of a run. Every part ends when it has done its number, or after `minutes`, whichever comes first. */
export interface TortureSize {
  /** True for a run of a minute or two. Waits and crowds are then small. */
  isShort: boolean;
  /** Number of generated requests. */
  requests: number;
  /** Number of rounds of kills. */
  rounds: number;
  /** Number of mutated documents. */
  mutations: number;
  /** Seconds of each fault of the database. */
  faultSeconds: number;
  /** Seconds for which a process is stopped in the middle of a job. */
  stoppedSeconds: number;
  /** The longest time that a part may take, in minutes. A step that has begun is completed. */
  minutes: number;
  /** Seed of the random numbers. The same seed makes the same requests and mutations. */
  seed: number;
}

/** Results of a part. */
export interface TortureOutcome {
  /** What was done, each with its number, such as `20000 requests`. */
  done: string[];
  /** A sentence for every broken promise. */
  found: string[];
  /** What was not done, each with the reason. */
  skipped: string[];
}

/** Runs a part. It starts its own service and database, and stops both. */
export type TorturePart = (size: TortureSize) => Promise<TortureOutcome>;

/** Maximum number of faults that a part keeps. A fault usually repeats, and the first ones tell enough. */
const MOST_FOUND = 50;

/** Creates an empty outcome. */
export const emptyOutcome = (): TortureOutcome => ({ done: [], found: [], skipped: [] });

/** Prints a sentence about a fault, and adds it to the faults, unless there are many already. */
export function addFault({ found }: TortureOutcome, sentence: string): void {
  if (found.length >= MOST_FOUND) return;
  process.stderr.write(`fault: ${sentence}\n`);
  found.push(sentence);
}

/** Returns a function that returns true until the part has used up its time. */
export function timeFor({ minutes }: Pick<TortureSize, "minutes">): () => boolean {
  const until = performance.now() + minutes * 60_000;
  return () => performance.now() < until;
}
