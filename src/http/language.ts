import type { Request } from "express";
import { FALLBACK, LANGUAGES, messagesIn } from "../locales/index.ts";
import type { Messages } from "../locales/messages.ts";

/** The messages of the language that a client prefers, of those that there are; of the fallback where it says nothing. */
export const chosenMessages = (req: Request): Messages => messagesIn(req.acceptsLanguages([...LANGUAGES])) ?? FALLBACK;

/** The messages of the language that an address names by `lang`, else of the one that its client prefers. */
export const askedMessages = (req: Request): Messages => messagesIn(req.query.lang) ?? chosenMessages(req);
