import { Refusal } from "../errors.ts";
import type { Language } from "../vocabulary.ts";
import type { Crossing } from "./crossing.ts";
import { nearestCalled } from "./names.ts";

const WORDS: Record<Language, { none: (name: string) => string; nearest: (names: string) => string }> = {
  en: {
    none: (name) => `There is no crossing '${name}'.`,
    nearest: (names) => ` The nearest names are: ${names}.`,
  },
  es: {
    none: (name) => `No hay ningún cruce '${name}'.`,
    nearest: (names) => ` Los nombres más parecidos son: ${names}.`,
  },
};

/** No crossing has the requested name. Carries the crossings with the most similar names. */
export class UnknownCrossing extends Refusal {
  override readonly name = "UnknownCrossing";
  readonly asked: string;
  readonly nearest: readonly Crossing[];

  constructor(asked: string, crossings: ReadonlyMap<string, Crossing>) {
    const nearest = nearestCalled(asked, crossings);
    super("not_found", sentence(asked, nearest, "en"));
    this.asked = asked;
    this.nearest = nearest;
  }

  /**
   * Returns one sentence that names the unknown crossing, and one that suggests at most `most` similar crossings with
   * their paths.
   */
  tell(language: Language, most = this.nearest.length): string {
    return sentence(this.asked, this.nearest.slice(0, most), language);
  }
}

function sentence(asked: string, nearest: readonly Crossing[], language: Language): string {
  const words = WORDS[language];
  const names = nearest.map(({ name, slug }) => `${name[language]} (/${slug})`).join(", ");
  return words.none(asked) + (nearest.length > 0 ? words.nearest(names) : "");
}
