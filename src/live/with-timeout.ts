import { Unavailable } from "../domain/errors.ts";

/**
 * Waits for a promise for at most `ms` milliseconds. The work itself continues after the timeout. `sentence` names the
 * text of the error.
 * @throws Unavailable on timeout
 */
export async function withTimeout<Result>(
  ms: number,
  work: Promise<Result>,
  sentence: "databaseSilent" | "noAnswerInTime" = "databaseSilent",
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Unavailable([sentence])), ms);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}
