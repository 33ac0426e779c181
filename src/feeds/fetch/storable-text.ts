/** All control characters but the tab and the ends of lines. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu;

/**
 * Text from outside as the database and the API take it: halves of surrogate pairs, NUL and the other control
 * characters become U+FFFD. Entities and JSON escapes can write them whatever the encoding is, and PostgreSQL
 * refuses the first two.
 */
export const storableText = (text: string): string => text.replace(/\p{Cs}/gu, "\uFFFD").replace(CONTROLS, "\uFFFD");
