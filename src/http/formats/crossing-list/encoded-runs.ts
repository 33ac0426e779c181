import { createHash } from "node:crypto";
import { inOwnMemory } from "../../../live/own-memory.ts";

/** Texts of consecutive crossings of a list, joined and encoded. `lead` comes before the first text. */
export interface EncodedRun {
  lead: string;
  texts: readonly string[];
  bytes: Buffer;
  /** Differs between runs that differ. */
  digest: string;
}

/**
 * Number of crossings in a run. After a report, one run is encoded again, which takes a millisecond: 64 crossings have
 * about 300 kB of JSON.
 */
export const RUN_LENGTH = 64;

/** Limit of the kept runs. A list of 5,000 crossings takes 24 MB in one format and language. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Kept runs by their first text. Those used last are at the end. */
const kept = new Map<string, EncodedRun>();
let keptBytes = 0;

/** Joins and encodes texts. If they are those of a run of an earlier list, returns the kept run. */
export function encodeRun(lead: string, texts: readonly string[], separator: string): EncodedRun {
  const [first = ""] = texts;
  const known = kept.get(first);
  if (known !== undefined) forget(first, known);
  const isKept = known !== undefined && known.lead === lead && isSame(known.texts, texts);
  const run = isKept ? known : encodedRun(lead, texts, separator);
  kept.set(first, run);
  keptBytes += run.bytes.length;
  for (const [key, each] of kept) {
    if (keptBytes <= MOST_BYTES) break;
    forget(key, each);
  }
  return run;
}

function forget(first: string, run: EncodedRun): void {
  kept.delete(first);
  keptBytes -= run.bytes.length;
}

/** Compares texts. Kept texts are the same strings, so that this takes a microsecond. */
const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, i) => text === other[i]);

function encodedRun(lead: string, texts: readonly string[], separator: string): EncodedRun {
  const bytes = inOwnMemory([Buffer.from(lead + texts.join(separator))]);
  return { lead, texts, bytes, digest: createHash("sha256").update(bytes).digest("base64") };
}
