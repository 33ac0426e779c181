/** Trims a text and turns each run of white space into one space. */
export const foldBlanks = (text: string): string => text.trim().replace(/\s+/g, " ");

/** Returns text in lower case, without accents and extra spaces. Used to compare names and words. */
export const fold = (text: string): string => foldBlanks(text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();
