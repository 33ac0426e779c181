/** Texts of the answers of OGC API Features. */
export interface OgcText {
  title: string;
  description: string;
}
