/** Texts of the page at `/docs`. The operations below the introduction are in English. */
export interface ApiDocsText {
  title: string;
  lead: string;
  home: string;
  /** Examples in the order of the page. */
  examples: Record<"status" | "stream" | "map", { title: string; text: string }>;
  copy: string;
  copied: string;
  operations: string;
  withoutScript: string;
}
