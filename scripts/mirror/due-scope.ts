import { setTimeout as sleep } from "node:timers/promises";
import type { CopyScope } from "./copy-source.ts";
import type { SourceEvent } from "./source.ts";

/** Collects what a mirror has to copy again. */
interface DueScope {
  /** Adds everything, or crossings. */
  add(scope: CopyScope): void;
  /**
   * Waits until something is due. Everything is due so many milliseconds after the call, or at once if they are not
   * positive. Then waits a moment for more, because several reports often arrive at once. Rejects if `signal` is aborted.
   */
  next(milliseconds: number, signal: AbortSignal): Promise<CopyScope>;
}

const GATHER_MS = 300;

export function makeDueScope(): DueScope {
  let due: "all" | Set<string> = new Set();
  let wake = () => {};
  return {
    add(scope) {
      if (scope === "all") due = "all";
      else if (due !== "all") for (const slug of scope) due.add(slug);
      wake();
    },
    async next(milliseconds, signal) {
      if (milliseconds <= 0) due = "all";
      if (due !== "all" && due.size === 0) {
        const woken = new AbortController();
        wake = () => woken.abort();
        await sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).then(
          () => {
            due = "all";
          },
          () => signal.throwIfAborted(),
        );
      }
      await sleep(GATHER_MS, undefined, { signal });
      const taken = due;
      due = new Set();
      return taken;
    },
  };
}

/** Returns the crossings that an event of the stream concerns. A retraction may concern any crossing. */
export function scopeOfEvent({ type, data }: SourceEvent): CopyScope {
  const event = (data ?? {}) as { retracts?: unknown; changes?: unknown; claims?: unknown; crossing?: unknown };
  if (type === "standing" && typeof event.crossing === "string") return new Set([event.crossing]);
  if (type !== "report" || event.retracts !== null) return "all";
  const lines = [event.changes, event.claims].flatMap((each) => (Array.isArray(each) ? each : []));
  const slugs = lines.map(({ crossing }: { crossing?: unknown }) => crossing);
  return slugs.every((slug) => typeof slug === "string") ? new Set(slugs) : "all";
}
