import { Refusal } from "../../domain/errors.ts";
import type { Messages } from "../../locales/messages.ts";
import { EdgeProblem, writeAway, writeProblem } from "../problem.ts";

/**
 * Returns the sentence for an error that the caller of a tool may read. Returns undefined for a defect. `isAway`
 * recognises the errors of an unavailable database.
 */
export function toolError(error: unknown, messages: Messages, isAway: (error: unknown) => boolean): string | undefined {
  if (error instanceof Refusal) return error.tell(messages);
  if (error instanceof EdgeProblem) return writeProblem(messages, error.text);
  return isAway(error) ? writeAway(error, messages) : undefined;
}
