import { Unavailable } from "../../domain/errors.ts";
import { codeOf, isAway } from "../away.ts";

/** Outcome of this process's last write. Only a write shows that the disk is full. */
export interface WriteHealth {
  /** Returns why the last write failed, in words for the public. Returns null if it succeeded or is too long ago. */
  fault(): string | null;
  /** Waits for a write and remembers its outcome. */
  watch<Result>(write: Promise<Result>): Promise<Result>;
}

/** PostgreSQL error codes and their descriptions. */
const FAULTS: Record<string, string> = {
  "53100": "the disk of the database is full",
  "55P03": "the last write waited too long for a lock",
  "57014": "the last write took too long",
};

/** How long a fault is reported. Later, the cause may be gone. */
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
        // Read-only servers and differing clocks are not faults here: a probe detects them without a write, and sees
        // when they are over.
        const isProbed = error instanceof Unavailable || codeOf(error) === "25006";
        if (isAway(error) && !isProbed)
          fault = {
            text: FAULTS[codeOf(error) ?? ""] ?? "the database did not accept the last write",
            at: performance.now(),
          };
        throw error;
      }
    },
  };
}
