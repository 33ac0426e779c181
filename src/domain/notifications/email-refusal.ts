import type { MessageRefusal } from "./follower-retry.ts";

/** Replies without an enhanced code that are about the sender, such as "relay not permitted". */
const ABOUT_SENDER = /relay|rcpthosts|authenti|sender|denied|blocked/i;

/**
 * Returns what the reply to an SMTP command refuses. `code` is null if there was no reply. Only an enhanced code
 * (RFC 3463) tells a missing mailbox from a server that does not let this sender send, and some servers give none.
 */
export function refusalBy(command: string, code: number | null, reply: string): MessageRefusal {
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
