import { z } from "zod";
import { getProposal } from "../../../actions/proposals/get-proposal.ts";
import { listProposals } from "../../../actions/proposals/list-proposals.ts";
import { acceptProposal, dismissProposal } from "../../../actions/proposals/settle-proposal.ts";
import { settleUnchanged } from "../../../actions/proposals/settle-unchanged.ts";
import { PROPOSAL_STATES, type Proposal, versionOfProposal } from "../../../domain/record/proposal.ts";
import { expectedVersion, versionTag } from "../../request/version-tag.ts";
import { isGuarded } from "../../route.ts";
import { PostedReportAnswer, ReportBody, toDraft } from "../../wire/report.ts";
import { count, ReportId, wording } from "../../wire/wire.ts";
import { ProposalAnswer, presentProposal, presentSubmission, WAITING } from "./proposal-answer.ts";

export const DismissalBody = z
  .strictObject({ reason: wording(4000, true) })
  .meta({ id: "Dismissal", description: "Why a proposal is dismissed" });

/** Encodes a proposal with its ETag. */
function tagged(proposal: Proposal) {
  const value = presentProposal(proposal);
  return { value, headers: { ETag: versionTag(versionOfProposal(proposal), value) } };
}

export const getProposals = isGuarded({
  method: "get",
  path: "/v1/proposals",
  summary: "Proposals of the jobs, and reports that wait for a second operator, newest first",
  role: "recorder",
  query: z.strictObject({
    state: z.enum(PROPOSAL_STATES).optional(),
    limit: count(1, 500).optional(),
    cursor: ReportId.optional(),
  }),
  reply: z
    .strictObject({ proposals: z.array(ProposalAnswer), next: z.string().nullable() })
    .meta({ id: "ProposalList", description: "A page of the list of proposals, newest first" }),
  async handle(ctx, { query: { state = "open", limit = 50, cursor } }) {
    const { proposals, next } = await listProposals(ctx, state, limit, cursor);
    return { value: { proposals: proposals.map(presentProposal), next } };
  },
});

export const getOneProposal = isGuarded({
  method: "get",
  path: "/v1/proposals/:id",
  summary: "One proposal",
  role: "recorder",
  params: z.strictObject({ id: ReportId }),
  reply: ProposalAnswer,
  isVersioned: true,
  async handle(ctx, { params }) {
    return tagged(await getProposal(ctx, params.id));
  },
});

export const postAcceptance = isGuarded({
  method: "post",
  path: "/v1/proposals/:id/acceptance",
  summary: "Record a proposal, as drafted or edited, under your own name",
  role: "recorder",
  params: z.strictObject({ id: ReportId }),
  body: z
    .strictObject({ report: ReportBody.optional().meta({ description: "The report to record in place of the draft" }) })
    .meta({ id: "Acceptance", description: "The acceptance of a proposal, as drafted or edited" })
    .optional(),
  status: 201,
  also: WAITING,
  problems: ["conflict"],
  isVersioned: true,
  reply: PostedReportAnswer,
  async handle(ctx, { params: { id }, body, header }) {
    const accept = () => acceptProposal(ctx, id, body?.report && toDraft(body.report));
    return presentSubmission(ctx, await settleUnchanged(ctx, id, expectedVersion(header("If-Match")), accept));
  },
});

export const postDismissal = isGuarded({
  method: "post",
  path: "/v1/proposals/:id/dismissal",
  summary: "Dismiss a proposal",
  role: "recorder",
  params: z.strictObject({ id: ReportId }),
  body: DismissalBody,
  problems: ["conflict"],
  isVersioned: true,
  reply: ProposalAnswer,
  async handle(ctx, { params: { id }, body, header }) {
    const dismiss = () => dismissProposal(ctx, id, body.reason);
    return tagged(await settleUnchanged(ctx, id, expectedVersion(header("If-Match")), dismiss));
  },
});
