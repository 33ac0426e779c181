import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** Reply of the receiver: the HTTP status, or an error if there was no reply. */
export interface DeliveryResponse {
  status: number | null;
  error: string | null;
  /** Delay requested by the receiver. */
  retryAfterSeconds: number | null;
}

/**
 * Result of an attempt: the event was accepted, it will be retried, the receiver ended the subscription, or the
 * subscription is dead.
 */
export type RetryDecision =
  | { kind: "accepted" }
  | { kind: "again"; at: Temporal.Instant; reason: string }
  | { kind: "ended"; reason: string }
  | { kind: "dead"; reason: string };

/** Hours after which retries stop. A receiver that breaks on a Friday night is repaired on Monday. */
const GIVE_UP_HOURS = 72;

/** Maximum of the first delay. The maximum triples with each further delay. */
const FIRST_WAIT_SECONDS = 10;
/** Maximum of any delay. */
const LONGEST_WAIT_SECONDS = 24 * 3600;

/**
 * Lower bound of a random delay, as a share of the maximum delay. Without the bound, several very short delays in a row
 * could overload a receiver.
 */
const LEAST_SHARE = 0.1;

/** 410 Gone: the receiver refuses further events. */
const GONE = 410;

/**
 * Returns the decision after attempt number `attempts` of an event first sent at `firstAt`. Delays are random (`random`
 * is from 0 up to 1). Otherwise receivers that failed together would all be called at once when they recover. These
 * numbers give about fourteen attempts in three days. The last attempt is at the end of the third day.
 */
export function decideRetry(
  reply: DeliveryResponse,
  { attempts, firstAt }: { attempts: number; firstAt: Temporal.Instant },
  now: Temporal.Instant,
  random: number,
): RetryDecision {
  const { status, retryAfterSeconds } = reply;
  if (status !== null && status >= 200 && status < 300) return { kind: "accepted" };
  const reason = reasonOf(reply);
  if (status === GONE) return { kind: "ended", reason };
  const end = firstAt.add({ hours: GIVE_UP_HOURS });
  if (compareInstants(now, end) >= 0)
    return { kind: "dead", reason: `it accepted nothing for ${GIVE_UP_HOURS} hours; the last time it ${reason}` };
  const longest = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 3 ** (attempts - 1));
  const drawn = longest * (LEAST_SHARE + (1 - LEAST_SHARE) * random);
  const asked = Math.min(LONGEST_WAIT_SECONDS, retryAfterSeconds ?? 0);
  const at = now.add({ milliseconds: Math.ceil(Math.max(asked, drawn) * 1000) });
  return { kind: "again", at: compareInstants(at, end) < 0 ? at : end, reason };
}

function reasonOf({ status, error }: DeliveryResponse): string {
  if (status === null) return error ?? "gave no answer";
  if (status === GONE) return "answered 410: it is gone";
  if (status >= 300 && status < 400) return `answered ${status}: redirects are not followed`;
  return `answered ${status}`;
}
