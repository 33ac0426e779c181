import { stringify } from "csv-stringify/sync";
import { Router } from "express";
import { z } from "zod";
import { allCrossings } from "../../../actions/crossings/all-crossings.ts";
import { type AcceptedDraft, previewReportsNow } from "../../../actions/record/preview-report.ts";
import { type KnownDraft, knownReports, recordTogether } from "../../../actions/record/record-missing.ts";
import type { ActorContext } from "../../../context.ts";
import type { Messages } from "../../../locales/messages.ts";
import type { FieldIssue } from "../../../web/desk/form/fields.ts";
import { type SpreadsheetView, spreadsheetPage } from "../../../web/desk/spreadsheet/page.ts";
import { PROBLEMS } from "../../problem.ts";
import { decode, decodeQuery } from "../../request/decode.ts";
import { pageQuery } from "../../wire/page.ts";
import { type DeskDependencies, type DeskRequest, makeDeskSessions, redirect, sendPage } from "../desk-sessions.ts";
import { isTableOf, tablePreviewToken } from "../preview-token.ts";
import { MOST_SERVICE_CHANGES, readLines } from "../spreadsheet/read-lines.ts";
import { COLUMNS, MOST_TABLE_LINES, readTable } from "../spreadsheet/read-table.ts";
import { MOST_BYTES, sizeText } from "../spreadsheet/take-upload.ts";
import { SpreadsheetQuery } from "../wire-desk.ts";

const SpreadsheetFields = z.strictObject({
  token: z.string(),
  seen: z.string().max(100).default(""),
  text: z.string().default(""),
  file: z.string().default(""),
  fault: z.string().default(""),
  do: z.enum(["preview", "record", "valid"]),
});

/** Returns the routes that record past closures from a spreadsheet. */
export function spreadsheetRoutes(parts: DeskDependencies): Router {
  const router = Router();
  const visit = makeDeskSessions(parts);
  router.get(
    "/spreadsheet",
    visit(async (visitor) => {
      const { recorded, known } = decodeQuery(SpreadsheetQuery, pageQuery(visitor.req.query));
      const { spreadsheet, second } = visitor.frame.messages.desk;
      if (visitor.ctx.needsSecondPerson === true)
        return show(visitor, { told: { text: second.noSpreadsheet, kind: "look" } });
      const text = recorded === undefined ? null : spreadsheet.recorded(recorded, known ?? 0);
      await show(visitor, { told: text === null ? null : { text, kind: "done" } });
    }),
  );
  router.get(
    "/spreadsheet/template.csv",
    visit(async ({ res, frame }) => {
      const { columns, example } = frame.messages.desk.spreadsheet;
      // Spreadsheet programs recognise UTF-8 by its byte order mark.
      const body = stringify([COLUMNS.map((column) => columns[column]), COLUMNS.map((column) => example[column])], {
        bom: true,
      });
      res.attachment("garita.csv").type("text/csv; charset=utf-8").send(body);
    }),
  );
  router.post("/spreadsheet", visit(answer));
  return router;
}

async function answer(visitor: DeskRequest): Promise<void> {
  const { ctx, res, frame } = visitor;
  const { messages } = frame;
  const { text, seen, fault, do: does } = decode(SpreadsheetFields, visitor.fields);
  const words = messages.desk.spreadsheet;
  const refused = (message: string, path = "text") => {
    const issues: FieldIssue[] = [{ path, message }];
    return show(visitor, { text, issues }, PROBLEMS.invalid.status);
  };
  if (fault === "encoding") return refused(words.issues.notText);
  const size = fault.startsWith("size ") ? Number(fault.slice("size ".length)) : Buffer.byteLength(text);
  if (size > MOST_BYTES) return refused(words.issues.tooLarge(sizeText(MOST_BYTES), sizeText(size)));
  if (text.trim() === "") return refused(words.issues.fileNeeded, "file");
  const table = readTable(text, messages);
  if (table.issues.length > 0) return show(visitor, { text, issues: table.issues }, PROBLEMS.invalid.status);
  const crossings = await allCrossings(ctx);
  const read = await readLines(table, crossings, ctx.now, messages);
  const reports = read.flatMap(({ report }) => report ?? []);
  const changes = reports.reduce((sum, { lines }) => sum + lines.statusChanges.length, 0);
  if (changes > MOST_SERVICE_CHANGES) return refused(words.issues.tooManyChanges(MOST_SERVICE_CHANGES, changes));
  const isWrong = reports.length < read.length;
  const { known, today } = await effectOf(ctx, reports, messages);
  const token = tablePreviewToken(read, today);
  if (does !== "preview" && ctx.needsSecondPerson === true) return refused(messages.desk.second.noSpreadsheet);
  if (does === "valid" || (does === "record" && !isWrong)) {
    if (seen === token || (isTableOf(seen, token) && (await areRecorded(ctx, reports)))) {
      const recorded = await recordTogether(ctx, reports);
      return redirect(res, frame, "/desk/spreadsheet", {
        recorded: String(recorded),
        known: String(reports.length - recorded),
      });
    }
  }
  const told = does === "preview" ? null : ({ text: words.changed, kind: "look" } as const);
  const lines = read.map(({ number, report, issues }) => ({
    number,
    issues,
    lines: report?.lines ?? null,
    id: report?.id ?? "",
    known: (report && known.get(report.id)) ?? null,
  }));
  await show(visitor, { text, lines, today, seen: token, told }, told === null ? 200 : PROBLEMS.conflict.status);
}

/** Returns which of the reports are on record, and how recording the others would affect the answers about today. */
async function effectOf(ctx: ActorContext, reports: readonly (KnownDraft & AcceptedDraft)[], messages: Messages) {
  const ids = reports.map(({ id }) => id);
  const known = await knownReports(ctx, ids);
  const fresh = reports.filter(({ id }) => !known.has(id));
  return { known, today: await previewReportsNow(ctx, fresh, messages) };
}

/**
 * Returns true if all reports are already on record, for example after a second click. There is then no effect to
 * preview.
 */
const areRecorded = async (ctx: ActorContext, reports: readonly KnownDraft[]): Promise<boolean> =>
  (
    await knownReports(
      ctx,
      reports.map(({ id }) => id),
    )
  ).size === reports.length;

async function show(
  { ctx, res, frame, sitting }: DeskRequest,
  shown: Partial<SpreadsheetView>,
  status = 200,
): Promise<void> {
  const limits = { lines: MOST_TABLE_LINES, size: sizeText(MOST_BYTES) };
  const nothing = { text: "", issues: [], lines: [], today: [], seen: "", told: null, limits };
  const view = { ...nothing, crossings: await allCrossings(ctx), ...shown };
  sendPage(res, spreadsheetPage({ ...frame, path: "/desk/spreadsheet" }, sitting, view), status);
}
