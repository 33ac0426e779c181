import { type FetchedDocument, type FetchLimits, fetchDocument } from "./fetch-document.ts";

/** Fetches a document in the same way as {@link fetchDocument}. */
export type Fetch = (url: string, limits: FetchLimits) => Promise<FetchedDocument>;

/**
 * Creates a function that fetches documents and keeps the last one of each address. If the server sends ETag or
 * Last-Modified, further requests are conditional.
 */
export function rememberingFetch(): Fetch {
  const last = new Map<string, FetchedDocument>();
  return async (url, limits) => {
    const document = await fetchDocument(url, { ...limits, known: last.get(url) });
    last.set(url, document);
    return document;
  };
}
