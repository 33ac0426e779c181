import { setTimeout as sleep } from "node:timers/promises";
import type { CopyResult, CopyScope, CopySource } from "./copy-source.ts";
import { makeDueScope, scopeOfEvent } from "./due-scope.ts";
import { SourceFault } from "./mirror-faults.ts";
import type { Source } from "./source.ts";

/** What a running mirror needs. */
interface RunningMirror {
  source: Source;
  copy: CopySource;
  /** Milliseconds from the beginning of a complete copy to that of the next. */
  every: number;
  /** Ends the mirror. */
  signal: AbortSignal;
  copied(result: CopyResult, scope: CopyScope): void;
  failed(message: string): void;
}

/** Milliseconds before a source that failed is asked again. */
const AGAIN_MS = 10_000;

/** Copies a source again and again until `signal` is aborted: what changed at once, and everything at intervals. */
export async function runMirror({ source, copy, every, signal, copied, failed }: RunningMirror): Promise<void> {
  const due = makeDueScope();
  let nextCompleteAt = performance.now();
  const streamEnded = listen();
  try {
    while (!signal.aborted) await copyNext();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  await streamEnded;

  async function copyNext(): Promise<void> {
    // Renewals of single crossings do not postpone the next complete copy.
    const scope = await due.next(nextCompleteAt - performance.now(), signal);
    const beganAt = performance.now();
    try {
      copied(await copy(scope), scope);
      if (scope === "all") nextCompleteAt = beganAt + every;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      failed((error as Error).message);
      due.add("all");
      await sleep(AGAIN_MS, undefined, { signal });
    }
  }

  /** Follows the stream. Everything may have changed before it began, and its end may mean that the service is away. */
  async function listen(): Promise<void> {
    let isOpen = false;
    const opened = () => {
      isOpen = true;
      due.add("all");
    };
    while (!signal.aborted) {
      try {
        for await (const event of source.events(opened)) due.add(scopeOfEvent(event));
      } catch {
        // The next copy says if the source cannot be reached. Without the stream, complete copies bring the changes.
      }
      if (isOpen) due.add("all");
      isOpen = false;
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Returns true for failures that may pass: of the source, or of the disk. */
export const isPassing = (error: unknown): boolean =>
  error instanceof SourceFault || typeof (error as NodeJS.ErrnoException).syscall === "string";
