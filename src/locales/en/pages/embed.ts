import type { EmbedWords } from "../../messages/pages/embed.ts";

export const EMBED_ENGLISH: EmbedWords = {
  stale: "Connection lost. The answer is from the time shown above.",
  noTrouble: "No crossing is suspended, closed or limited.",
  noTroubleKnown: (unconfirmed) =>
    `No suspension, closure or limit is on record, but ${unconfirmed} ${unconfirmed === 1 ? "crossing is" : "crossings are"} not confirmed open.`,
  moreTrouble: (count) => `${count} more suspended, closed or limited`,
};
