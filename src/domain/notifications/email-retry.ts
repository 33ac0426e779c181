import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/**
 * A refused message: what was refused, and whether the refusal is final (a reply from 500). The server says that the
 * mailbox does not exist (`mailbox`), refuses the recipient for another reason (`recipient`), or by its rules about who
 * may send what (`rules`), refuses the text (`message`), or fails itself (`server`).
 */
export interface EmailRefusal {
  of: "mailbox" | "recipient" | "rules" | "message" | "server";
  isPermanent: boolean;
}

/** Replies without an enhanced code that are about the sender, such as "relay not permitted". */
const ABOUT_SENDER = /relay|rcpthosts|authenti|sender|denied|blocked/i;

/**
 * Returns what the reply to an SMTP command refuses. `code` is null if there was no reply. Only an enhanced code
 * (RFC 3463) tells a missing mailbox from a server that does not let this sender send, and some servers give none.
 */
export function refusalBy(command: string, code: number | null, reply: string): EmailRefusal {
  const isPermanent = code !== null && code >= 500;
  if (command === "DATA" && code !== null) return { of: "message", isPermanent };
  if (command !== "RCPT TO" || code === null) return { of: "server", isPermanent };
  const status = /^\d{3}[ -][245]\.(\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1];
  // 1.7 and 1.8 are about the address of the sender, 3 about the server, and 7 about its rules.
  if (status === undefined ? ABOUT_SENDER.test(reply) : /^(?:1\.[78]$|3\.|7\.)/.test(status))
    return { of: "rules", isPermanent };
  const isMissing = status === undefined ? [550, 551, 553].includes(code) : status.startsWith("1.") || status === "4.1";
  return { of: isPermanent && isMissing ? "mailbox" : "recipient", isPermanent };
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
 * nothing is dropped. A message that is refused for good makes way for later changes, if there are any (`hasLater`).
 * `random` is at least 0 and below 1.
 */
export function decideEmailRetry(
  { of, isPermanent }: EmailRefusal,
  { attempts, firstAt, hasLater }: { attempts: number; firstAt: Temporal.Instant; hasLater: boolean },
  now: Temporal.Instant,
  random: number,
): EmailDecision {
  const isLong = compareInstants(now, firstAt.add({ hours: GIVE_UP_HOURS })) >= 0;
  if (of === "mailbox" || (of === "recipient" && isLong)) return { kind: "end" };
  if ((of === "message" || of === "rules") && isLong) return { kind: "drop" };
  if (of === "message" && isPermanent && hasLater) return { kind: "drop" };
  const longest = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 3 ** (attempts - 1));
  return { kind: "again", at: now.add({ milliseconds: Math.ceil(longest * (0.5 + random / 2) * 1000) }) };
}
