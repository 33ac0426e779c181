import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { exportLog } from "../../../actions/record/list-changes.ts";
import { Unavailable } from "../../../domain/errors.ts";
import type { Report } from "../../../domain/record/report.ts";
import { mapInTurns } from "../../../yield-turn.ts";
import type { ContextOf } from "../../context-of.ts";
import { encodeCompiled } from "../../encoding/compiled-encode.ts";
import { reportsTable } from "../../formats/reports-csv.ts";
import { fileDay } from "../../formats/saved-file.ts";
import { decodeQuery } from "../../request/decode.ts";
import { type Route, route } from "../../route.ts";
import { presentReport, ReportAnswer } from "../../wire/report.ts";
import { SeqText } from "./changes.ts";

type Wire = z.input<typeof ReportAnswer>;

/** Formats of the export: the media type, and the text of some reports. */
const EXPORT_FORMS = {
  ndjson: {
    type: "application/x-ndjson",
    write: (reports: readonly Wire[]) => reports.map((report) => `${JSON.stringify(report)}\n`).join(""),
  },
  csv: { type: "text/csv", write: reportsTable },
};

const ExportQuery = z.strictObject({
  after: SeqText.optional().meta({ description: "Only reports after this `seq`" }),
  format: z.enum(["ndjson", "csv"]).optional().meta({ description: "Default: `ndjson`" }),
});

/** Maximum number of exports at the same time. Each reads the whole log. */
const MOST_EXPORTS = 2;

/** Documentation of the export. It is not an ordinary route, because it sends its answer while it reads the log. */
const described: Route = route({
  method: "get",
  path: "/v1/export",
  summary:
    "The whole log, or the part after a position, in order: one report per line as JSON, or one row per line of a report as CSV. An answer that breaks off is incomplete",
  query: ExportQuery,
  isKept: false,
  type: EXPORT_FORMS.ndjson.type,
  reply: z.string(),
  forms: [{ name: "csv", type: EXPORT_FORMS.csv.type, file: () => ({ of: "log" }) }],
  handle: () => Promise.reject(new Error("the export is not answered at once")),
});

/** Creates `GET /v1/export`. */
export function exportRoute(contextOf: ContextOf): { described: Route; router: Router } {
  const router = Router();
  let running = 0;
  router.get("/v1/export", async (req: Request, res: Response) => {
    const { after = 0, format = "ndjson" } = decodeQuery(ExportQuery, req.query);
    const ctx = contextOf(req);
    const { type, write } = EXPORT_FORMS[format];
    const head = {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="garita-log-${fileDay(String(ctx.now))}.${format}"`,
      "Cache-Control": "no-store",
    };
    if (req.method === "HEAD") return void res.set(head).end();
    if (running >= MOST_EXPORTS) throw new Unavailable(["tooManyWaiting"]);
    running++;
    try {
      const batches = exportLog(ctx, after, "after");
      // Read the first batch before the answer begins, so that an error is still answered as usual.
      const first = await batches.next();
      if (res.headersSent || res.destroyed) return;
      res.vary("Accept-Encoding").set(head);
      const texts = Readable.from(textsOf(first.done === true ? [] : first.value, batches, write));
      if (req.acceptsEncodings("gzip", "identity") !== "gzip") return void (await pipeline(texts, res));
      await pipeline(texts, createGzip(), res.set("Content-Encoding", "gzip"));
    } catch (error) {
      if (!isDisconnection(error)) throw error;
    } finally {
      running--;
    }
  });
  return { described, router };
}

/** Returns true if an answer broke off because its client disconnected. */
const isDisconnection = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";

async function* textsOf(
  first: readonly Report[],
  rest: AsyncIterable<Report[]>,
  write: (reports: readonly Wire[], isFirst: boolean) => string,
): AsyncGenerator<string> {
  const wireOf = (reports: readonly Report[]) =>
    mapInTurns(reports, (report) => encodeCompiled(ReportAnswer, presentReport(report)) as Wire);
  yield write(await wireOf(first), true);
  for await (const reports of rest) yield write(await wireOf(reports), false);
}
