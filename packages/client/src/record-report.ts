import type { CallOptions, Connection } from "./connection.ts";
import { GaritaError } from "./garita-error.ts";
import type { NewReport, Proposal, RecordedReport } from "./generated/api.ts";
import { pause, secondsAsked, waitMs } from "./pause.ts";
import { readJson } from "./read-json.ts";

/** Settings of a request to record a report. */
export interface RecordOptions extends CallOptions {
  /**
   * Names this report, at most 255 characters. However often the same report is sent with the same key within seven
   * days, it is recorded once. Give one if your program may stop and repeat the request later. Default: a new one.
   */
  idempotencyKey?: string | undefined;
  /**
   * How often to try again if the answer does not come or the service is unavailable. It does not try again if the
   * service asks to wait for more than a minute. Default: 2.
   */
  retries?: number | undefined;
}

/** The result: a recorded report, or a proposal that waits for a second operator. */
export type Recording = { recorded: true; report: RecordedReport } | { recorded: false; proposal: Proposal };

/** Returns a new key for {@link RecordOptions}: 32 random hexadecimal digits. */
export const newIdempotencyKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const WAITS = 202;
/** If the service asks for a longer wait, the caller decides. */
const MOST_SECONDS = 60;
const BETWEEN = { least: 500, most: 5_000 };

/**
 * Records a report once, although the request may be sent several times.
 * @throws GaritaError if the service refuses the report, or cannot record it now
 */
export async function recordReport(
  connection: Connection,
  report: NewReport,
  options: RecordOptions = {},
): Promise<Recording> {
  const { signal, retries = 2, idempotencyKey = newIdempotencyKey() } = options;
  const headers = { "content-type": "application/json", "idempotency-key": idempotencyKey };
  const body = JSON.stringify(report);
  for (let failures = 0; ; failures++)
    try {
      const answer = await connection.send("/v1/reports", { signal }, { method: "POST", headers, body });
      const value = await readJson(answer);
      return answer.status === WAITS
        ? { recorded: false, proposal: value as Proposal }
        : { recorded: true, report: value as RecordedReport };
    } catch (error) {
      const isFinal = error instanceof GaritaError && !error.isTemporary;
      if (isFinal || secondsAsked(error) > MOST_SECONDS || failures >= retries || signal?.aborted === true) throw error;
      await pause(waitMs(error, failures, BETWEEN), signal);
    }
}
