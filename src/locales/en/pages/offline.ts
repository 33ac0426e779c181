import type { OfflineText } from "../../messages/pages/offline.ts";

export const OFFLINE_ENGLISH: OfflineText = {
  title: "No connection",
  lead: "These are the last statuses that this device received. Any crossing may have opened or closed since then.",
  asOf: (moment) => `As of ${moment}`,
  retry: "Try again",
  script: { asOf: "As of {time}, {age} ago; no connection", minutes: "{n} min", hours: "{n} h", days: "{n} d" },
};
