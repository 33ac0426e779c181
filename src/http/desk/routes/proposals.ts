import { randomUUID } from "node:crypto";
import { Router } from "express";
import { allCrossings } from "../../../actions/crossings/all-crossings.ts";
import { getProposal } from "../../../actions/proposals/get-proposal.ts";
import { acceptProposal, checkSecondPerson, dismissProposal } from "../../../actions/proposals/settle-proposal.ts";
import { getReport } from "../../../actions/record/get-report.ts";
import { previewReport, previewRetraction, type ReportPreview } from "../../../actions/record/preview-report.ts";
import { findEarlierRecording } from "../../../actions/record/record-report.ts";
import { type Issue, Refusal } from "../../../domain/errors.ts";
import { clocksOf } from "../../../domain/places/crossing.ts";
import { crossingsInDraft } from "../../../domain/record/draft.ts";
import type { Proposal } from "../../../domain/record/proposal.ts";
import { crossingsOf } from "../../../domain/record/report.ts";
import { deskProposalPage, type ProposalView } from "../../../web/desk/proposal-page.ts";
import { PROBLEMS } from "../../problem.ts";
import { decode, decodeQuery } from "../../request/decode.ts";
import { DismissalBody } from "../../routes/record/proposals.ts";
import { pageQuery } from "../../wire/page.ts";
import { ReportId } from "../../wire/wire.ts";
import {
  type DeskDependencies,
  type DeskRequest,
  goTo,
  makeDeskSessions,
  redirect,
  sendPage,
} from "../desk-sessions.ts";
import { writeDraftIssues, writeFormIssues } from "../field-issues.ts";
import { field } from "../fields.ts";
import { previewedText, previewToken } from "../preview-token.ts";
import { AcceptanceFields, ProposalQuery } from "../wire-desk.ts";
import { earlierPlace, placeOf } from "./submission-place.ts";

/** Returns the routes that show a proposal and settle it. */
export function proposalRoutes(parts: DeskDependencies): Router {
  const router = Router();
  const visit = makeDeskSessions(parts);
  router.get(
    "/proposals/:id",
    visit(async (visitor) => {
      const { done } = decodeQuery(ProposalQuery, pageQuery(visitor.req.query));
      const proposal = await getProposal(visitor.ctx, idOf(visitor));
      const isSent = done === "waiting" && proposal.state === "open";
      await show(visitor, proposal, isSent ? { notice: visitor.frame.messages.desk.second.sent } : {});
    }),
  );
  router.post("/proposals/:id/acceptance", visit(accept));
  router.post("/proposals/:id/dismissal", visit(dismiss));
  return router;
}

const idOf = ({ req }: DeskRequest): string => decode(ReportId, req.params.id);

async function accept(visitor: DeskRequest): Promise<void> {
  const { ctx, frame, fields } = visitor;
  const proposal = await getProposal(ctx, idOf(visitor));
  if (proposal.draft === null) return show(visitor, proposal, {}, PROBLEMS.conflict.status);
  const { once: key } = decode(AcceptanceFields, { once: field(fields, "once") });
  const once = { key, body: previewedText(proposal.draft) };
  const before = await findEarlierRecording(ctx, once);
  if (before?.isSame) return goTo(visitor, earlierPlace(before));
  const denied = await denialOf(ctx, proposal);
  if (denied?.code === "second_person") throw denied;
  const sound = await previewed(ctx, proposal);
  const isSeen = !Array.isArray(sound) && field(fields, "seen") === previewToken(proposal.draft, sound);
  if (proposal.state !== "open" || !isSeen)
    return show(visitor, proposal, { notice: frame.messages.desk.notices.turned }, PROBLEMS.conflict.status);
  try {
    return goTo(visitor, placeOf(await acceptProposal(ctx, proposal.id, undefined, once)));
  } catch (error) {
    return settledMeanwhile(visitor, error);
  }
}

async function dismiss(visitor: DeskRequest): Promise<void> {
  const { ctx, res, frame, fields } = visitor;
  const id = idOf(visitor);
  const typed = field(fields, "reason");
  try {
    await dismissProposal(ctx, id, decode(DismissalBody, { reason: typed }).reason);
    return redirect(res, frame, "/desk", { done: "dismissed" });
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid") {
      const issues = writeFormIssues(error.issues, frame.messages);
      return show(visitor, await getProposal(ctx, id), { typed, issues }, PROBLEMS.invalid.status);
    }
    return settledMeanwhile(visitor, error);
  }
}

/**
 * Shows how a proposal was settled if another request settled it first. A dismissal by the same person with the same
 * reason is treated as a second click.
 */
async function settledMeanwhile(visitor: DeskRequest, error: unknown): Promise<void> {
  if (!(error instanceof Refusal) || error.code !== "conflict") throw error;
  const { ctx, res, frame, fields } = visitor;
  const proposal = await getProposal(ctx, idOf(visitor));
  const isOwn = proposal.settledBy === ctx.actor.name && proposal.reason === field(fields, "reason").trim();
  if (isOwn && proposal.state === "dismissed") return redirect(res, frame, "/desk", { done: "dismissed" });
  // A proposal that is still open could not be accepted for another reason.
  const notice = proposal.state === "open" ? error.tell(frame.messages) : null;
  return show(visitor, proposal, { notice }, PROBLEMS.conflict.status);
}

/** Returns the effect of accepting a draft, or the reasons why it cannot be accepted. */
async function previewed(ctx: DeskRequest["ctx"], proposal: Proposal): Promise<ReportPreview | Issue[]> {
  const { draft, fault, retracts } = proposal;
  if (draft === null) return [{ path: "draft", rule: ["stated", fault ?? ""] }];
  if (retracts !== null) return previewRetraction(ctx, await getReport(ctx, retracts));
  try {
    return await previewReport(ctx, draft);
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid") return error.issues;
    throw error;
  }
}

/** Returns why the operator may not accept an open proposal as it is, or undefined. */
async function denialOf(ctx: DeskRequest["ctx"], proposal: Proposal): Promise<Refusal | undefined> {
  if (proposal.state !== "open") return undefined;
  try {
    await checkSecondPerson(ctx, proposal);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function show(
  visitor: DeskRequest,
  proposal: Proposal,
  more: Partial<ProposalView>,
  status = 200,
): Promise<void> {
  const { ctx, res, frame, sitting } = visitor;
  const found = proposal.state === "open" ? await previewed(ctx, proposal) : [];
  const { draft } = proposal;
  const crossings = await allCrossings(ctx);
  const [preview, unsound] = Array.isArray(found)
    ? [null, writeDraftIssues(found, draft, crossings, frame.messages)]
    : [found, []];
  const seen = preview === null || draft === null ? "" : previewToken(draft, preview);
  const withdrawn = proposal.retracts === null ? null : await getReport(ctx, proposal.retracts);
  const slugs = withdrawn !== null ? crossingsOf(withdrawn) : draft === null ? [] : crossingsInDraft(draft);
  const denied = await denialOf(ctx, proposal);
  const view: ProposalView = {
    ...{ proposal, zones: clocksOf(slugs, crossings), preview, unsound, seen },
    denied: denied === undefined ? null : denied.code === "second_person" ? "own" : "revoked",
    willWait: ctx.needsSecondPerson === true,
    ...{ once: randomUUID(), notice: null, typed: "", issues: [] },
    ...more,
  };
  sendPage(res, deskProposalPage({ ...frame, path: `/desk/proposals/${proposal.id}` }, sitting, view), status);
}
