/** All control characters except tab and line ends. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu;

/**
 * Makes text from outside acceptable to the database and the API. Lone surrogates, NUL and other control characters
 * become U+FFFD. Entities and JSON escapes can produce them in any encoding, and PostgreSQL rejects lone surrogates and
 * NUL.
 */
export const storableText = (text: string): string => text.replace(/\p{Cs}/gu, "\uFFFD").replace(CONTROLS, "\uFFFD");
