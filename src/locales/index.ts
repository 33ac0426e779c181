import type { Language } from "../domain/vocabulary.ts";
import { ENGLISH } from "./en.ts";
import { SPANISH } from "./es.ts";
import { fillIn } from "./fill-in.ts";
import type { Messages, SomeMessages } from "./messages.ts";

/** The messages of several languages. The first is the fallback: it has all messages. */
export type Locales = readonly [Messages, ...Messages[]];

/** Returns the fallback language and some others. Messages that one lacks come from the fallback. */
export const localesWith = (fallback: Messages, ...others: readonly SomeMessages[]): Locales => [
  fallback,
  ...others.map((some) => fillIn(some, fallback)),
];

/** The languages of Garita. To add one, write its file and put it here. */
export const LOCALES: Locales = localesWith(ENGLISH, SPANISH);

/** The default language. Its texts stand in for texts that another language lacks. */
export const [FALLBACK] = LOCALES;

/** The codes of the languages, as `?lang=` takes them. */
export const LANGUAGES: readonly Language[] = LOCALES.map(({ language }) => language);

/** The messages of a language by its code, or undefined if there is no such language. */
export const messagesIn = (language: unknown, locales: Locales = LOCALES): Messages | undefined =>
  locales.find((each) => each.language === language);
