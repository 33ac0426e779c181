import type { ChatText } from "../../domain/notifications/chat-content.ts";
import type { DeliveryResponse } from "../../domain/notifications/retry.ts";
import type { ChatService } from "../../domain/vocabulary.ts";

/** The format of a chat service, and how it answers. */
export interface ChatFormat {
  name: ChatService;
  /** Name for people, and the form of its addresses. */
  title: string;
  example: string;
  /** Returns true for an address at which the service itself takes messages. */
  isOwn(url: URL): boolean;
  /** Returns true for an address of the same form on another server. Without it, any address has the form. */
  hasForm?(url: URL): boolean;
  /** Writes a message in the format of the service, within its limits. */
  write(text: ChatText): Record<string, unknown>;
  /** Returns where a written message goes, and with which body. Without it, it goes to the address as it is. */
  request?(url: URL, body: Record<string, unknown>): { url: URL; body: Record<string, unknown> };
  /** Understands a response. Its text may be anything. `body` is null unless the text is a JSON object. */
  read(reply: DeliveryResponse, body: JsonBody | null, text: string): DeliveryResponse;
}

/** JSON object of which nothing is known. */
export type JsonBody = Readonly<Record<string, unknown>>;

/** Returns true for a status that means success. */
export const isAccepted = ({ status }: DeliveryResponse): boolean => status !== null && status >= 200 && status < 300;

/** Reads the JSON object in a response, or returns null. */
export function jsonIn(text: string): JsonBody | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonBody) : null;
  } catch {
    return null;
  }
}

/**
 * Reasons for which a service ends a subscription, by what it answers. A map compares without converting, because a reply
 * may contain anything.
 */
export type EndReasons = ReadonlyMap<unknown, string>;

/** Returns a reply that ends the subscription, for a reason that its holder is told. */
export const endedBy = (reply: DeliveryResponse, reason: string): DeliveryResponse => ({
  ...reply,
  error: reason,
  isFinal: true,
});

/** Returns a reply with the delay that its body asks for, if that is longer than what its headers ask for. */
export function delayedBy(reply: DeliveryResponse, seconds: unknown): DeliveryResponse {
  if (typeof seconds !== "number" || !Number.isFinite(seconds) || seconds <= 0) return reply;
  return { ...reply, retryAfterSeconds: Math.max(reply.retryAfterSeconds ?? 0, Math.ceil(seconds)) };
}
