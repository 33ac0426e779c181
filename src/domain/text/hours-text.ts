import type { Hours } from "../hours/opening-hours.ts";
import type { Language } from "../vocabulary.ts";

/** The words for the notation of hours in each language. */
const WORDS: Record<Language, Record<string, string>> = {
  en: {
    ...{ Mo: "Mon", Tu: "Tue", We: "Wed", Th: "Thu", Fr: "Fri", Sa: "Sat", Su: "Sun" },
    ...{ off: "shut", unknown: "not known", "24/7": "around the clock", "Mo-Su": "every day" },
  },
  es: {
    ...{ Mo: "lun", Tu: "mar", We: "mié", Th: "jue", Fr: "vie", Sa: "sáb", Su: "dom" },
    ...{ off: "cerrado", unknown: "no se conoce", "24/7": "las 24 horas", "Mo-Su": "diario" },
  },
};

/** Formats weekly hours for readers: `Mo-Fr 06:00-24:00; Sa-Su unknown` as `Mon-Fri 06:00-24:00; Sat-Sun not known`. */
export const showHours = ({ text }: Hours, language: Language): string =>
  text.replace(/Mo-Su|24\/7|[A-Za-z]+/g, (word) => WORDS[language][word] ?? word);
