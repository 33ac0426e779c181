import type { Temporal } from "temporal-polyfill";
import type { ReportDraft } from "./draft.ts";

export const PROPOSAL_STATES = ["open", "accepted", "dismissed", "expired"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A report that a job drafted, and that an operator has yet to accept or dismiss. */
export interface Proposal {
  id: string;
  /** What it is about. One proposal of one key is ever made, however often its reason is seen. */
  key: string;
  job: string;
  title: string;
  /** What was seen or quoted, and what was guessed. */
  grounds: string;
  draft: ReportDraft;
  state: ProposalState;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  settledAt: Temporal.Instant | null;
  settledBy: string | null;
  /** Why it was dismissed, or how it expired. */
  reason: string | null;
  /** The report that it became. */
  report: string | null;
}

/** A proposal as a job makes it. */
export type NewProposal = Pick<Proposal, "key" | "job" | "title" | "grounds" | "draft">;
