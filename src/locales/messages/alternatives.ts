/** What a reader must know of an answer about other crossings. */
export interface AlternativesNotes {
  distances: string;
  unconfirmed: string;
  none: string;
  noPlace: (name: string) => string;
  unplaced: (names: string) => string;
  noService: (name: string, mode: string, direction: string) => string;
}
