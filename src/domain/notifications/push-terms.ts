import { serviceKey } from "../places/crossing.ts";
import type { EmailKind } from "../vocabulary.ts";
import type { FollowerContent } from "./follower-content.ts";

/** How a push service treats a message (RFC 8030). */
export interface PushTerms {
  /** Time for which the service keeps the message for a device that it cannot reach. */
  ttlSeconds: number;
  urgency: "high" | "normal";
  /**
   * Names the services that the message is about. A device closes an earlier notification about the same services. Null
   * if the message must not close any.
   */
  about: string | null;
  /** True if the service may replace an earlier message about the same services that it has not delivered yet. */
  replaces: boolean;
}

/** Kinds of change that the answer of the moment tells completely. News for later days also need their own words. */
const IN_THE_ANSWER: readonly EmailKind[] = ["closed", "reopened", "overdue", "doubt"];

const DAY_SECONDS = 24 * 3600;

/**
 * Returns the terms of a message. A change is kept for three days: after a journey without a connection, the last answer
 * still counts. It replaces an undelivered message only if that loses nothing: both give the answers for the same
 * services, neither announces anything for later, and neither withdraws a report that the reader may have been told of.
 */
export function pushTermsOf(content: FollowerContent): PushTerms {
  if (content.kind === "first") return { ttlSeconds: DAY_SECONDS, urgency: "normal", about: null, replaces: false };
  const { items } = content;
  const kinds = items.flatMap((item) => [...item.kinds]);
  const isInAnswer = (kind: EmailKind) => IN_THE_ANSWER.includes(kind);
  const about = [...new Set(items.flatMap(({ services }) => services.map(serviceKey)))].toSorted().join(" ");
  const isWhole = kinds.every(isInAnswer);
  return {
    ttlSeconds: 3 * DAY_SECONDS,
    urgency: kinds.some(isInAnswer) ? "high" : "normal",
    about: isWhole ? about : null,
    replaces: isWhole && items.every(({ kind }) => kind !== "retraction"),
  };
}
