import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** A refused message: who refused it, and whether the refusal is final (a reply from 500). */
export interface EmailRefusal {
  of: "recipient" | "message" | "server";
  isPermanent: boolean;
}

/**
 * What follows a refusal: another attempt, dropping these changes, or the end of the subscription, because the mailbox
 * does not exist or has taken nothing for days.
 */
export type EmailDecision = { kind: "again"; at: Temporal.Instant } | { kind: "drop" } | { kind: "end" };

/** A mailbox or a filter that refuses for this many hours will go on refusing. */
const GIVE_UP_HOURS = 72;

/** Maximum of the first delay. It triples with each attempt. */
const FIRST_WAIT_SECONDS = 10;
/** Maximum of any delay. News of a border is worth little later, so an SMTP server that is back is soon used. */
const LONGEST_WAIT_SECONDS = 600;

/**
 * Decides after attempt number `attempts`, the first of which was at `firstAt`. While the SMTP server itself fails,
 * nothing is dropped. `random` is at least 0 and below 1.
 */
export function decideEmailRetry(
  { of, isPermanent }: EmailRefusal,
  { attempts, firstAt }: { attempts: number; firstAt: Temporal.Instant },
  now: Temporal.Instant,
  random: number,
): EmailDecision {
  const isLong = compareInstants(now, firstAt.add({ hours: GIVE_UP_HOURS })) >= 0;
  if (of === "recipient" && (isPermanent || isLong)) return { kind: "end" };
  if (of === "message" && isLong) return { kind: "drop" };
  const longest = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 3 ** Math.min(attempts - 1, 10));
  return { kind: "again", at: now.add({ milliseconds: Math.ceil(longest * (0.5 + random / 2) * 1000) }) };
}
