import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** What came back from an address: the status of its answer, or why there was none. */
export interface Reply {
  status: number | null;
  error: string | null;
  /** For how long it asks to be left alone. */
  retryAfterSeconds: number | null;
}

/** What follows from an attempt: it is accepted; tried again; the subscription is ended by its receiver; or it is dead. */
export type Sequel =
  | { kind: "accepted" }
  | { kind: "again"; at: Temporal.Instant; reason: string }
  | { kind: "ended"; reason: string }
  | { kind: "dead"; reason: string };

/** For how long an event is tried: a receiver that breaks on a Friday night is mended on Monday. */
const GIVE_UP_HOURS = 72;

/** The first wait is at most this long, each further one three times that of the one before, and none longer than a day. */
const FIRST_WAIT_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 24 * 3600;

/** The share of its longest that a wait has at least: whatever is drawn, nobody is called without end. */
const LEAST_SHARE = 0.1;

/** "I am gone": the receiver wants nothing any more. */
const GONE = 410;

/**
 * What follows from the `attempts`th attempt of an event, which was first tried at `firstAt`. Waits are drawn
 * (`random` is from 0 up to 1), so that receivers which fell together are not all called at once when they rise; with these
 * numbers some fourteen attempts fall into the three days. The last is made at their end.
 */
export function sequelOf(
  reply: Reply,
  { attempts, firstAt }: { attempts: number; firstAt: Temporal.Instant },
  now: Temporal.Instant,
  random: number,
): Sequel {
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

function reasonOf({ status, error }: Reply): string {
  if (status === null) return error ?? "gave no answer";
  if (status === GONE) return "answered 410: it is gone";
  if (status >= 300 && status < 400) return `answered ${status}: redirects are not followed`;
  return `answered ${status}`;
}
