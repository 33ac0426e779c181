import type { Temporal } from "temporal-polyfill";
import type { ReportDraft } from "./draft.ts";

export const PROPOSAL_STATES = ["open", "accepted", "dismissed", "expired", "superseded"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A report drafted by a job, for an operator to accept or dismiss. */
export interface Proposal {
  id: string;
  /** Key of the subject. A job proposes each key only once. */
  key: string;
  /** Item of the feed, e.g. an announcement. Null if the proposal does not come from a single item. */
  item: string | null;
  job: string;
  title: string;
  /** Observation or quotation that led to the proposal, and any guesses. */
  grounds: string;
  /** Null if the stored draft cannot be read; `fault` then says why. */
  draft: ReportDraft | null;
  fault: string | null;
  state: ProposalState;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  settledAt: Temporal.Instant | null;
  settledBy: string | null;
  /** Why the proposal was dismissed, expired or replaced. */
  reason: string | null;
  /** Newer proposal about the same item, which replaced this one. A settled proposal keeps its state. */
  supersededBy: string | null;
  /** Older proposals about the same item. */
  supersedes: string[];
  /** Report recorded when the proposal was accepted. */
  report: string | null;
}

/** A new proposal from a job. */
export interface NewProposal extends Pick<Proposal, "key" | "job" | "title" | "grounds"> {
  item?: string;
  draft: ReportDraft;
  /** Time after which the proposal is useless, if earlier than the usual expiry. */
  usefulUntil?: Temporal.Instant;
}
