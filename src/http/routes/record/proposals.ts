import { z } from "zod";
import { listProposals } from "../../../actions/proposals/list-proposals.ts";
import { acceptProposal, dismissProposal } from "../../../actions/proposals/settle-proposal.ts";
import { findStillRestricted } from "../../../actions/restrictions/find-still-restricted.ts";
import { writeDraft } from "../../../domain/record/draft-json.ts";
import { PROPOSAL_STATES, type Proposal } from "../../../domain/record/proposal.ts";
import { isGuarded } from "../../route.ts";
import { PostedReportAnswer, presentPosted, ReportBody, toDraft } from "../../wire/report.ts";
import { count, Instant, ReportId, wording } from "../../wire/wire.ts";

const ProposalAnswer = z.strictObject({
  id: z.string(),
  job: z.string(),
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
  expiresAt: Instant,
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  reason: z.string().nullable(),
  supersedes: z.array(z.string()).meta({ description: "The proposals of earlier texts of the same announcement" }),
  supersededBy: z.string().nullable().meta({ description: "The proposal of a later text of the same announcement" }),
  report: z.string().nullable(),
});

const presentProposal = ({
  key: _,
  item: __,
  draft,
  fault,
  ...proposal
}: Proposal): z.output<typeof ProposalAnswer> => ({
  ...proposal,
  draft: draft === null ? null : { ...writeDraft(draft) },
  unreadable: fault,
});

export const DismissalBody = z.strictObject({ reason: wording(4000, true) });

export const getProposals = isGuarded({
  method: "get",
  path: "/v1/proposals",
  summary: "Proposals of the jobs, newest first",
  role: "recorder",
  query: z.strictObject({
    state: z.enum(PROPOSAL_STATES).optional(),
    limit: count(1, 500).optional(),
    cursor: ReportId.optional(),
  }),
  reply: z.strictObject({ proposals: z.array(ProposalAnswer), next: z.string().nullable() }),
  async handle(ctx, { query: { state = "open", limit = 50, cursor } }) {
    const { proposals, next } = await listProposals(ctx, state, limit, cursor);
    return { value: { proposals: proposals.map(presentProposal), next } };
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
    .optional(),
  status: 201,
  problems: ["conflict"],
  reply: PostedReportAnswer,
  async handle(ctx, { params, body }) {
    const report = await acceptProposal(ctx, params.id, body?.report && toDraft(body.report));
    return {
      value: presentPosted(report, await findStillRestricted(ctx, report)),
      headers: { Location: `/v1/reports/${report.id}` },
    };
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
  reply: ProposalAnswer,
  async handle(ctx, { params, body }) {
    return { value: presentProposal(await dismissProposal(ctx, params.id, body.reason)) };
  },
});
