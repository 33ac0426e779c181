import type { ChatWords } from "../../messages/notifications/chat.ts";

export const CHAT_ENGLISH: ChatWords = {
  title: (places) => `Garita will tell this channel about ${places}`,
  introduction:
    "A message will come when something changes there: a closure, a suspension, a limit, a reopening, other hours, an announcement or a doubt. It has the answer at that moment and its source. If a report is withdrawn, a message says so.",
  traffic: (names) => `Only about: ${names}.`,
  stop: (subscription, holder) =>
    `To stop, remove this webhook or bot here, or let the holder of the key “${holder}” delete the subscription ${subscription}.`,
  about: (count) => `This is about ${count} crossings. What is shut or in doubt comes first.`,
  more: "This message was too long and has been cut.",
  board: "All crossings now",
};
