import { FeedError } from "../../src/feeds/fetch/feed-error.ts";
import { progress } from "../progress.ts";
import { makeRandom } from "../random.ts";
import { announcementDocuments } from "./announcement-documents.ts";
import { mutate } from "./mutate.ts";
import { addFault, emptyOutcome, type TortureOutcome, type TortureSize, timeFor } from "./part.ts";
import { type MutableDocument, waitDocuments } from "./wait-documents.ts";

/** Longest time for reading one document, in milliseconds. */
const LIMIT_MS = 3_000;

/**
 * Mutates documents of every source and reads them. The only error that a reader may throw is a `FeedError`, which the
 * jobs record as a failed run. No mutation may add evidence of traffic, or a reopening, that the mutated text does not
 * print: the text is searched again without the readers.
 */
export async function tortureFeeds(size: TortureSize): Promise<TortureOutcome> {
  const outcome = emptyOutcome();
  const hasTime = timeFor(size);
  const random = makeRandom(size.seed);
  const kinds = [waitDocuments(), ...announcementDocuments()];
  let read = 0;
  let refused = 0;
  let longestMs = 0;
  for (; read < size.mutations && hasTime(); read++) {
    // Each kind of document is as frequent as the others, however many documents there are of it.
    const document = random.pick(random.pick(kinds));
    const text = mutate(document.text, random);
    const began = performance.now();
    const faults = faultsOf(document, text);
    const ms = performance.now() - began;
    longestMs = Math.max(longestMs, ms);
    if (faults === "refused") refused++;
    else for (const fault of faults) addFault(outcome, `${document.name}, mutation ${read}: ${fault}`);
    if (ms > LIMIT_MS) addFault(outcome, `${document.name}, mutation ${read}: reading took ${Math.round(ms)} ms`);
    if ((read + 1) % 5000 === 0) {
      progress(`${read + 1} of ${size.mutations} mutations read, ${outcome.found.length} faults found`);
      // Gives the machine's other work a turn.
      await new Promise((done) => setImmediate(done));
    }
  }
  const documents = kinds.reduce((sum, { length }) => sum + length, 0);
  outcome.done.push(
    `${read} mutations of ${documents} documents in ${kinds.length} kinds`,
    `${refused} refused as a whole`,
    `the longest reading took ${Math.round(longestMs)} ms`,
  );
  return outcome;
}

function faultsOf(document: MutableDocument, text: string): string[] | "refused" {
  try {
    return document.read(text);
  } catch (error) {
    if (error instanceof FeedError) return "refused";
    return [`the reader failed: ${(error as Error).stack}`];
  }
}
