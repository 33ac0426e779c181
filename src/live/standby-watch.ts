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
 * Time without news after which a standby counts as idle, in milliseconds. While a standby catches up over a slow
 * network, something arrives more often. Shorter than the interval at which a standby that is behind is asked again.
 */
const QUIET_MS = 450;

/**
 * Creates the watch of a process. A standby is current in two cases:
 *
 * - Its last transaction is at most `pollSeconds` old, and it has replayed everything it has received.
 * - It has replayed everything it has received, and has received nothing for a moment. An idle primary writes nothing,
 *   so the last transaction may be hours old. A standby that is catching up after an interruption would have received
 *   something.
 */
export function watchStandby({ db }: Pick<Runtime, "db">, pollSeconds: number): StandbyWatch {
  /** Position since `at`, if everything up to it has been replayed. */
  let quiet: { position: string | null; at: number } | undefined;
  let completeAt: number | undefined;
  let behind = false;
  return {
    async look() {
      const now = performance.now();
      const { hasReplayed, position, sinceReplayed } = await loadStandbyState(db);
      if (!hasReplayed) quiet = undefined;
      else if (quiet?.position !== position) quiet = { position, at: now };
      const isQuiet = quiet !== undefined && now - quiet.at >= QUIET_MS;
      const isRecent = sinceReplayed !== null && sinceReplayed <= pollSeconds;
      behind = !hasReplayed || (position !== null && !isRecent && !isQuiet);
      const replayedAt = sinceReplayed === null ? undefined : now - sinceReplayed * 1000;
      // A standby that has replayed nothing since it started says nothing about the time before.
      completeAt = behind ? Math.max(completeAt ?? replayedAt ?? now, replayedAt ?? -Infinity) : now;
      return completeAt;
    },
    isBehind: () => behind,
  };
}
