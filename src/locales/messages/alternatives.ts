/** Notes on an answer about alternatives. */
export interface AlternativesNotes {
  distances: string;
  unconfirmed: string;
  none: string;
  noPlace: (name: string) => string;
  unplaced: (names: string) => string;
  noService: (name: string, mode: string, direction: string) => string;
}
