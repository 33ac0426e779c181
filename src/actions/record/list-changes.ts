import type { Context } from "../../context.ts";
import { invalid } from "../../domain/errors.ts";
import type { Change } from "../../domain/record/change.ts";
import { loadChanges, newestSeq } from "../../store/record/changes.ts";

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
