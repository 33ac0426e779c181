import type { Language } from "../../../domain/vocabulary.ts";
import { DESK_ENGLISH, type DeskWords } from "./en.ts";
import { DESK_SPANISH } from "./es.ts";

export type { DeskWords };

/** The words of the desk, in addition to those of the other pages. */
export const DESK_WORDS: Record<Language, DeskWords> = { en: DESK_ENGLISH, es: DESK_SPANISH };
