import type { Temporal } from "temporal-polyfill";
import type { ReportDraft } from "./draft.ts";

export const PROPOSAL_STATES = ["open", "accepted", "dismissed", "expired", "superseded"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A report that a job drafted, and that an operator has yet to accept or dismiss. */
export interface Proposal {
  id: string;
  /** What it is about. One proposal of one key is ever made, however often its reason is seen. */
  key: string;
  /** The item of a feed that it was read from; null without one. */
  item: string | null;
  job: string;
  title: string;
  /** What was seen or quoted, and what was guessed. */
  grounds: string;
  /** Null where what is kept cannot be read, for `fault`. */
  draft: ReportDraft | null;
  fault: string | null;
  state: ProposalState;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  settledAt: Temporal.Instant | null;
  settledBy: string | null;
  /** Why it was dismissed, how it expired, or what took its place. */
  reason: string | null;
  /** The proposal of the same item's later text. A superseded one waits for nobody; one settled before keeps its state. */
  supersededBy: string | null;
  /** The proposals of earlier texts of the same item. */
  supersedes: string[];
  /** The report that it became. */
  report: string | null;
}

/** A proposal as a job makes it. */
export interface NewProposal extends Pick<Proposal, "key" | "job" | "title" | "grounds"> {
  item?: string;
  draft: ReportDraft;
}
