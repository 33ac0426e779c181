import type { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import { type Moment, startOf } from "../time/moment.ts";
import type { ReportDraft } from "./draft.ts";
import type { ReportLines } from "./report.ts";

export const PROPOSAL_STATES = ["open", "accepted", "dismissed", "expired", "superseded"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/**
 * A report drafted by a job, for an operator to accept or dismiss, or a report sent by an operator, for another operator
 * to accept or dismiss.
 */
export interface Proposal {
  id: string;
  /** Key of the subject. A job proposes each key only once. */
  key: string;
  /** Item of the feed, e.g. an announcement. Null if the proposal does not come from a single item. */
  item: string | null;
  /** Job that drafted the proposal, or `operator:` and the name of the operator who sent it. */
  job: string;
  /** Name of the operator who sent the report, and who may not accept it. Null if a job drafted the proposal. */
  draftedBy: string | null;
  /** Report that is to be withdrawn. Null if the proposal is no retraction. */
  retracts: string | null;
  title: string;
  /** Observation or quotation that led to the proposal, and any guesses. */
  grounds: string;
  /** Null if the stored draft cannot be read; `fault` then says why. */
  draft: ReportDraft | null;
  fault: string | null;
  state: ProposalState;
  createdAt: Temporal.Instant;
  /** Null for a report of an operator, which waits until somebody settles it. */
  expiresAt: Temporal.Instant | null;
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
  /** Services whose open status the report disputes while it waits. Empty for the draft of a job. */
  doubts: readonly WaitingDoubt[];
}

/** A service whose open status a waiting report disputes from an instant on. */
export interface WaitingDoubt {
  service: Service;
  from: Temporal.Instant;
}

type DisputingLines = Pick<ReportLines, "statusChanges" | "hoursChanges" | "hoursExceptions">;

/**
 * Returns the services that may be shut if a report is true: those that it restricts, limits, or gives other hours, even
 * if it also says that they opened again. `zoneOf` returns a crossing's time zone.
 */
export const doubtsOfReport = (lines: DisputingLines, zoneOf: (slug: string) => string): WaitingDoubt[] =>
  doubtsOf(
    [...lines.statusChanges.filter(({ status, limited }) => status !== "open" || limited), ...hoursOf(lines)],
    zoneOf,
  );

/** Returns the services that may be shut if a report is withdrawn: those that it opened, or to which it gave hours. */
export const doubtsOfRetraction = (lines: DisputingLines, zoneOf: (slug: string) => string): WaitingDoubt[] =>
  doubtsOf([...lines.statusChanges.filter(({ status }) => status === "open"), ...hoursOf(lines)], zoneOf);

const hoursOf = ({ hoursChanges, hoursExceptions }: DisputingLines) => [...hoursChanges, ...hoursExceptions];

const doubtsOf = (
  lines: readonly { service: Service; effectiveAt: Moment }[],
  zoneOf: (slug: string) => string,
): WaitingDoubt[] =>
  lines.map(({ service, effectiveAt }) => ({ service, from: startOf(effectiveAt, zoneOf(service.crossing)) }));

/** A new proposal from a job. */
export interface NewProposal extends Pick<Proposal, "key" | "job" | "title" | "grounds"> {
  item?: string;
  draft: ReportDraft;
  /** Time after which the proposal is useless, if earlier than the usual expiry. */
  usefulUntil?: Temporal.Instant;
}

/** Returns the version of a proposal. It changes when the proposal is settled. While it is open, nothing of it changes. */
export const versionOfProposal = ({ state, settledAt, supersededBy }: Proposal): string =>
  [state, settledAt?.epochMilliseconds, supersededBy].filter((part) => part != null).join("-");
