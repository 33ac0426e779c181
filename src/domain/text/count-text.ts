import type { TextMessages } from "../phrases.ts";

/** A number for people: `74,611`. */
export const showNumber = (number: number, { listLocale }: Pick<TextMessages, "listLocale">): string =>
  number.toLocaleString(listLocale);
