import { Unavailable } from "../../domain/errors.ts";
import { codeOf, isAway } from "../away.ts";
import type { Append } from "./append.ts";
import { TooLate } from "./append-in-time.ts";

/** The outcome of the last write of this process. A full disk is noticed only when something is written. */
export interface WriteHealth {
  /**
   * Returns the reason why the last write failed, in a form fit for publication. Returns null if the write succeeded,
   * or failed too long ago.
   */
  fault(): string | null;
  /** Waits for a write and stores its outcome. */
  watch<Result>(write: Promise<Result>): Promise<Result>;
}

const TOOK_TOO_LONG = "the last write took too long";

/** PostgreSQL error codes and their descriptions. */
const FAULTS: Record<string, string> = {
  "53100": "the disk of the database is full",
  "55P03": "the last write waited too long for a lock",
  "57014": TOOK_TOO_LONG,
};
const describe = (code = ""): string => FAULTS[code] ?? "the database did not accept the last write";

/** Time for which a fault is reported if no other write follows. After that time, the cause may be gone. */
const TOLD_MS = 300_000;

/** Wraps appends so that `health` stores their outcomes. */
export const watchedAppend = (append: Append, health: WriteHealth): Append =>
  Object.assign((document: object, keyId?: string) => health.watch(append(document, keyId)), {
    together: (documents: readonly object[]) => health.watch(append.together(documents)),
  });

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
        // Read-only servers and differing clocks are not faults here: a probe detects them without a write, and notices
        // when they end.
        const isLate = error instanceof TooLate;
        const isProbed = (error instanceof Unavailable && !isLate) || codeOf(error) === "25006";
        if (isAway(error) && !isProbed)
          fault = { text: isLate ? TOOK_TOO_LONG : describe(codeOf(error)), at: performance.now() };
        throw error;
      }
    },
  };
}
