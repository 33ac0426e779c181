import type { Language } from "../domain/vocabulary.ts";
import { ENGLISH } from "./en.ts";
import { SPANISH } from "./es.ts";
import { fillIn } from "./fill-in.ts";
import type { Messages, SomeMessages } from "./messages.ts";

/** Messages of several languages. The first language is the fallback and has all messages. */
export type Locales = readonly [Messages, ...Messages[]];

/** Returns the fallback language, followed by the other languages given. Missing messages come from the fallback. */
export const localesWith = (fallback: Messages, ...others: readonly SomeMessages[]): Locales => [
  fallback,
  ...others.map((some) => fillIn(some, fallback)),
];

/** Languages of Garita. To add a language, write its file and add it here. */
export const LOCALES: Locales = localesWith(ENGLISH, SPANISH);

/** Default language. If another language lacks a text, the text in this language is used. */
export const [FALLBACK] = LOCALES;

/** Codes of the languages, as accepted by `?lang=`. */
export const LANGUAGES: readonly Language[] = LOCALES.map(({ language }) => language);

/** Returns the messages of a language by its code, or undefined if there is no such language. */
export const messagesIn = (language: unknown, locales: Locales = LOCALES): Messages | undefined =>
  locales.find((each) => each.language === language);
