import { type FetchedDocument, type FetchLimits, fetchDocument } from "./fetch-document.ts";

/** Fetches a document as {@link fetchDocument} does. */
export type Fetch = (url: string, limits: FetchLimits) => Promise<FetchedDocument>;

/** A fetch that remembers the last document of each address, and where its server offers tags asks only for what has changed. */
export function rememberingFetch(): Fetch {
  const last = new Map<string, FetchedDocument>();
  return async (url, limits) => {
    const document = await fetchDocument(url, { ...limits, known: last.get(url) });
    last.set(url, document);
    return document;
  };
}
