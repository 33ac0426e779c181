import type { EventFilter } from "../../domain/notifications/subscription.ts";
import type { Language } from "../../domain/vocabulary.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";

/** What a channel of a chat service is told. */
export interface ChatSubscription extends Omit<EventFilter, "kinds"> {
  /** Name of the key that created it. */
  holder: string;
  language: Language;
  /** `seq` of the last report recorded before it was created. */
  since: number;
}

/** Loads the subscription of a channel of a chat service, or undefined. */
export async function loadChatSubscription(db: Database, id: string): Promise<ChatSubscription | undefined> {
  const row = await connectionsOf(db).prisma.subscription.findUnique({
    where: { id },
    select: {
      states: true,
      crossings: true,
      modes: true,
      directions: true,
      language: true,
      since: true,
      keyHolder: { select: { name: true } },
    },
  });
  if (row === null || row.keyHolder === null || row.language === null) return undefined;
  const { keyHolder, language, since, ...filter } = row;
  return { ...filter, language, since: Number(since), holder: keyHolder.name };
}
