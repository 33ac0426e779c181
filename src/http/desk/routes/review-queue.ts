import { randomUUID } from "node:crypto";
import { Router } from "express";
import { listHandoverNotes } from "../../../actions/access/handover.ts";
import { allCrossings } from "../../../actions/crossings/all-crossings.ts";
import { listReviewQueue } from "../../../actions/crossings/list-review-queue.ts";
import { listProposals } from "../../../actions/proposals/list-proposals.ts";
import { listReports } from "../../../actions/record/list-reports.ts";
import { clocksOf } from "../../../domain/places/crossing.ts";
import { crossingsInDraft } from "../../../domain/record/draft.ts";
import { entryOf } from "../../../domain/text/report-entry.ts";
import type { FieldIssue } from "../../../web/desk/form/fields.ts";
import { deskReviewQueuePage, type ReviewQueueView } from "../../../web/desk/review-queue-page.ts";
import { decodeQuery } from "../../request/decode.ts";
import { pageQuery } from "../../wire/page.ts";
import { type DeskDependencies, type DeskRequest, makeDeskSessions, sendPage } from "../desk-sessions.ts";
import { ReviewQueueQuery } from "../wire-desk.ts";
import { takeHandoverNote } from "./handover.ts";

/** Maximum number of proposals on the first page of the desk. */
const MOST_PROPOSALS = 50;

/**
 * Number of the operator's newest reports in which the desk looks for the last one that is neither withdrawn nor a
 * withdrawal.
 */
const LOOKED_AT = 5;

/** Returns the routes of the first page of the desk. */
export function reviewQueueRoutes(parts: DeskDependencies): Router {
  const router = Router();
  const visit = makeDeskSessions(parts);
  router.get(
    "/",
    visit(async (visitor) => {
      const { done = null } = decodeQuery(ReviewQueueQuery, pageQuery(visitor.req.query));
      await show(visitor, { done });
    }),
  );
  router.post(
    "/handover",
    visit((visitor) => takeHandoverNote(visitor, (typed, issues, status) => show(visitor, { typed, issues }, status))),
  );
  return router;
}

interface Shown {
  done?: ReviewQueueView["done"];
  /** The hand-over note as typed, and its errors. */
  typed?: string;
  issues?: readonly FieldIssue[];
}

async function show(
  { ctx, res, frame, sitting }: DeskRequest,
  { done = null, typed = "", issues = [] }: Shown,
  status = 200,
): Promise<void> {
  const [{ at, items }, { proposals, next }, notes, { reports }] = await Promise.all([
    listReviewQueue(ctx),
    listProposals(ctx, "open", MOST_PROPOSALS, undefined),
    listHandoverNotes(ctx),
    listReports(ctx, { recordedBy: ctx.actor.name }, LOOKED_AT),
  ]);
  const crossings = await allCrossings(ctx);
  const clocked = proposals.map((proposal) => ({
    proposal,
    zones: clocksOf(proposal.draft === null ? [] : crossingsInDraft(proposal.draft), crossings),
  }));
  const last = reports.find(({ retracts, retractedAt }) => retracts === null && retractedAt === null);
  const view: ReviewQueueView = {
    ...{ at, items, proposals: clocked, isMore: next !== null, done },
    handover: { notes, once: randomUUID(), typed, issues, zones: clocksOf(crossings.keys(), crossings) },
    last: last === undefined ? null : entryOf(last, undefined, crossings, frame.messages),
  };
  sendPage(res, deskReviewQueuePage({ ...frame, path: "/desk" }, sitting, view), status);
}
