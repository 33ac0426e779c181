import type { Request } from "express";
import { LANGUAGES, type Language } from "../domain/vocabulary.ts";

/** The supported language that a client prefers; English if it names none. */
export const chosenLanguage = (req: Request): Language =>
  LANGUAGES.find((language) => language === req.acceptsLanguages([...LANGUAGES])) ?? "en";

/** The language in the address (`lang`), else the one that the client prefers. */
export const askedLanguage = (req: Request): Language =>
  LANGUAGES.find((language) => language === req.query.lang) ?? chosenLanguage(req);
