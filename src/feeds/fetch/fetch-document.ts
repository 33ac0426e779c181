import { createReadStream } from "node:fs";
import { retryAfterSeconds } from "../../domain/retry-after.ts";
import { Deadline } from "./deadline.ts";
import { FeedError } from "./feed-error.ts";
import { downloadBody } from "./read-body.ts";

/** Limits for fetching a document. `maxBytes` counts decompressed bytes. */
export interface FetchLimits {
  timeoutMs: number;
  maxBytes: number;
  userAgent: string;
  /** Aborts the fetch, which then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Previous document. If it has an ETag or Last-Modified, the request is conditional, and the previous document is
   * returned if nothing changed.
   */
  known?: FetchedDocument | undefined;
}

/** A received document. The status of a `file:` URL is 200. */
export interface FetchedDocument {
  body: string;
  status: number;
  contentType: string;
  etag?: string;
  lastModified?: string;
}

/** Maximum number of redirects: from http to https, and one or two more. */
const MOST_REDIRECTS = 3;

/**
 * Fetches a document by HTTP or HTTPS, or reads a `file:` URL. The timeout covers the whole download. Stops as soon as
 * the body exceeds `maxBytes`. Follows redirects only to the same host, and never from https to http.
 * @throws FeedError if the document cannot be fetched or is an HTML page
 */
export async function fetchDocument(url: string, limits: FetchLimits): Promise<FetchedDocument> {
  if (!URL.canParse(url)) throw new FeedError("unreachable", `Not a URL: ${url}`);
  const target = new URL(url);
  const deadline = new Deadline(limits.timeoutMs, limits.signal);
  try {
    const document =
      target.protocol === "file:"
        ? await readFile(target, limits, deadline)
        : await request(target, limits, deadline, MOST_REDIRECTS);
    return mustBeFeed(document);
  } catch (cause) {
    throw deadline.explain(cause, target);
  } finally {
    // Also closes a response with an unread body.
    deadline.end();
  }
}

async function readFile(url: URL, limits: FetchLimits, deadline: Deadline): Promise<FetchedDocument> {
  const chunks = createReadStream(url, { signal: deadline.signal });
  return { body: await downloadBody(chunks, limits.maxBytes, ""), status: 200, contentType: "" };
}

async function request(
  url: URL,
  limits: FetchLimits,
  deadline: Deadline,
  redirectsLeft: number,
): Promise<FetchedDocument> {
  if (!/^https?:$/.test(url.protocol))
    throw new FeedError("unreachable", `Only http and https are fetched, not ${url}`);
  const response = await fetch(url, {
    // Asks for English, because all of the feed's English words are known. At times the feed answers in Spanish for
    // weeks. Garita reads that too. No format is requested, because the server might then convert the document.
    headers: {
      "user-agent": limits.userAgent,
      "accept-encoding": "gzip",
      "accept-language": "en",
      ...conditionsOf(limits.known),
    },
    redirect: "manual",
    signal: deadline.signal,
  });
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && location !== null) {
    await response.body?.cancel();
    return request(redirectTarget(url, location, redirectsLeft), limits, deadline, redirectsLeft - 1);
  }
  if (response.status === 304 && limits.known !== undefined) return limits.known;
  if (!response.ok) {
    const retryAfter = retryAfterSeconds(response.headers.get("retry-after"), response.headers.get("date"));
    throw new FeedError("http_status", `${url.host} answered ${response.status}.`, {
      status: response.status,
      retryAfter,
    });
  }
  return received(response, limits.maxBytes);
}

const conditionsOf = ({ etag, lastModified }: Partial<FetchedDocument> = {}): Record<string, string> => ({
  ...(etag === undefined ? {} : { "if-none-match": etag }),
  ...(lastModified === undefined ? {} : { "if-modified-since": lastModified }),
});

async function received(response: Response, maxBytes: number): Promise<FetchedDocument> {
  const contentType = response.headers.get("content-type") ?? "";
  const etag = response.headers.get("etag");
  const lastModified = response.headers.get("last-modified");
  return {
    body: response.body === null ? "" : await downloadBody(response.body, maxBytes, contentType),
    status: response.status,
    contentType,
    ...(etag === null ? {} : { etag }),
    ...(lastModified === null ? {} : { lastModified }),
  };
}

function redirectTarget(from: URL, location: string, redirectsLeft: number): URL {
  if (redirectsLeft === 0) throw new FeedError("redirect", `${from.host} redirects more than ${MOST_REDIRECTS} times.`);
  const to = URL.canParse(location, from.href) ? new URL(location, from) : null;
  const upgrade = from.protocol === "http:" && to?.protocol === "https:" && to.hostname === from.hostname;
  if (to !== null && (upgrade || (to.protocol === from.protocol && to.host === from.host))) return to;
  throw new FeedError(
    "redirect",
    `${from.host} redirects to ${to?.origin ?? "nowhere"}, and that redirect is not followed.`,
  );
}

function mustBeFeed(document: FetchedDocument): FetchedDocument {
  if (document.body.trim() === "") throw new FeedError("empty", "The body is empty.", { status: document.status });
  // Maintenance pages come with status 200.
  if (/\bhtml\b/i.test(document.contentType) || /^\s*<(?:!doctype html|html)\b/i.test(document.body))
    throw new FeedError("not_a_feed", "The body is an HTML page.", { status: document.status });
  return document;
}
