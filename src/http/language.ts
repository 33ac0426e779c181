import type { Request } from "express";
import { FALLBACK, LANGUAGES, messagesIn } from "../locales/index.ts";
import type { Messages } from "../locales/messages.ts";

/** The messages of the language that a client prefers, of those that there are; of the fallback where it says nothing. */
export const chosenMessages = (req: Request): Messages => messagesIn(req.acceptsLanguages([...LANGUAGES])) ?? FALLBACK;

/** {@link askedMessages} for a request that failed. Its query may be unreadable, which this ignores. */
export const problemMessages = (req: Request): Messages =>
  messagesIn(new URLSearchParams(req.originalUrl.split("?")[1]).get("lang")) ?? chosenMessages(req);

/** The messages of the language that an address names by `lang`, else of the one that its client prefers. */
export const askedMessages = (req: Request): Messages => messagesIn(req.query.lang) ?? chosenMessages(req);
