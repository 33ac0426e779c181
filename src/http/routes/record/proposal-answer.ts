import { z } from "zod";
import type { Submission } from "../../../actions/proposals/submit-report.ts";
import { findStillRestricted } from "../../../actions/restrictions/find-still-restricted.ts";
import type { Context } from "../../../context.ts";
import { writeDraft } from "../../../domain/record/draft-json.ts";
import { PROPOSAL_STATES, type Proposal } from "../../../domain/record/proposal.ts";
import { presentPosted } from "../../wire/report.ts";
import { Instant } from "../../wire/wire.ts";

/** A proposal in the form in which the API shows it. */
export const ProposalAnswer = z
  .strictObject({
    id: z.string(),
    job: z.string().meta({
      description: "The job that drafted the proposal, or `operator:` and the name of the operator who sent the report",
    }),
    draftedBy: z.string().nullable().meta({
      description: "The operator who sent the report, and who may not accept it; null if a job drafted the proposal",
    }),
    retracts: z.string().nullable().meta({ description: "The report that is to be withdrawn" }),
    title: z.string(),
    grounds: z
      .string()
      .meta({ description: "The evidence or quotation behind the draft, and any guesses that the draft contains" }),
    draft: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "The drafted report, which can be edited and posted; null if it cannot be read" }),
    unreadable: z.string().nullable().meta({
      description: "Why the draft cannot be read. Dismiss such a proposal, or accept it with a report of your own",
    }),
    state: z.enum(PROPOSAL_STATES),
    createdAt: Instant,
    expiresAt: Instant.nullable().meta({
      description: "Null for a report of an operator, which waits until somebody settles it",
    }),
    settledAt: Instant.nullable(),
    settledBy: z.string().nullable(),
    reason: z.string().nullable(),
    supersedes: z.array(z.string()).meta({
      description: "The proposals of earlier texts of the same announcement, or the draft before an operator edited it",
    }),
    supersededBy: z
      .string()
      .nullable()
      .meta({ description: "The proposal of a later text of the same announcement, or the edited report" }),
    report: z.string().nullable(),
  })
  .meta({ id: "Proposal", description: "A drafted report, for an operator to accept or dismiss" });

/** Encodes a proposal. */
export const presentProposal = ({
  key: _,
  item: __,
  doubts: ___,
  draft,
  fault,
  ...proposal
}: Proposal): z.output<typeof ProposalAnswer> => ({
  ...proposal,
  draft: draft === null ? null : { ...writeDraft(draft) },
  unreadable: fault,
});

/** Other answers of an endpoint that lets a report wait for a second operator. */
export const WAITING = {
  202: {
    description:
      "The report waits for a second operator (FOUR_EYES=on). `Location` is the address of the proposal, which another operator can accept",
    reply: ProposalAnswer,
  },
};

/** Encodes a report that waits for a second operator. */
export const presentWaiting = (proposal: Proposal) => ({
  reply: ProposalAnswer,
  value: presentProposal(proposal) as unknown,
  status: 202,
  headers: { Location: `/v1/proposals/${proposal.id}` },
});

/** Encodes a report that was just recorded, or a proposal that waits. */
export async function presentSubmission(ctx: Context, { report, proposal, isNew }: Submission) {
  if (report === undefined) return presentWaiting(proposal);
  return {
    value: presentPosted(report, await findStillRestricted(ctx, report)),
    status: isNew ? 201 : 200,
    headers: { Location: `/v1/reports/${report.id}` },
  };
}
