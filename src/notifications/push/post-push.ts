import { createHash } from "node:crypto";
import webPush from "web-push";
import type { PushDevice, VapidKeys } from "../../domain/notifications/push-device.ts";
import { pushRefusalBy } from "../../domain/notifications/push-refusal.ts";
import type { PushTerms } from "../../domain/notifications/push-terms.ts";
import type { MessageOutcome } from "../followers/messenger.ts";
import { type AddressRules, ForbiddenAddress } from "../webhook/address.ts";
import { postOnce } from "../webhook/post-webhook.ts";

/** What is needed to send to push services. */
export interface PushSettings {
  keys: VapidKeys;
  /** Address of the operator, for push services. */
  subject: string;
  rules: AddressRules;
  userAgent: string;
}

/** Result of an attempt. `isAway` is true if the service gave no reply, or said that it fails itself. */
export type PushOutcome = MessageOutcome & { isAway?: boolean };

/** Time in milliseconds for a push service to be reached and to answer. */
const TIMEOUT_MS = 10_000;

/**
 * Replies of a push service that has taken a message (RFC 8030, section 5). Other servers also answer 200 or 204, and would
 * otherwise get a message for each change.
 */
const ACCEPTED = [201, 202];

/** Characters of a `Topic` header at most. */
const TOPIC_LENGTH = 32;

/** Returns the topic of a subscription's messages about the same services. It does not reveal them. */
export const topicOf = (subscription: string, about: string): string =>
  createHash("sha256").update(`${subscription} ${about}`).digest("base64url").slice(0, TOPIC_LENGTH);

/** Encrypts a text for a device and posts it once, as in {@link Messenger.send}. The outcome names no address. */
export async function postPush(
  { keys, subject, rules, userAgent }: PushSettings,
  { endpoint, ...deviceKeys }: PushDevice,
  text: string,
  { ttlSeconds: TTL, urgency, topic }: Pick<PushTerms, "ttlSeconds" | "urgency"> & { topic: string | null },
  mayEnd: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<PushOutcome> {
  // After the message was sent, an abort would leave it open whether the service has accepted it.
  const untilEnd = new AbortController();
  const stop = () => untilEnd.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  let isWithheld = false;
  const mayEndOnce = async () => {
    isWithheld = untilEnd.signal.aborted || !(await mayEnd());
    if (isWithheld) return false;
    signal.removeEventListener("abort", stop);
    return true;
  };
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: deviceKeys }, text, {
      ...{ TTL, urgency, ...(topic !== null && { topic }) },
      vapidDetails: { subject, ...keys },
      contentEncoding: "aes128gcm",
    });
    const message = {
      url: endpoint,
      headers: { ...textsIn(headers), "User-Agent": userAgent },
      body: body ?? Buffer.alloc(0),
    };
    const limits = AbortSignal.any([untilEnd.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const { status, retryAfterSeconds } = await postOnce(message, rules, limits, { mayEnd: mayEndOnce });
    if (status !== null && ACCEPTED.includes(status)) return { kind: "accepted" };
    const reason = `the push service answered ${status}`;
    return { kind: "refused", reason, ...pushRefusalBy(status), retryAfterSeconds, isAway: (status ?? 500) >= 500 };
  } catch (error) {
    // The push service is not to blame: another process sends the message, or the subscription has ended.
    if (isWithheld)
      return { kind: "refused", reason: "the message may not be sent", of: "message", isPermanent: false };
    return { kind: "refused", reason: reasonOf(error), ...pushRefusalBy(null), isAway: true };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

const textsIn = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Describes a failure by its code only, because the text of an error may contain the address. */
function reasonOf(error: unknown): string {
  if (error instanceof ForbiddenAddress) return `nothing was sent: the address is refused (${error.rule[0]})`;
  const { code, name } = error as { code?: unknown; name?: string };
  if (name === "TimeoutError") return `the push service gave no answer within ${TIMEOUT_MS / 1000} seconds`;
  return `the push service could not be reached (${typeof code === "string" ? code : "the connection ended"})`;
}
