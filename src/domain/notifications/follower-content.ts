import type { Temporal } from "temporal-polyfill";
import type { Crossing, Service } from "../places/crossing.ts";
import type { Report } from "../record/report.ts";
import type { CrossingStatus } from "../status/crossing-status.ts";
import type { EmailKind } from "../vocabulary.ts";
import type { FollowerChoices } from "./follower.ts";

/** A change to be told. `services` are the affected ones that the subscriber asked about. */
export type ToldChange = { at: Temporal.Instant; kinds: ReadonlySet<EmailKind>; services: readonly Service[] } & (
  | { kind: "report"; report: Report }
  | { kind: "retraction"; report: Report; withdrawn: Report }
  | { kind: "standing" }
);

/** Addresses in a message. */
export interface FollowerLinks {
  /** Beginning of all addresses. Empty for a device, which knows where it subscribed. */
  publicUrl: string;
  /** Address of the page that ends the subscription, and of the one-click request. */
  leave: string;
}

/**
 * Contents of a message. The first one asks for a confirmation by e-mail (`confirm` is the address of its page), and
 * welcomes on a device. `crossings` are all crossings by slug.
 */
export type FollowerContent = {
  choices: FollowerChoices;
  links: FollowerLinks;
  crossings: ReadonlyMap<string, Crossing>;
} & (
  | { kind: "first"; confirm: string }
  | {
      kind: "changes";
      items: readonly ToldChange[];
      /** Time of the message, and the answers at that time. */
      at: Temporal.Instant;
      answers: readonly CrossingStatus[];
    }
);

/** A message as text and as HTML. */
export interface EmailText {
  subject: string;
  text: string;
  html: string;
}

/** Writes a message in the subscription's language. */
export type WriteEmail = (content: FollowerContent) => EmailText;

/** A push message as text. */
export interface PushText {
  title: string;
  /** The title with the time of its answer before it, for a message that comes late or is overtaken by another one. */
  datedTitle: string;
  body: string;
  /** Path of the page that opens with the notification. */
  path: string;
  /** Caption of the button that stops messages. */
  stopLabel: string;
  /** Last line where a notification has no button. Empty if the text says it already. */
  stopHint: string;
}

/** Writes a push message in the subscription's language. */
export type WritePush = (content: FollowerContent) => PushText;
