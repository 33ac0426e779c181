/** Trims, and makes every run of white space one blank. */
export const foldBlanks = (text: string): string => text.trim().replace(/\s+/g, " ");

/** Text without case, accents and superfluous blanks, for comparing names and words. */
export const fold = (text: string): string => foldBlanks(text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();
