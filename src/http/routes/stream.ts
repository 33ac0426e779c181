import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { getCrossing } from "../../actions/crossings/get-crossing.ts";
import type { ChangedAnswer } from "../../live/stream/changes.ts";
import type { Stream } from "../../live/stream/stream.ts";
import { STREAM_HEAD } from "../../live/stream/subscriber.ts";
import { FALLBACK } from "../../locales/index.ts";
import type { ContextOf } from "../context-of.ts";
import { decode, decodeQuery } from "../request/decode.ts";
import { type Route, route } from "../route.ts";
import { ChangedStatusAnswer } from "../wire/crossing.ts";
import { presentStatus } from "../wire/present.ts";
import { presentReport, ReportAnswer } from "../wire/report.ts";
import { ModeWord, Slug } from "../wire/wire.ts";
import { SeqText } from "./record/changes.ts";

const StreamQuery = z.strictObject({
  crossing: Slug.optional(),
  mode: ModeWord.optional(),
  after: SeqText.optional(),
});

/** Writes the events of the stream. */
export const eventWriters = {
  report: ({ report }: { report: Parameters<typeof presentReport>[0] }) =>
    JSON.stringify(z.encode(ReportAnswer, presentReport(report))),
  standing: ({ answer, turned }: ChangedAnswer) =>
    JSON.stringify(z.encode(ChangedStatusAnswer, { ...presentStatus(answer, FALLBACK), turned })),
};

/** Documentation of the stream. It is not an ordinary route, because its answer never ends. */
const described: Route = route({
  method: "get",
  path: "/v1/stream",
  summary:
    "Changes as server-sent events. The id of a `report` event is the report's seq. The stream starts with the next report, or with the first report after the `Last-Event-ID` (or `after`) that the client sends. A `standing` event is sent when the clock or the feed changes an answer",
  query: StreamQuery,
  isKept: false,
  problems: ["not_found"],
  type: "text/event-stream",
  reply: z.string(),
  handle: () => Promise.reject(new Error("the stream is not answered at once")),
});

/** Creates `GET /v1/stream`. */
export function streamRoute(contextOf: ContextOf, stream: Stream): { described: Route; router: Router } {
  const router = Router();
  router.get("/v1/stream", async (req: Request, res: Response) => {
    const { crossing, mode, after } = decodeQuery(StreamQuery, req.query);
    if (crossing !== undefined) await getCrossing(contextOf(req), crossing);
    // A browser that reconnects repeats the original URL and sends its position as a header. So the header takes
    // precedence over the URL.
    const last = req.get("last-event-id");
    const { "Last-Event-ID": resumed } = decode(
      z.strictObject({ "Last-Event-ID": SeqText.optional() }),
      last === undefined || last === "" ? {} : { "Last-Event-ID": last },
    );
    if (req.method === "HEAD") return void res.set(STREAM_HEAD).end();
    const parameter = resumed === undefined ? "after" : "Last-Event-ID";
    await stream.subscribe(res, { crossing, mode }, resumed ?? after, parameter);
  });
  return { described, router };
}
