import { Router } from "express";
import { allCrossings } from "../../../actions/crossings/all-crossings.ts";
import { findWaitingRetraction, submitRetraction } from "../../../actions/proposals/submit-retraction.ts";
import { getReport } from "../../../actions/record/get-report.ts";
import { getRetraction } from "../../../actions/record/get-retraction.ts";
import { listReports } from "../../../actions/record/list-reports.ts";
import { previewRetraction } from "../../../actions/record/preview-report.ts";
import { isDrafter, mayRetract } from "../../../actions/record/retract-report.ts";
import { Refusal } from "../../../domain/errors.ts";
import { clocksOf } from "../../../domain/places/crossing.ts";
import { crossingsOf, type Report } from "../../../domain/record/report.ts";
import { entryOf } from "../../../domain/text/report-entry.ts";
import { deskOneReportPage, type OneReportView } from "../../../web/desk/one-report-page.ts";
import { deskReportsPage } from "../../../web/desk/reports-page.ts";
import { PROBLEMS } from "../../problem.ts";
import { decode, decodeQuery } from "../../request/decode.ts";
import { pageQuery } from "../../wire/page.ts";
import { RetractionBody } from "../../wire/report.ts";
import { ReportId } from "../../wire/wire.ts";
import {
  type DeskDependencies,
  type DeskRequest,
  goTo,
  makeDeskSessions,
  redirect,
  sendPage,
} from "../desk-sessions.ts";
import { writeFormIssues } from "../field-issues.ts";
import { field } from "../fields.ts";
import { OneReportQuery, ReportsQuery } from "../wire-desk.ts";
import { placeOf } from "./submission-place.ts";

/** Number of reports listed on a page. */
const LISTED = 20;

/** Returns the routes that show recorded reports and withdraw them. */
export function recordRoutes(parts: DeskDependencies): Router {
  const router = Router();
  const visit = makeDeskSessions(parts);
  router.get(
    "/reports",
    visit(async ({ req, res, ctx, frame, sitting }) => {
      const { whose, before } = decodeQuery(ReportsQuery, pageQuery(req.query));
      const filter = { before, recordedBy: whose === "mine" ? ctx.actor.name : undefined };
      const { reports, next } = await listReports(ctx, filter, LISTED);
      const crossings = await allCrossings(ctx);
      const entries = await Promise.all(
        reports.map(async (report) => {
          const withdrawn = await withdrawnBy(ctx, report);
          const zones = clocksOf(crossingsOf(withdrawn ?? report), crossings);
          return { entry: entryOf(report, withdrawn, crossings, frame.messages), zones };
        }),
      );
      sendPage(res, deskReportsPage(frame, sitting, { whose, entries, next }));
    }),
  );
  router.get(
    "/reports/:id",
    visit(async (visitor) => {
      const { done = null } = decodeQuery(OneReportQuery, pageQuery(visitor.req.query));
      await show(visitor, await getReport(visitor.ctx, idOf(visitor)), { done });
    }),
  );
  router.post(
    "/reports/:id/retraction",
    visit(async (visitor) => {
      const { ctx, res, frame, fields } = visitor;
      const id = idOf(visitor);
      const typed = field(fields, "note");
      try {
        const submitted = await submitRetraction(ctx, id, decode(RetractionBody, { note: typed }).note);
        return goTo(visitor, placeOf(submitted, "retracted", id));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.code === "invalid") {
          const issues = writeFormIssues(error.issues, frame.messages);
          return show(visitor, await getReport(ctx, id), { typed, issues }, PROBLEMS.invalid.status);
        }
        // A conflict means that the report is already withdrawn, possibly because the operator clicked twice.
        const retraction = error.code === "conflict" ? await getRetraction(ctx, id) : undefined;
        if (retraction === undefined) throw error;
        const isSame = retraction.recordedBy === ctx.actor.name && retraction.note === typed.trim();
        return redirect(res, frame, `/desk/reports/${id}`, isSame ? { done: "retracted" } : {});
      }
    }),
  );
  return router;
}

const idOf = ({ req }: DeskRequest): string => decode(ReportId, req.params.id);

/** Loads the report that this report withdraws. Resolves to undefined if it withdraws none. */
const withdrawnBy = (ctx: DeskRequest["ctx"], { retracts }: Report): Promise<Report | undefined> =>
  retracts === null ? Promise.resolve(undefined) : getReport(ctx, retracts);

async function show(visitor: DeskRequest, report: Report, more: Partial<OneReportView>, status = 200): Promise<void> {
  const { ctx, res, frame, sitting } = visitor;
  const crossings = await allCrossings(ctx);
  const withdrawn = await withdrawnBy(ctx, report);
  const entry = entryOf(report, withdrawn, crossings, frame.messages);
  const zones = clocksOf(crossingsOf(withdrawn ?? report), crossings);
  const isTheirs = mayRetract(ctx, report) || (await isDrafter(ctx, report));
  const isRetractable = isTheirs && report.retracts === null && report.retractedAt === null;
  const without = isRetractable ? await previewRetraction(ctx, report) : null;
  const waiting = await findWaitingRetraction(ctx, report.id);
  const willWait = ctx.needsSecondPerson === true;
  const retraction = await getRetraction(ctx, report.id);
  const path = `/desk/reports/${report.id}`;
  const shown = { entry, zones, retraction, without, waiting, willWait };
  const view = { ...shown, done: null, typed: "", issues: [], ...more };
  sendPage(res, deskOneReportPage({ ...frame, path }, sitting, view), status);
}
