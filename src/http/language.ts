import type { Request } from "express";
import { FALLBACK, LANGUAGES, messagesIn } from "../locales/index.ts";
import type { Messages } from "../locales/messages.ts";

/**
 * Returns the messages in the supported language that the client prefers, or in the fallback language if the client
 * accepts no supported language.
 */
export const chosenMessages = (req: Request): Messages => messagesIn(req.acceptsLanguages([...LANGUAGES])) ?? FALLBACK;

/**
 * Returns the messages for a request that failed, in the language that {@link askedMessages} would choose. Reads `lang`
 * from the raw address, so that it counts even if the query cannot be parsed.
 */
export const problemMessages = (req: Request): Messages =>
  messagesIn(new URLSearchParams(req.originalUrl.split("?")[1]).get("lang")) ?? chosenMessages(req);

/**
 * Returns the messages in the language of `lang` in the address, or otherwise in the language that the client prefers.
 */
export const askedMessages = (req: Request): Messages => messagesIn(req.query.lang) ?? chosenMessages(req);
