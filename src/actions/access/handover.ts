import type { ActorContext, Context } from "../../context.ts";
import { type HandoverNote, loadNotes, storeNote } from "../../store/access/handover-notes.ts";

/** Number of notes shown at the desk. Older ones stay in the database. */
const SHOWN = 10;

/** Leaves a note for whoever signs in next. Repeating the call with the same id, a UUID, leaves no second note. */
export const leaveHandoverNote = ({ db, actor, now }: ActorContext, id: string, text: string): Promise<void> =>
  storeNote(db, { id, text, author: actor.name, writtenAt: now });

/** Lists the newest notes, newest first. */
export const listHandoverNotes = ({ db }: Context): Promise<HandoverNote[]> => loadNotes(db, SHOWN);
