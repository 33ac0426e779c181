import type { LogHead } from "../store/record/affected.ts";

/** The part of the log that a process knows. */
export interface KnownLog {
  /** The process knows all reports up to this `seq`. */
  seq(): number;
  /** Returns the reports that the log must still have: the newest one at the last look, and those added since. */
  unchecked(): LogHead[];
  /** Returns the number of reports added since the last look. */
  added(): number;
  /**
   * Notes a report of this process. Returns false if its number is not new: a look was faster, or the log has lost its
   * last reports and gives their numbers again.
   */
  add(report: LogHead): boolean;
  /** Notes that a look found everything up to `head`. */
  advance(head: LogHead): void;
  /** Notes that the log has lost its last reports, and now ends with `head`. */
  restart(head: LogHead): void;
}

/** Creates the state of a process that knows no report. */
export function makeKnownLog(): KnownLog {
  /** The newest report at the last look. */
  let checked: LogHead = { seq: 0, id: null };
  let known = 0;
  /**
   * Ids of the reports of this process after `checked`, by `seq`. Those after `known` are behind a gap: a report of
   * another process, or a number that was skipped.
   */
  const own = new Map<number, string | null>();

  const advance = (head: LogHead): void => {
    if (head.seq >= checked.seq) checked = head;
    for (const seq of own.keys()) if (seq <= checked.seq) own.delete(seq);
    known = Math.max(known, checked.seq);
    while (own.has(known + 1)) known++;
  };
  return {
    seq: () => known,
    unchecked: () => [checked, ...[...own].map(([seq, id]) => ({ seq, id }))].filter(({ id }) => id !== null),
    added: () => own.size,
    add({ seq, id }) {
      if (seq <= known || own.has(seq)) return false;
      own.set(seq, id);
      while (own.has(known + 1)) known++;
      return true;
    },
    advance,
    restart(head) {
      checked = head;
      known = head.seq;
      own.clear();
    },
  };
}
