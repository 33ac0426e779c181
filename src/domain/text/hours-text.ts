import type { Hours } from "../hours/opening-hours.ts";
import type { TextMessages } from "../phrases.ts";

/** Weekly hours for people: `Mo-Fr 06:00-24:00; Sa-Su unknown` as `Mon-Fri 06:00-24:00; Sat-Sun not known`. */
export const showHours = ({ text }: Hours, { hoursWords }: Pick<TextMessages, "hoursWords">): string =>
  text.replace(/Mo-Su|24\/7|[A-Za-z]+/g, (word) => hoursWords[word] ?? word);
