/** Words for reports that wait for a second operator. */
export interface DeskSecondWords {
  second: {
    /** Label of a waiting report. */
    waits: string;
    by: (operator: string) => string;
    /** Why the operator who sent the report cannot accept it. */
    own: string;
    revoked: (operator: string) => string;
    /** Heading of the link to the report that is to be withdrawn. */
    withdraws: string;
    /** A waiting report makes answers less certain. */
    disputes: string;
    /** Notice after a report was sent. */
    sent: string;
    /** Hint at a button that sends a report. */
    willWait: string;
    /** A withdrawal of the report waits. */
    withdrawalWaits: string;
    seeProposal: string;
    edited: string;
    earlierDraft: string;
    laterDraft: string;
    /** Why a spreadsheet is not recorded. */
    noSpreadsheet: string;
  };
}
