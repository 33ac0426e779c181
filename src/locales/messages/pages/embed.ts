/** Words of the pages that other sites show in a frame, in addition to those of all pages. */
export interface EmbedWords {
  /** Says that the answer above could not be renewed. */
  stale: string;
  noTrouble: string;
  /** Says that no restriction is on record, and how many crossings are not confirmed open. */
  noTroubleKnown: (unconfirmed: number) => string;
  moreTrouble: (count: number) => string;
  /** Label of the folded code that shows a crossing, an area or the board on another page. */
  show: Record<"crossing" | "area" | "board", string>;
  hint: string;
  /** Says what a frame with the size in the code shows. */
  scrolls: Record<"crossing" | "area" | "board", string>;
}
