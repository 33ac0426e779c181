import type { MessageRefusal } from "./follower-retry.ts";

/** Replies after which the same message may be accepted later. With 406, the service of Windows asks for a slower pace. */
const TRY_LATER = [406, 408, 425, 429];

/**
 * Returns what the reply of a push service refuses (RFC 8030, 8292). `status` is null if there was no reply. Only 404 and
 * 410 mean that the device takes no messages any more.
 */
export function pushRefusalBy(status: number | null): MessageRefusal {
  if (status === null || status >= 500 || TRY_LATER.includes(status)) return { of: "service", isPermanent: false };
  if (status === 404 || status === 410) return { of: "mailbox", isPermanent: true };
  if (status === 401 || status === 403) return { of: "rules", isPermanent: true };
  return { of: "message", isPermanent: true };
}
