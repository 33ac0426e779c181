import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import type { CrossingStatus } from "../status/crossing-status.ts";
import { CHAT_SERVICES } from "../vocabulary.ts";
import type { FollowerChoices } from "./follower.ts";
import type { ToldChange } from "./follower-content.ts";

/** What a channel of a chat service is told, and its language. Empty lists allow everything. */
export type ChatChoices = Pick<FollowerChoices, "crossings" | "modes" | "directions" | "language">;

/** Contents of a message to a chat service. `crossings` are all crossings by slug. */
export type ChatContent = {
  choices: ChatChoices;
  crossings: ReadonlyMap<string, Crossing>;
  /** Address of the service's pages. Without it, a message has no link to them. */
  publicUrl: string | null;
} & (
  | { kind: "introduction"; subscription: string; holder: string }
  | {
      kind: "changes";
      items: readonly ToldChange[];
      /** Time of the message, and the answers at that time. */
      at: Temporal.Instant;
      answers: readonly CrossingStatus[];
    }
);

/** A line of plain text, and the address that it names, if any. */
export interface TextLine {
  text: string;
  url?: string;
}

/** A part of a message. The link has its label as text. */
export interface TextBlock {
  heading?: string;
  lines: readonly TextLine[];
  link?: Required<TextLine>;
}

/** A message as plain text. Each service has its own format for it. */
export interface ChatText {
  /** The answer in one line. */
  title: string;
  blocks: readonly TextBlock[];
  /** Follows a message that was too long. */
  more: TextBlock;
}

/** Writes a message in the language of the subscription. */
export type WriteChat = (content: ChatContent) => ChatText;

/** Returns true if events of a channel are sent to a chat service. */
export const isChat = (channel: string): boolean => CHAT_SERVICES.some((service) => service === channel);

/**
 * Number of characters at the end of a secret address that are shown, so that its holder can tell it from others. Of a
 * short address, none are: too little would be left.
 */
const SHOWN_END = 4;
const LEAST_SECRET = 24;

/**
 * Returns the address of a subscription as it may be shown. Whoever knows the address of a chat service can write there,
 * so only its host and its last characters are shown, and of a Telegram bot the chat.
 */
export function maskedAddress(channel: string, address: string): string {
  // The address of a subscription that has ended is already forgotten.
  if (!isChat(channel) || !URL.canParse(address) || address.endsWith("/…")) return address;
  const { origin, searchParams } = new URL(address);
  const chat = searchParams.get("chat_id");
  if (channel === "telegram") return `${origin}/bot…/sendMessage${chat === null ? "" : `?chat_id=${chat}`}`;
  return `${origin}/…${address.length - origin.length < LEAST_SECRET ? "" : address.slice(-SHOWN_END)}`;
}
