import { Router } from "express";
import { allCrossings } from "../../../actions/crossings/all-crossings.ts";
import { listReviewQueue } from "../../../actions/crossings/list-review-queue.ts";
import { listProposals } from "../../../actions/proposals/list-proposals.ts";
import { clocksOf } from "../../../domain/places/crossing.ts";
import { crossingsInDraft } from "../../../domain/record/draft.ts";
import { deskReviewQueuePage } from "../../../web/desk/review-queue-page.ts";
import { decodeQuery } from "../../request/decode.ts";
import { pageQuery } from "../../wire/page.ts";
import { type DeskDependencies, makeDeskSessions, sendPage } from "../desk-sessions.ts";
import { ReviewQueueQuery } from "../wire-desk.ts";

/** Maximum number of proposals on the first page of the desk. */
const MOST_PROPOSALS = 50;

/** Returns the routes of the first page of the desk. */
export function reviewQueueRoutes(parts: DeskDependencies): Router {
  const router = Router();
  const visit = makeDeskSessions(parts);
  router.get(
    "/",
    visit(async ({ req, res, ctx, frame, sitting }) => {
      const { done } = decodeQuery(ReviewQueueQuery, pageQuery(req.query));
      const [{ at, items }, { proposals, next }] = await Promise.all([
        listReviewQueue(ctx),
        listProposals(ctx, "open", MOST_PROPOSALS, undefined),
      ]);
      const crossings = await allCrossings(ctx);
      const clocked = proposals.map((proposal) => ({
        proposal,
        zones: clocksOf(proposal.draft === null ? [] : crossingsInDraft(proposal.draft), crossings),
      }));
      const view = { at, items, proposals: clocked, isMore: next !== null, isDismissed: done === "dismissed" };
      sendPage(res, deskReviewQueuePage({ ...frame, path: "/desk" }, sitting, view));
    }),
  );
  return router;
}
