import type { ActorContext, Context } from "../../context.ts";
import { type HandoverNote, loadNotes, storeNote } from "../../store/access/handover-notes.ts";

/** Number of notes shown at the desk. Older ones stay in the database. */
const SHOWN = 10;

/**
 * Leaves a note for whoever signs in next. Repeating the call with the same id, a UUID, leaves no second note.
 * @returns false if the id already belongs to a different note, in which case the new one is not stored
 */
export async function leaveHandoverNote({ db, actor, now }: ActorContext, id: string, text: string): Promise<boolean> {
  const author = actor.name;
  const stored = await storeNote(db, { id, text, author, writtenAt: now });
  return stored.text === text && stored.author === author;
}

/** Lists the newest notes, newest first. */
export const listHandoverNotes = ({ db }: Context): Promise<HandoverNote[]> => loadNotes(db, SHOWN);
