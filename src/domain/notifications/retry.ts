import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** Receiver's reply: the HTTP status, and what it means if that is known; or an error if there was no reply. */
export interface DeliveryResponse {
  status: number | null;
  error: string | null;
  /** Delay that the receiver asks for. */
  retryAfterSeconds: number | null;
  /** True if the receiver refuses all further events, false if it does not. If it is not known, status 410 decides. */
  isFinal?: boolean;
}

/**
 * Result of an attempt: the receiver accepted the event (`accepted`), Garita will retry (`again`), the receiver refused
 * further events (`ended`), or Garita gave up (`dead`).
 */
export type RetryDecision =
  | { kind: "accepted" }
  | { kind: "again"; at: Temporal.Instant; reason: string }
  | { kind: "ended"; reason: string }
  | { kind: "dead"; reason: string };

/** Retries stop after this many hours, so that a receiver that breaks on Friday night can be repaired on Monday. */
const GIVE_UP_HOURS = 72;

/** Maximum of the first delay. It triples with each retry. */
const FIRST_WAIT_SECONDS = 10;
/** Maximum of any delay. */
const LONGEST_WAIT_SECONDS = 24 * 3600;

/** Smallest delay, as a share of the maximum. Several very short delays in a row could overload a receiver. */
const LEAST_SHARE = 0.1;

/** HTTP 410 Gone: the receiver wants no more events. */
const GONE = 410;

/**
 * Returns the decision after attempt number `attempts` of an event first sent at `firstAt`. Delays are random (`random`
 * is at least 0 and below 1), so that receivers that failed together are not all called at once. There are about
 * fourteen attempts in three days, the last at the end of the third day.
 */
export function decideRetry(
  reply: DeliveryResponse,
  { attempts, firstAt }: { attempts: number; firstAt: Temporal.Instant },
  now: Temporal.Instant,
  random: number,
): RetryDecision {
  const { status, retryAfterSeconds } = reply;
  if (status !== null && status >= 200 && status < 300 && reply.error === null) return { kind: "accepted" };
  const reason = reasonOf(reply);
  if (reply.isFinal ?? status === GONE) return { kind: "ended", reason };
  const end = firstAt.add({ hours: GIVE_UP_HOURS });
  if (compareInstants(now, end) >= 0)
    return { kind: "dead", reason: `it accepted nothing for ${GIVE_UP_HOURS} hours; the last time it ${reason}` };
  const longest = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 3 ** (attempts - 1));
  const drawn = longest * (LEAST_SHARE + (1 - LEAST_SHARE) * random);
  const asked = Math.min(LONGEST_WAIT_SECONDS, retryAfterSeconds ?? 0);
  const at = now.add({ milliseconds: Math.ceil(Math.max(asked, drawn) * 1000) });
  return { kind: "again", at: compareInstants(at, end) < 0 ? at : end, reason };
}

function reasonOf({ status, error, isFinal }: DeliveryResponse): string {
  if (status === null) return error ?? "gave no answer";
  if (error !== null) return `answered ${status}: ${error}`;
  if (status === GONE && isFinal !== false) return "answered 410: it is gone";
  if (status >= 300 && status < 400) return `answered ${status}: redirects are not followed`;
  return `answered ${status}`;
}
