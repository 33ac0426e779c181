import { Refusal } from "../errors.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn } from "./crossing.ts";
import { findNearestNames } from "./names.ts";

/** The error for a name that no crossing has. The error lists the crossings with the most similar names. */
export class UnknownCrossing extends Refusal {
  override readonly name = "UnknownCrossing";
  readonly asked: string;
  readonly nearest: readonly Crossing[];

  constructor(asked: string, crossings: ReadonlyMap<string, Crossing>) {
    super("not_found", ["unknownCrossing", asked]);
    this.asked = asked;
    this.nearest = findNearestNames(asked, crossings);
  }

  /** Returns a text with the unknown name and at most `most` similar names, each with its address. */
  override tell(messages: TextMessages, most = this.nearest.length): string {
    const nearest = this.nearest.slice(0, most);
    const names = nearest.map(({ name, slug }) => `${nameIn({ name }, messages)} (/${slug})`).join(", ");
    const { nearestCrossings } = messages.errors.refusals;
    return super.tell(messages) + (nearest.length > 0 ? ` ${nearestCrossings(names)}` : "");
  }
}
