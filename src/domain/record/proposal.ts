import type { Temporal } from "temporal-polyfill";
import type { ReportDraft } from "./draft.ts";

export const PROPOSAL_STATES = ["open", "accepted", "dismissed", "expired", "superseded"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A report drafted by a job, for an operator to accept or dismiss. */
export interface Proposal {
  id: string;
  /** Key of the subject. Each key gets at most one proposal, however often a job finds the same cause. */
  key: string;
  /** Feed item that the job read. Null if there is none. */
  item: string | null;
  job: string;
  title: string;
  /** Observation or quotation behind the proposal, and any guesses. */
  grounds: string;
  /** Null if the stored draft cannot be read. `fault` gives the reason. */
  draft: ReportDraft | null;
  fault: string | null;
  state: ProposalState;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  settledAt: Temporal.Instant | null;
  settledBy: string | null;
  /** Explanation of a dismissal, an expiry or a replacement by another proposal. */
  reason: string | null;
  /**
   * Proposal from a later text of the same item. A superseded proposal no longer waits for an operator. A proposal that
   * was settled earlier keeps its state.
   */
  supersededBy: string | null;
  /** Proposals from earlier texts of the same item. */
  supersedes: string[];
  /** Report recorded when the proposal was accepted. */
  report: string | null;
}

/** A new proposal from a job. */
export interface NewProposal extends Pick<Proposal, "key" | "job" | "title" | "grounds"> {
  item?: string;
  draft: ReportDraft;
  /** Time after which the proposal is of no use, if that is earlier than the usual expiry. */
  usefulUntil?: Temporal.Instant;
}
