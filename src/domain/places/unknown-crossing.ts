import { Refusal } from "../errors.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn } from "./crossing.ts";
import { findNearestNames } from "./names.ts";

/** The error for a name that no crossing has. It names the crossings with the most similar names. */
export class UnknownCrossing extends Refusal {
  override readonly name = "UnknownCrossing";
  readonly asked: string;
  readonly nearest: readonly Crossing[];

  constructor(asked: string, crossings: ReadonlyMap<string, Crossing>) {
    const nearest = findNearestNames(asked, crossings);
    super("not_found", `There is no crossing '${asked}'.`);
    this.asked = asked;
    this.nearest = nearest;
  }

  /** A sentence that names the unknown crossing and at most `most` similar names, each with its address. */
  tell(messages: TextMessages, most = this.nearest.length): string {
    return sentence(this.asked, this.nearest.slice(0, most), messages);
  }
}

function sentence(asked: string, nearest: readonly Crossing[], messages: TextMessages): string {
  const words = messages.unknownCrossing;
  const names = nearest.map(({ name, slug }) => `${nameIn({ name }, messages)} (/${slug})`).join(", ");
  return words.none(asked) + (nearest.length > 0 ? words.nearest(names) : "");
}
