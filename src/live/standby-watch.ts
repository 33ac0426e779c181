import type { Runtime } from "../context.ts";
import { loadStandbyState } from "../store/servers/standby-state.ts";

/** Watches how far a standby is behind its primary. */
export interface StandbyWatch {
  /**
   * Asks the standby, and returns the value of `performance.now()` up to which it has everything on record. Whatever is
   * read from it afterwards is at least as recent.
   */
  look(): Promise<number>;
  /** Returns true if the standby lacked something, or may have, at the last look. */
  isBehind(): boolean;
}

/**
 * Creates the watch of a process. A standby is current in two cases:
 *
 * - Its last transaction is at most `pollSeconds` old, and it has replayed everything it has received.
 * - It has replayed everything it has received at two looks in a row, and received nothing between them. An idle primary
 *   writes nothing, so the last transaction may be hours old. A standby that is catching up after an interruption would
 *   have received something.
 */
export function watchStandby({ db }: Pick<Runtime, "db">, pollSeconds: number): StandbyWatch {
  let before: { hasReplayed: boolean; position: string | null } | undefined;
  let completeAt: number | undefined;
  let behind = false;
  return {
    async look() {
      const now = performance.now();
      const { hasReplayed, position, sinceReplayed } = await loadStandbyState(db);
      const isRecent = sinceReplayed !== null && sinceReplayed <= pollSeconds;
      const isQuiet = before?.hasReplayed === true && before.position === position;
      before = { hasReplayed, position };
      behind = !hasReplayed || (position !== null && !isRecent && !isQuiet);
      const replayedAt = sinceReplayed === null ? undefined : now - sinceReplayed * 1000;
      // A standby that has replayed nothing since it started says nothing about the time before.
      completeAt = behind ? Math.max(completeAt ?? replayedAt ?? now, replayedAt ?? -Infinity) : now;
      return completeAt;
    },
    isBehind: () => behind,
  };
}
