import type { CallOptions, Connection } from "./connection.ts";
import { readEvents } from "./event-stream.ts";
import { GaritaError } from "./garita-error.ts";
import type { ChangedStatus, Mode, Report } from "./generated/api.ts";
import { pause, waitMs } from "./pause.ts";

/** A change, as {@link followChanges} yields it. */
export type Change =
  /** A report or a retraction was recorded. */
  | { type: "report"; seq: number; report: Report }
  /** The clock or the feed changed an answer. Such changes have no `seq`, and none is sent again after a cut. */
  | { type: "standing"; status: ChangedStatus }
  /** The stream is connected again after a cut. Ask for the status again, because a `standing` may have been missed. */
  | { type: "reconnected"; seq: number };

/** Settings of {@link followChanges}. */
export interface FollowOptions extends CallOptions {
  /** The `seq` of the last report that you have. Default: follows what is recorded from now on. */
  after?: number | undefined;
  /** Follows only this crossing, by its slug. */
  crossing?: string | undefined;
  /** Follows only this mode of traffic. */
  mode?: Mode | undefined;
  /**
   * Milliseconds without a sign of life after which the connection counts as broken. The service sends one every 15
   * seconds. Default: 45,000.
   */
  silenceMs?: number | undefined;
  /**
   * Milliseconds for which the service may not know the last report, `after` or a later one: it may answer from a
   * standby that is behind. Then an error is thrown. Default: 60,000.
   */
  lagMs?: number | undefined;
  /**
   * The shortest and the longest wait before a new attempt, in milliseconds. If the service asks for a longer wait, that
   * is kept, up to five minutes. Default: 1,000 and 30,000.
   */
  retryMs?: { least: number; most: number } | undefined;
  /** Called before each wait for a new attempt, with the reason: an error, or null if the service ended the stream. */
  onRetry?: ((reason: unknown, delayMs: number) => void) | undefined;
}

/**
 * Follows the changes. Connects again after every cut, and continues after the last report received. So no report is
 * missed or comes twice, as long as the service keeps its log: if the log is replaced by another, the same position may
 * stand for another report. Sentences are in English. Ends once `signal` is aborted.
 * @throws GaritaError if the service refuses the request, for example because of an unknown crossing, or because its log
 * no longer contains the last report
 */
export async function* followChanges(
  connection: Connection,
  options: FollowOptions = {},
): AsyncGenerator<Change, void, undefined> {
  const { crossing, mode, signal, onRetry, silenceMs = 45_000, lagMs = 60_000 } = options;
  const { retryMs = { least: 1_000, most: 30_000 } } = options;
  const limits = { ...retryMs };
  let position = options.after;
  let failures = 0;
  let wasCut = false;
  let refusedAt: number | null = null;
  const isOver = () => signal?.aborted === true;
  while (!isOver()) {
    const line = openLine(signal, silenceMs);
    let reason: unknown = null;
    try {
      // Without a position, reports recorded during the first cut would be missed.
      position ??= (await connection.get("/v1/log/head", { signal: line.signal })).seq;
      line.waits();
      const query = { after: position, crossing, mode };
      const answer = await connection.open("/v1/stream", { query, signal: line.signal });
      // The caller may take its time with `reconnected`.
      line.arrived();
      refusedAt = null;
      if (wasCut) yield { type: "reconnected", seq: position };
      for await (const { event, id, data, retry } of readEvents(answer, line)) {
        failures = 0;
        if (retry !== null && options.retryMs === undefined) limits.least = Math.min(retry, limits.most);
        if (event === "standing") yield { type: "standing", status: JSON.parse(data) as ChangedStatus };
        const seq = Number(id ?? Number.NaN);
        if (event !== "report" || !(seq > position)) continue;
        const report = JSON.parse(data) as Report;
        position = seq;
        yield { type: "report", seq, report };
      }
    } catch (error) {
      if (isOver()) return;
      if (error instanceof GaritaError && !error.isTemporary) {
        refusedAt ??= performance.now();
        if (!isBeyondLog(error) || performance.now() - refusedAt >= lagMs) throw error;
      } else refusedAt = null;
      reason = error;
    } finally {
      line.close();
    }
    wasCut = position !== undefined;
    const delay = waitMs(reason, failures++, limits);
    if (!isOver()) onRetry?.(reason, delay);
    await pause(delay, signal);
  }
}

/** Returns true if the service refused a position because its log has not reached it. */
const isBeyondLog = ({ status, problem }: GaritaError): boolean =>
  status === 400 && (problem?.errors ?? []).some(({ path }) => path === "after");

/** Returns a signal that is aborted with the caller's, or once something has been awaited for too long. */
function openLine(signal: AbortSignal | undefined, silenceMs: number) {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", end, { once: true });
  const arrived = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    waits() {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new Error(`Nothing came for ${silenceMs} ms.`)), silenceMs);
    },
    arrived,
    close() {
      arrived();
      signal?.removeEventListener("abort", end);
      controller.abort();
    },
  };
}
