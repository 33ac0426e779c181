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
 * Creates the watch of a process. An idle primary writes nothing, so its standby is current although its last
 * transaction may be hours old. A standby that is catching up after an interruption may also have replayed everything
 * it has received. Then its position moves, and its last transaction is older than `pollSeconds`.
 */
export function watchStandby({ db }: Pick<Runtime, "db">, pollSeconds: number): StandbyWatch {
  let position: string | null | undefined;
  let completeAt: number | undefined;
  let behind = false;
  return {
    async look() {
      const now = performance.now();
      const state = await loadStandbyState(db);
      const { hasReplayed, sinceReplayed } = state;
      const hasMoved = position !== undefined && state.position !== position;
      position = state.position;
      behind =
        !hasReplayed || (hasMoved && position !== null && !(sinceReplayed !== null && sinceReplayed <= pollSeconds));
      const replayedAt = sinceReplayed === null ? undefined : now - sinceReplayed * 1000;
      // A standby that has replayed nothing since it started says nothing about the time before.
      completeAt = behind ? Math.max(completeAt ?? replayedAt ?? now, replayedAt ?? -Infinity) : now;
      return completeAt;
    },
    isBehind: () => behind,
  };
}
