import type { DeskSecondWords } from "../../messages/pages/desk-second.ts";

export const DESK_SECOND_ENGLISH: DeskSecondWords = {
  second: {
    waits: "Waits for a second operator.",
    by: (operator) => `sent by ${operator}`,
    own: "You sent this report, so another operator must accept it. You can edit it, or dismiss it to take it back.",
    revoked: (operator) =>
      `The key of ${operator} has been revoked, so nobody can accept this report as it is. Edit it to send it under your own name, or dismiss it.`,
    withdraws: "Withdraws",
    disputes: "Until it is settled, readers are told that these crossings are not confirmed to be open.",
    sent: "The report was sent and waits for another operator. Nothing is on record yet.",
    willWait: "It then waits until another operator accepts it.",
    withdrawalWaits: "A withdrawal of this report waits for a second operator.",
    seeProposal: "See the withdrawal",
    edited: "An operator edited the draft.",
    earlierDraft: "See the draft before the edit",
    laterDraft: "See the edited report",
    noSpreadsheet:
      "This installation demands a second operator for every report (FOUR_EYES=on), so spreadsheets cannot be recorded. Record the closures one by one.",
  },
};
