import { type FetchedDocument, type FetchLimits, fetchDocument } from "./fetch-document.ts";

/** Fetches a document as {@link fetchDocument} does. */
export type Fetch = (url: string, limits: FetchLimits) => Promise<FetchedDocument>;

/**
 * Creates a function that fetches documents and remembers the last one from each address. Requests are conditional if
 * the server sends ETag or Last-Modified.
 */
export function rememberingFetch(): Fetch {
  const last = new Map<string, FetchedDocument>();
  return async (url, limits) => {
    const document = await fetchDocument(url, { ...limits, known: last.get(url) });
    last.set(url, document);
    return document;
  };
}
