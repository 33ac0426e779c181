import { z } from "zod";
import { listChanges } from "../../../actions/record/list-changes.ts";
import { LOG_TOPIC } from "../../../live/snapshot.ts";
import { mapInTurns } from "../../../yield-turn.ts";
import { cacheUntilInvalidated, route } from "../../route.ts";
import { presentReport, ReportAnswer } from "../../wire/report.ts";
import { count } from "../../wire/wire.ts";

/** A position in the log: the `seq` of a report, or 0 for the beginning. */
export const SeqText = count(0, Number.MAX_SAFE_INTEGER);

export const getChanges = route({
  method: "get",
  path: "/v1/changes",
  summary: "All reports recorded after a position in the log, or all reports, in order and without gaps",
  query: z.strictObject({ after: SeqText.optional(), limit: count(1, 500).optional() }),
  reply: z
    .strictObject({
      changes: z.array(ReportAnswer),
      next: z.int().meta({ description: "The `after` of the next request" }),
    })
    .meta({ id: "Changes", description: "Reports in the order of recording" }),
  async handle(ctx, { query: { after = 0, limit = 100 } }) {
    const { changes, next } = await listChanges(ctx, after, limit, "after");
    return {
      value: { changes: await mapInTurns(changes, ({ report }) => presentReport(report)), next },
      keep: cacheUntilInvalidated(ctx, LOG_TOPIC),
    };
  },
});
