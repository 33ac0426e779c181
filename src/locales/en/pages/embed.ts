import type { EmbedWords } from "../../messages/pages/embed.ts";

export const EMBED_ENGLISH: EmbedWords = {
  stale: "Connection lost. The answer is as old as the time above.",
  noTrouble: "No crossing is suspended, closed or limited.",
  moreTrouble: (count) => `${count} more suspended, closed or limited`,
};
