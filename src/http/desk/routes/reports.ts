import { randomUUID } from "node:crypto";
import { Router } from "express";
import { listOwnSources } from "../../../actions/access/list-own-sources.ts";
import { allCrossings } from "../../../actions/crossings/all-crossings.ts";
import { getProposal } from "../../../actions/proposals/get-proposal.ts";
import { acceptProposal } from "../../../actions/proposals/settle-proposal.ts";
import { submitReport } from "../../../actions/proposals/submit-report.ts";
import { previewReport, type ReportPreview } from "../../../actions/record/preview-report.ts";
import { findEarlierRecording } from "../../../actions/record/record-report.ts";
import { Refusal } from "../../../domain/errors.ts";
import type { Crossing } from "../../../domain/places/crossing.ts";
import type { ReportDraft } from "../../../domain/record/draft.ts";
import type { FieldIssue } from "../../../web/desk/form/fields.ts";
import { isUntouched } from "../../../web/desk/form/report.ts";
import { deskReportPage, offersSources, type ReportFormView } from "../../../web/desk/report-page.ts";
import { link } from "../../../web/frame.ts";
import { html } from "../../../web/html.ts";
import { PROBLEMS } from "../../problem.ts";
import { decodeQuery } from "../../request/decode.ts";
import { pageQuery } from "../../wire/page.ts";
import { beginReport, newLine } from "../begin-report.ts";
import {
  type DeskDependencies,
  type DeskRequest,
  goTo,
  makeDeskSessions,
  redirect,
  sendPage,
} from "../desk-sessions.ts";
import { fieldIssues } from "../field-issues.ts";
import { isPreviewTokenOf, previewedText, previewToken } from "../preview-token.ts";
import { type ReadReport, readReport } from "../read-report.ts";
import { type AskedReport, MOST_LINES, readReportFields } from "../report-fields.ts";
import { inListedOrder, liftingAt } from "../spread-lines.ts";
import { FormQuery } from "../wire-desk.ts";
import { earlierPlace, placeOf } from "./submission-place.ts";

/** Returns the routes that write a report, preview its effect, and record it. */
export function reportRoutes(parts: DeskDependencies): Router {
  const router = Router();
  const visit = makeDeskSessions(parts);
  router.get(
    "/report",
    visit(async (visitor) => {
      const { req, ctx } = visitor;
      const crossings = await allCrossings(ctx);
      const query = decodeQuery(FormQuery, pageQuery(req.query));
      const edited = query.proposal === undefined ? undefined : await getProposal(ctx, query.proposal);
      if (edited !== undefined && (edited.state !== "open" || edited.retracts !== null))
        return redirect(visitor.res, visitor.frame, `/desk/proposals/${query.proposal}`);
      await show(visitor, { typed: await beginReport(visitor.ctx, query, crossings), crossings, isFresh: true });
    }),
  );
  router.post(
    "/report",
    visit(async (visitor) => {
      const crossings = await allCrossings(visitor.ctx);
      const asked = readReportFields(visitor.fields);
      await answer(visitor, { ...asked, typed: inListedOrder(asked.typed, crossings) }, crossings);
    }),
  );
  return router;
}

/** Maximum number of known sources that a form offers. */
const MOST_SOURCES = 3;

type Shown = Pick<ReportFormView, "typed" | "crossings"> & Partial<ReportFormView>;

async function show(
  { ctx, res, frame, sitting }: DeskRequest,
  { typed, ...shown }: Shown,
  status = 200,
): Promise<void> {
  const willWait = ctx.needsSecondPerson === true;
  const nothing = { issues: [], readings: new Map(), preview: null, notice: null, isFresh: false, willWait };
  const sources = offersSources(typed) ? await listOwnSources(ctx, MOST_SOURCES) : [];
  const lines = typed.lines.length > 0 ? typed.lines : [newLine([], shown.crossings, ctx.now)];
  sendPage(res, deskReportPage(frame, sitting, { ...nothing, sources, ...shown, typed: { ...typed, lines } }), status);
}

async function answer(
  visitor: DeskRequest,
  asked: AskedReport,
  crossings: ReadonlyMap<string, Crossing>,
): Promise<void> {
  const { typed, does } = asked;
  const { messages } = visitor.frame;
  // As long as a time stays ambiguous, the form keeps offering both of its readings.
  const read = readReport(typed, crossings, messages);
  const shown = { typed, crossings, readings: read.readings };
  if (does === "edit") return show(visitor, shown);
  if (does === "add") return show(visitor, { ...shown, ...added(asked, crossings, visitor) });
  if (does.startsWith("remove ")) {
    const place = Number(does.slice("remove ".length));
    const lines = typed.lines.filter((_, i) => i !== place);
    const left = { ...typed, lines };
    return show(visitor, {
      typed: left,
      crossings,
      readings: readReport(left, crossings, messages).readings,
      notice: messages.desk.notices.removed,
    });
  }
  if (asked.lift.length > 0) {
    const lifting = { ...asked, typed: liftingAt(typed, asked.lift), lift: [] };
    return answer(visitor, lifting, crossings);
  }
  const { draft } = read;
  if (draft === null) return show(visitor, { ...shown, issues: read.issues }, PROBLEMS.invalid.status);
  let preview: ReportPreview;
  try {
    preview = await previewReport(visitor.ctx, draft);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "invalid") throw error;
    return show(visitor, { ...shown, issues: fieldIssues(error, typed, crossings, messages) }, PROBLEMS.invalid.status);
  }
  await settle(visitor, { ...asked, draft, preview, read, crossings });
}

function added(
  { typed, add, adds }: AskedReport,
  crossings: ReadonlyMap<string, Crossing>,
  { ctx, frame: { messages } }: DeskRequest,
): Pick<ReportFormView, "typed" | "issues" | "notice"> {
  const words = messages.desk;
  const fault = (message: string): FieldIssue[] => [{ path: "add", message }];
  if (!crossings.has(add)) return { typed, issues: fault(words.signIn.empty), notice: null };
  if (typed.lines.length >= MOST_LINES)
    return { typed, issues: fault(words.report.issues.tooManyLines(MOST_LINES)), notice: null };
  const used = typed.lines.filter((line) => !isUntouched(line));
  return {
    typed: { ...typed, lines: [...used, newLine([add], crossings, ctx.now, adds)] },
    issues: [],
    notice: words.notices.added,
  };
}

interface Sound extends AskedReport {
  draft: ReportDraft;
  preview: ReportPreview;
  read: ReadReport;
  crossings: ReadonlyMap<string, Crossing>;
}

/**
 * Records the draft if its preview is current. Otherwise shows the new preview. A form that was already recorded is not
 * recorded again.
 */
async function settle(visitor: DeskRequest, { typed, does, draft, preview, read, crossings }: Sound): Promise<void> {
  const { ctx, frame } = visitor;
  const { notices } = frame.messages.desk;
  const once = { key: typed.once, body: previewedText(draft) };
  const mark = previewToken(draft, preview);
  const shown = { crossings, readings: read.readings, preview };
  const before = await findEarlierRecording(ctx, once);
  if (before?.isSame) return goTo(visitor, earlierPlace(before));
  if (before !== undefined) {
    const id = before.reportId ?? before.proposalId;
    const report = html`<a href="${link(frame, earlierPlace(before).path)}">${id}</a>`;
    const notice = html`${notices.recordedOther} ${report}. ${notices.recordedOtherWay}`;
    return show(visitor, { ...shown, typed: { ...typed, once: randomUUID(), seen: mark }, notice }, 409);
  }
  const again = { ...typed, seen: mark };
  if (does !== "record" || typed.seen === "") return show(visitor, { ...shown, typed: again });
  if (typed.seen !== mark) {
    // Another submission of the same form may have been recorded at the same time.
    const won = await findEarlierRecording(ctx, once);
    if (won?.isSame) return goTo(visitor, earlierPlace(won));
    const notice = isPreviewTokenOf(typed.seen, draft) ? notices.turned : notices.changed;
    return show(visitor, { ...shown, typed: again, notice }, 409);
  }
  try {
    const submitted =
      typed.proposal === ""
        ? await submitReport(ctx, draft, once)
        : await acceptProposal(ctx, typed.proposal, draft, once);
    return goTo(visitor, placeOf(submitted));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "conflict" || typed.proposal === "") throw error;
    return show(visitor, { ...shown, typed: { ...again, proposal: "" }, notice: notices.settledElse }, 409);
  }
}
