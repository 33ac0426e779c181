import { Refusal } from "../errors.ts";
import type { TextMessages } from "../phrases.ts";
import { excerptOf } from "../plain-text.ts";
import type { Crossing } from "./crossing.ts";
import type { MetroArea } from "./metro-area.ts";
import { findNearestNames } from "./names.ts";
import { placeName } from "./region.ts";

/** A place that an error suggests: an area or a crossing. */
type Suggestion = Pick<MetroArea, "slug" | "name">;

/**
 * The error for a name that no crossing has. It lists the given areas, then the crossings with the most similar names.
 */
export class UnknownCrossing extends Refusal {
  override readonly name = "UnknownCrossing";
  readonly asked: string;
  readonly nearest: readonly Suggestion[];

  constructor(asked: string, crossings: ReadonlyMap<string, Crossing>, areas: readonly MetroArea[] = []) {
    super("not_found", ["unknownCrossing", excerptOf(asked)]);
    this.asked = asked;
    this.nearest = [...areas, ...findNearestNames(asked, crossings)];
  }

  /** Returns a text with the unknown name and at most `most` similar names, each with its address. */
  override tell(messages: TextMessages, most = this.nearest.length): string {
    const nearest = this.nearest.slice(0, most);
    const names = nearest.map(({ name, slug }) => `${placeName(name, messages)} (/${slug})`).join(", ");
    const { nearestCrossings } = messages.errors.refusals;
    return super.tell(messages) + (nearest.length > 0 ? ` ${nearestCrossings(names)}` : "");
  }
}
