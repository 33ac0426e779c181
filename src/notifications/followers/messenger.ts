import type { Temporal } from "temporal-polyfill";
import type { FollowerContent } from "../../domain/notifications/follower-content.ts";
import type { MessageRefusal } from "../../domain/notifications/follower-retry.ts";
import type { AddressCipher } from "../../store/notifications/followers/address-cipher.ts";

/** Result of an attempt. `reason` never contains an address, and so not the server's own words. */
export type MessageOutcome = { kind: "accepted" } | ({ kind: "refused"; reason: string } & MessageRefusal);

/** A message to one follower. */
export interface FollowerMessage {
  /** Same at every attempt, so that a second copy can be recognized. */
  id: string;
  subscription: string;
  /** The decrypted address. */
  address: string;
  at: Temporal.Instant;
  content: FollowerContent;
}

/** How one channel reaches followers. When and what they are told is the same for all channels. */
export interface Messenger {
  /** Names of a message and of its destination in the log. */
  words: { message: string; destination: string };
  cipher: AddressCipher;
  /** Beginning of the addresses in messages. */
  publicUrl: string;
  /**
   * Sends a message once. Just before its end is sent, asks `mayEnd`: until then, an abort or a failure means that the
   * server has certainly not accepted it. If `mayEnd` resolves to false, the message is not sent. Never throws.
   */
  send(message: FollowerMessage, mayEnd: () => Promise<boolean>, signal: AbortSignal): Promise<MessageOutcome>;
  /** Returns the time until which nothing is sent to an address because its server has just failed, or null. */
  pausedUntil?(address: string, now: Temporal.Instant): Temporal.Instant | null;
  /** Returns a number from 0 (inclusive) to 1 (exclusive), for jitter. */
  random(): number;
}
