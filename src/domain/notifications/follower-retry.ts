import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/**
 * A refused message: what was refused, and whether the refusal is final. The server says that the mailbox or the device
 * does not exist (`mailbox`), refuses the recipient for another reason (`recipient`), or by its rules about who may send
 * what (`rules`), refuses the text (`message`), or fails itself: the operator's own server (`server`), or one that a
 * reader's browser has named (`service`).
 */
export interface MessageRefusal {
  of: "mailbox" | "recipient" | "rules" | "message" | "server" | "service";
  isPermanent: boolean;
  /** Delay that the server asks for. */
  retryAfterSeconds?: number | null;
}

/**
 * What follows a refusal: another attempt, dropping these changes, or the end of the subscription, because the mailbox
 * does not exist or has taken nothing for days.
 */
export type FollowerDecision = { kind: "again"; at: Temporal.Instant } | { kind: "drop" } | { kind: "end" };

/** A mailbox or a filter that refuses for this many hours will go on refusing. */
const GIVE_UP_HOURS = 72;

/** An address that nobody has proved to exist, as that of a new device, is given up after this many hours. */
const UNPROVEN_HOURS = 1;

/** Maximum of the first delay. It triples with each attempt. */
const FIRST_WAIT_SECONDS = 10;
/** Maximum of any delay that the server did not ask for. News of a border is worth little later, so an SMTP server that is back is soon used. */
const LONGEST_WAIT_SECONDS = 600;
/** Maximum of a delay that the server asks for. */
const LONGEST_ASKED_SECONDS = 24 * 3600;

/** An attempt to send a message. */
export interface FollowerAttempt {
  attempts: number;
  firstAt: Temporal.Instant;
  hasLater: boolean;
  isUnproven?: boolean;
}

/**
 * Decides after attempt number `attempts`, the first of which was at `firstAt`. While the operator's own server fails,
 * nothing is dropped. A message that is refused for good makes way for later changes, if there are any (`hasLater`). The
 * first message to an address that a stranger may have made up (`isUnproven`) is not sent again once it is refused for good.
 * `random` is at least 0 and below 1.
 */
export function decideFollowerRetry(
  { of, isPermanent, retryAfterSeconds }: MessageRefusal,
  { attempts, firstAt, hasLater, isUnproven = false }: FollowerAttempt,
  now: Temporal.Instant,
  random: number,
): FollowerDecision {
  const hasPassed = (hours: number) => compareInstants(now, firstAt.add({ hours })) >= 0;
  const isLong = hasPassed(GIVE_UP_HOURS);
  if (isUnproven && (isPermanent || hasPassed(UNPROVEN_HOURS))) return { kind: "end" };
  if (of === "mailbox" || (of === "recipient" && isLong)) return { kind: "end" };
  if ((of === "message" || of === "rules" || of === "service") && isLong) return { kind: "drop" };
  if (of === "message" && isPermanent && hasLater) return { kind: "drop" };
  const longest = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 3 ** (attempts - 1));
  const asked = Math.min(LONGEST_ASKED_SECONDS, retryAfterSeconds ?? 0);
  const seconds = Math.max(asked, longest * (0.5 + random / 2));
  return { kind: "again", at: now.add({ milliseconds: Math.ceil(seconds * 1000) }) };
}
