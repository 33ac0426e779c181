import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** The receiver's reply: the HTTP status, or an error if there was no reply. */
export interface DeliveryResponse {
  status: number | null;
  error: string | null;
  /** The delay that the receiver asks for. */
  retryAfterSeconds: number | null;
}

/**
 * The result of an attempt: the event was accepted; it will be retried; the receiver ended the subscription; or the
 * subscription is dead.
 */
export type RetryDecision =
  | { kind: "accepted" }
  | { kind: "again"; at: Temporal.Instant; reason: string }
  | { kind: "ended"; reason: string }
  | { kind: "dead"; reason: string };

/** Retries stop after this many hours. A receiver that breaks on a Friday night is repaired on Monday. */
const GIVE_UP_HOURS = 72;

/**
 * The first delay is at most this long. Each further delay may be three times as long as the one before, up to a day.
 */
const FIRST_WAIT_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 24 * 3600;

/**
 * A random delay is at least this share of the longest delay. Without it, very short delays could call a receiver over
 * and over.
 */
const LEAST_SHARE = 0.1;

/** 410 Gone: the receiver wants no further events. */
const GONE = 410;

/**
 * Returns the decision after attempt number `attempts` of an event first tried at `firstAt`. Delays are random
 * (`random` is from 0 up to 1), so that receivers that failed together are not all called at once when they recover.
 * These numbers give about fourteen attempts in three days, the last one at their end.
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
    return { kind: "dead", reason: `nothing was accepted for ${GIVE_UP_HOURS} hours; the last time it ${reason}` };
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
