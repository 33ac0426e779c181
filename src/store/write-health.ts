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
  "25006": "the database is read-only",
  "53100": "the disk of the database is full",
  "55P03": "the last write waited too long for a lock",
  "57014": "the last write took too long",
};

export function makeWriteHealth(): WriteHealth {
  let fault: string | null = null;
  return {
    fault: () => fault,
    async watch(write) {
      try {
        const result = await write;
        fault = null;
        return result;
      } catch (error) {
        if (isAway(error)) fault = faultOf(error);
        throw error;
      }
    },
  };
}

function faultOf(error: unknown): string {
  if (error instanceof Unavailable) return error.message;
  return FAULTS[codeOf(error) ?? ""] ?? "the database did not take the last write";
}
