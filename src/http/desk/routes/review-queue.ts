import { Router } from "express";
import { allCrossings } from "../../../actions/crossings/all-crossings.ts";
import { listWork } from "../../../actions/crossings/list-review-queue.ts";
import { listProposals } from "../../../actions/proposals/list-proposals.ts";
import { clocksOf } from "../../../domain/places/crossing.ts";
import { placesOf } from "../../../domain/record/draft.ts";
import { deskWorkPage } from "../../../web/desk/work-page.ts";
import { decodeQuery } from "../../request/decode.ts";
import { pageQuery } from "../../wire/page.ts";
import { type DeskParts, makeVisits, send } from "../visit.ts";
import { WorkQuery } from "../wire-desk.ts";

/** How many proposals the first page of the desk shows. */
const MOST_PROPOSALS = 50;

/** The first page of the desk. */
export function workRoutes(parts: DeskParts): Router {
  const router = Router();
  const visit = makeVisits(parts);
  router.get(
    "/",
    visit(async ({ req, res, ctx, frame, sitting }) => {
      const { done } = decodeQuery(WorkQuery, pageQuery(req.query));
      const [{ at, items }, { proposals, next }] = await Promise.all([
        listWork(ctx),
        listProposals(ctx, "open", MOST_PROPOSALS, undefined),
      ]);
      const crossings = await allCrossings(ctx);
      const clocked = proposals.map((proposal) => ({
        proposal,
        zones: clocksOf(proposal.draft === null ? [] : placesOf(proposal.draft), crossings),
      }));
      const view = { at, items, proposals: clocked, isMore: next !== null, isDismissed: done === "dismissed" };
      send(res, deskWorkPage({ ...frame, path: "/desk" }, sitting, view));
    }),
  );
  return router;
}
