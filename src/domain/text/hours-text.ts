import type { Hours } from "../hours/opening-hours.ts";
import type { TextMessages } from "../phrases.ts";

/**
 * Formats weekly hours for readers: `Mo-Fr 06:00-24:00; Sa-Su unknown` becomes `Mon-Fri 06:00-24:00; Sat-Sun not
 * known`.
 */
export const showHours = ({ text }: Hours, { hoursWords }: Pick<TextMessages, "hoursWords">): string =>
  text.replace(/Mo-Su|24\/7|[A-Za-z]+/g, (word) => hoursWords[word] ?? word);
