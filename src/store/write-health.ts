import { Unavailable } from "../domain/errors.ts";
import { codeOf, isAway } from "./away.ts";

/** Whether the database took the last write of this process. A disk that is full shows only in a write. */
export interface WriteHealth {
  /** Why it did not, in words that are fit to be published; null where it did. */
  fault(): string | null;
  /** Does a write, and remembers what came of it. */
  watch<Result>(write: Promise<Result>): Promise<Result>;
}

/** What codes of PostgreSQL come to for whoever writes. */
const FAULTS: Record<string, string> = {
  "53100": "the disk of the database is full",
  "55P03": "the last write waited too long for a lock",
  "57014": "the last write took too long",
};

/** For how long a fault is told that no write has tried since: it may be over. */
const TOLD_MS = 300_000;

export function makeWriteHealth(): WriteHealth {
  let fault: { text: string; at: number } | null = null;
  return {
    fault: () => (fault !== null && performance.now() - fault.at < TOLD_MS ? fault.text : null),
    async watch(write) {
      try {
        const result = await write;
        fault = null;
        return result;
      } catch (error) {
        // Read-only servers and clocks that differ are seen without a write, and so is their end.
        const isProbed = error instanceof Unavailable || codeOf(error) === "25006";
        if (isAway(error) && !isProbed)
          fault = {
            text: FAULTS[codeOf(error) ?? ""] ?? "the database did not take the last write",
            at: performance.now(),
          };
        throw error;
      }
    },
  };
}
