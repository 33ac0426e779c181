import type { Temporal } from "temporal-polyfill";
import type { ReportDraft } from "./draft.ts";

export const PROPOSAL_STATES = ["open", "accepted", "dismissed", "expired", "superseded"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A report that a job drafted. It waits until an operator accepts or dismisses it. */
export interface Proposal {
  id: string;
  /** Identifies the subject. Only one proposal is ever made for a key, however often a job finds the same cause. */
  key: string;
  /** The feed item that the job read; null if there is none. */
  item: string | null;
  job: string;
  title: string;
  /** The observation or quotation behind the proposal, and any guesses. */
  grounds: string;
  /** Null if the stored draft cannot be read; `fault` then says why. */
  draft: ReportDraft | null;
  fault: string | null;
  state: ProposalState;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  settledAt: Temporal.Instant | null;
  settledBy: string | null;
  /** Why it was dismissed, how it expired, or which proposal replaced it. */
  reason: string | null;
  /**
   * The proposal from a later text of the same item. A superseded proposal no longer waits for an operator. One that
   * was settled earlier keeps its state.
   */
  supersededBy: string | null;
  /** The proposals from earlier texts of the same item. */
  supersedes: string[];
  /** The report recorded when it was accepted. */
  report: string | null;
}

/** A new proposal from a job. */
export interface NewProposal extends Pick<Proposal, "key" | "job" | "title" | "grounds"> {
  item?: string;
  draft: ReportDraft;
}
