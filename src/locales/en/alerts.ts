import type { AlertPhrases } from "../../domain/phrases.ts";

export const ALERTS_ENGLISH: AlertPhrases = {
  event: "Border crossing closure",
  reopened: (moment) => `reopened ${moment}`,
  withdrawn: "The report of this was withdrawn or corrected. That does not mean that the crossing is open.",
  notKnown: "The expected end has passed, and no source has reported a reopening. It may still be shut.",
  checkFirst: "Check the current status before you travel.",
  checkReopened: "Check the opening hours before you travel.",
  nearest: (whom, crossings) =>
    `For ${whom}, the nearest other crossings without a suspension or closure on record when this was sent: ${crossings}. Check that they are open before you travel.`,
  county: (name) => `${name} County`,
  feed: {
    title: (of) => `Alerts on border crossings: ${of}`,
    subtitle:
      "Suspensions and closures as CAP 1.2 messages: those in force or announced, then those that ended lately.",
  },
};
