import { z } from "zod";
import { leaveHandoverNote } from "../../../actions/access/handover.ts";
import { Refusal } from "../../../domain/errors.ts";
import type { FieldIssue } from "../../../web/desk/form/fields.ts";
import { PROBLEMS } from "../../problem.ts";
import { decode } from "../../request/decode.ts";
import { wording } from "../../wire/wire.ts";
import { type DeskRequest, redirect } from "../desk-sessions.ts";
import { writeFormIssues } from "../field-issues.ts";
import { field } from "../fields.ts";

/** Maximum length of a note. */
const MOST_CHARACTERS = 2000;

const NoteFields = z.strictObject({ note: z.uuid(), text: wording(MOST_CHARACTERS, true) });

/**
 * Stores a hand-over note. If the note has errors, calls `refuse` with the typed text, its errors, and the status of
 * the answer.
 */
export async function takeHandoverNote(
  { ctx, res, frame, fields }: DeskRequest,
  refuse: (typed: string, issues: readonly FieldIssue[], status: number) => Promise<void>,
): Promise<void> {
  const typed = field(fields, "text");
  try {
    const { note, text } = decode(NoteFields, { note: field(fields, "note"), text: typed });
    if (!(await leaveHandoverNote(ctx, note, text))) {
      const message = frame.messages.desk.handover.otherLeft;
      return await refuse(typed, [{ path: "text", message }], PROBLEMS.conflict.status);
    }
    redirect(res, frame, "/desk", { done: "noted" });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "invalid") throw error;
    await refuse(typed, writeFormIssues(error.issues, frame.messages), PROBLEMS.invalid.status);
  }
}
