import type { EmbedWords } from "../../messages/pages/embed.ts";

export const EMBED_ENGLISH: EmbedWords = {
  stale: "Connection lost. The answer is from the time shown above.",
  noTrouble: "No crossing is suspended, closed or limited.",
  noTroubleKnown: (unconfirmed) =>
    `No suspension, closure or limit is on record, but ${unconfirmed} ${unconfirmed === 1 ? "crossing is" : "crossings are"} not confirmed open.`,
  moreTrouble: (count) => `${count} more suspended, closed or limited`,
  show: {
    crossing: "Show this crossing on your page",
    area: "Show these crossings on your page",
    board: "Show this overview on your page",
  },
  hint: "Paste this code into your page. Add theme=light or theme=dark to the address to choose the colours.",
  scrolls: {
    crossing: "At this size, the usual answers fit. Longer ones scroll.",
    area: "Crossings that are suspended, closed or limited come first, followed by those in doubt. To show more without scrolling, increase the height.",
    board:
      "It lists the crossings that are suspended, closed or limited, and counts the crossings of each status. Longer lists scroll.",
  },
};
