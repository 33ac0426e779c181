import type { Request } from "express";
import { FALLBACK, LANGUAGES, messagesIn } from "../locales/index.ts";
import type { Messages } from "../locales/messages.ts";

/**
 * Returns the messages in the supported language that a client prefers, or in the fallback language if it states no
 * preference.
 */
export const chosenMessages = (req: Request): Messages => messagesIn(req.acceptsLanguages([...LANGUAGES])) ?? FALLBACK;

/** {@link askedMessages} for a request that failed. Its query may be unreadable, which this ignores. */
export const problemMessages = (req: Request): Messages =>
  messagesIn(new URLSearchParams(req.originalUrl.split("?")[1]).get("lang")) ?? chosenMessages(req);

/**
 * Returns the messages in the language that `lang` in the address names, otherwise in the one that the client prefers.
 */
export const askedMessages = (req: Request): Messages => messagesIn(req.query.lang) ?? chosenMessages(req);
