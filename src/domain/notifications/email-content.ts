import type { Temporal } from "temporal-polyfill";
import type { Crossing, Service } from "../places/crossing.ts";
import type { Report } from "../record/report.ts";
import type { CrossingStatus } from "../status/crossing-status.ts";
import type { EmailKind } from "../vocabulary.ts";
import type { EmailChoices } from "./email-subscription.ts";

/** A change to be told. `services` are the affected ones that the subscriber asked about. */
export type EmailItem = { at: Temporal.Instant; kinds: ReadonlySet<EmailKind>; services: readonly Service[] } & (
  | { kind: "report"; report: Report }
  | { kind: "retraction"; report: Report; withdrawn: Report }
  | { kind: "standing" }
);

/** Addresses in a message. */
export interface EmailLinks {
  publicUrl: string;
  /** Address of the page that ends the subscription, and of the one-click request. */
  leave: string;
}

/** Contents of a message. `crossings` are all crossings by slug. */
export type EmailContent = { choices: EmailChoices; links: EmailLinks; crossings: ReadonlyMap<string, Crossing> } & (
  | { kind: "confirmation"; confirm: string }
  | {
      kind: "changes";
      items: readonly EmailItem[];
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
export type WriteEmail = (content: EmailContent) => EmailText;
