import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import type { Change } from "../../domain/record/change.ts";
import type { Report } from "../../domain/record/report.ts";
import { loadChanges, loadRecordBegan, newestSeq } from "../../store/record/changes.ts";

/**
 * Lists at most `limit` reports recorded after `seq`, in order and without gaps. `next` is the `seq` after which to
 * continue.
 * @throws Refusal `invalid` if the log has not reached `seq`: the client has read another log
 */
export async function listChanges(
  ctx: Context,
  seq: number,
  limit: number,
  parameter: string,
): Promise<{ changes: Change[]; next: number }> {
  const changes = await loadChanges(ctx.db, seq, limit);
  if (changes.length === 0) await refuseFutureSeq(ctx, seq, parameter);
  return { changes, next: changes.at(-1)?.report.seq ?? seq };
}

/** @throws Refusal `invalid` if the log has not reached `seq` */
export async function refuseFutureSeq(ctx: Pick<Context, "db">, seq: number, parameter: string): Promise<void> {
  const newest = await newestSeq(ctx.db);
  if (seq > newest) throw invalid([{ path: parameter, rule: ["beyondLog", newest], value: String(seq) }]);
}

/** Number of reports of an export loaded at once. */
const BATCH = 100;

/**
 * Yields the reports recorded after `seq` in batches, in order and without gaps, up to the last report on record at the
 * start.
 * @throws Refusal `invalid` if the log has not reached `seq`
 */
export async function* exportLog(ctx: Context, seq: number, parameter: string): AsyncGenerator<Report[]> {
  const last = await newestSeq(ctx.db);
  for (let after = seq; ; ) {
    const { changes, next } = await listChanges(ctx, after, BATCH, parameter);
    const reports = changes.map(({ report }) => report).filter((report) => report.seq <= last);
    if (reports.length > 0) yield reports;
    if (changes.length < BATCH || next >= last) return;
    after = next;
  }
}

/**
 * Returns the time from which on the record of this service was complete: when the first seed was recorded as a whole,
 * or the first report. Null if the log is empty.
 */
export const recordBeganAt = ({ db }: Pick<Context, "db">): Promise<Temporal.Instant | null> => loadRecordBegan(db);
