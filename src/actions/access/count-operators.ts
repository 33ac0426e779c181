import type { Context } from "../../context.ts";
import { fold } from "../../domain/fold.ts";
import { listApiKeys } from "../../store/access/api-keys.ts";

/**
 * Returns the number of operators with a valid key: recorders and admins. Names that differ only in case, accents or
 * spaces count as one person.
 */
export async function countOperators({ db }: Pick<Context, "db">): Promise<number> {
  const keys = await listApiKeys(db);
  const valid = keys.filter(({ role, revokedAt }) => role !== "subscriber" && revokedAt === null);
  return new Set(valid.map(({ name }) => fold(name))).size;
}

/** Logs a warning if reports need a second operator and there is none. */
export async function warnOfLoneOperator({ db, log }: Pick<Context, "db" | "log">): Promise<void> {
  const operators = await countOperators({ db });
  if (operators < 2)
    log.warn(
      { operators },
      "FOUR_EYES=on, but no second operator has a key: no report can be accepted until 'npm run keys' creates one",
    );
}
