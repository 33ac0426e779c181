/** Trims a text and replaces every run of white space with one space. */
export const foldBlanks = (text: string): string => text.trim().replace(/\s+/g, " ");

/** Returns text in lower case, without accents and extra spaces, for comparing names and words. */
export const fold = (text: string): string => foldBlanks(text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();
