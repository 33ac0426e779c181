import type { Request } from "express";
import { LANGUAGES, type Language } from "../domain/vocabulary.ts";

/** The language that a client prefers, of those that there are; English where it says nothing. */
export const chosenLanguage = (req: Request): Language =>
  LANGUAGES.find((language) => language === req.acceptsLanguages([...LANGUAGES])) ?? "en";

/** The language that an address names by `lang`, else the one that its client prefers. */
export const askedLanguage = (req: Request): Language =>
  LANGUAGES.find((language) => language === req.query.lang) ?? chosenLanguage(req);
