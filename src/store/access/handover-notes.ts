import type { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate, toInstant } from "../rows.ts";

/** A note that an operator left at the desk for whoever signs in next. */
export interface HandoverNote {
  id: string;
  text: string;
  /** Name of the key's holder. */
  author: string;
  writtenAt: Temporal.Instant;
}

/** Stores a note, unless a note with its id is stored already. Returns the note that is stored under the id. */
export async function storeNote(
  db: Database,
  { writtenAt, ...note }: HandoverNote,
): Promise<Pick<HandoverNote, "text" | "author">> {
  const { handoverNote } = connectionsOf(db).prisma;
  const data = { ...note, writtenAt: toDate(writtenAt) };
  const { count } = await handoverNote.createMany({ data, skipDuplicates: true });
  return count > 0 ? note : handoverNote.findUniqueOrThrow({ where: { id: note.id } });
}

/** Loads the newest notes, newest first. */
export async function loadNotes(db: Database, limit: number): Promise<HandoverNote[]> {
  const rows = await connectionsOf(db).prisma.handoverNote.findMany({
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map(({ writtenAt, ...row }) => ({ ...row, writtenAt: toInstant(writtenAt) }));
}
