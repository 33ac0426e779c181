/** Trims a text, and turns every run of white space into one space. */
export const foldBlanks = (text: string): string => text.trim().replace(/\s+/g, " ");

/** Returns text without case, accents and extra spaces, for comparing names and words. */
export const fold = (text: string): string => foldBlanks(text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();
