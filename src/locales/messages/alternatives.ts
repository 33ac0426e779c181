/** Notes on an answer about alternatives. */
export interface AlternativesNotes {
  distances: string;
  unconfirmed: string;
  /** Names the listed crossings that another source contradicts. */
  contradicted: (names: string) => string;
  /** Names the listed crossings whose hours are not known. */
  hoursUnknown: (names: string) => string;
  /** Names the crossings that are not listed because their answer is in doubt. */
  doubtful: (names: string) => string;
  none: string;
  noPlace: (name: string) => string;
  unplaced: (names: string) => string;
  noService: (name: string, mode: string, direction: string) => string;
}
