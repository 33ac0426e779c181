import { z } from "zod";
import { submitReport } from "../../../actions/proposals/submit-report.ts";
import { submitRetraction } from "../../../actions/proposals/submit-retraction.ts";
import { getReport } from "../../../actions/record/get-report.ts";
import { listReports } from "../../../actions/record/list-reports.ts";
import { SOURCE_KINDS } from "../../../domain/vocabulary.ts";
import { LOG_TOPIC } from "../../../live/snapshot.ts";
import { mapInTurns } from "../../../yield-turn.ts";
import { reportsCsv } from "../../formats/reports-csv.ts";
import { decode } from "../../request/decode.ts";
import { cacheUntilInvalidated, isGuarded, route } from "../../route.ts";
import {
  PostedReportAnswer,
  presentReport,
  ReportAnswer,
  ReportBody,
  ReportsAnswer,
  RetractionBody,
  toDraft,
} from "../../wire/report.ts";
import { count, MomentText, ReportId, Slug, text } from "../../wire/wire.ts";
import { presentSubmission, presentWaiting, WAITING } from "./proposal-answer.ts";

const DAYS = "Days and months are in the crossing's local time, or in UTC if no crossing is named";

export const getReports = route({
  method: "get",
  path: "/v1/reports",
  summary: "Reports, newest first",
  problems: ["not_found"],
  query: z.strictObject({
    crossing: Slug.optional(),
    kind: z.enum(SOURCE_KINDS).optional(),
    publisher: text(200).min(1).optional(),
    from: MomentText.optional().meta({ description: `Only reports recorded at or after this time. ${DAYS}` }),
    to: MomentText.optional().meta({
      description: `Only reports recorded before this time, or before the end of this day or month. ${DAYS}`,
    }),
    counts: z
      .enum(["true", "false"])
      .optional()
      .meta({ description: "`true` includes reports that only count traffic, one for each publisher and month" }),
    limit: count(1, 500).optional(),
    cursor: count(1, Number.MAX_SAFE_INTEGER).optional(),
  }),
  reply: ReportsAnswer,
  forms: [reportsCsv],
  async handle(ctx, { query: { limit = 50, cursor, counts, ...filter } }) {
    const { reports, next } = await listReports(ctx, { ...filter, before: cursor, counting: counts === "true" }, limit);
    return {
      value: { reports: await mapInTurns(reports, presentReport), next: next === null ? null : String(next) },
      keep: cacheUntilInvalidated(ctx, LOG_TOPIC),
    };
  },
});

export const getOneReport = route({
  method: "get",
  path: "/v1/reports/:id",
  summary: "One report with all its lines",
  params: z.strictObject({ id: ReportId }),
  reply: ReportAnswer,
  async handle(ctx, { params }) {
    return { value: presentReport(await getReport(ctx, params.id)), keep: cacheUntilInvalidated(ctx, LOG_TOPIC) };
  },
});

/** The maximum of 255 characters allows a UUID with a prefix. */
const KeyHeader = z.strictObject({ "Idempotency-Key": text(255).min(1).optional() });

export const postReport = isGuarded({
  method: "post",
  path: "/v1/reports",
  summary: "Record a report from one source",
  role: "recorder",
  body: ReportBody,
  status: 201,
  also: { 200: "The report that an earlier request with the same body and Idempotency-Key recorded", ...WAITING },
  problems: ["conflict"],
  reply: PostedReportAnswer,
  async handle(ctx, { body, rawBody, header }) {
    const { "Idempotency-Key": key } = decode(KeyHeader, { "Idempotency-Key": header("idempotency-key") });
    const once = key === undefined ? undefined : { key, body: rawBody };
    return presentSubmission(ctx, await submitReport(ctx, toDraft(body), once));
  },
});

export const postRetraction = isGuarded({
  method: "post",
  path: "/v1/reports/:id/retraction",
  summary: "Withdraw a whole report; the report and its withdrawal stay on record",
  role: "recorder",
  params: z.strictObject({ id: ReportId }),
  body: RetractionBody,
  status: 201,
  also: WAITING,
  problems: ["conflict"],
  reply: ReportAnswer,
  async handle(ctx, { params, body }) {
    const { report, proposal } = await submitRetraction(ctx, params.id, body.note);
    return report === undefined
      ? presentWaiting(proposal)
      : { value: presentReport(report), headers: { Location: `/v1/reports/${report.id}` } };
  },
});
