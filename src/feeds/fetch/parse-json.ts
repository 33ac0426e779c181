import { FeedError } from "./feed-error.ts";

/**
 * Parses a JSON document. The error message begins with `name` (e.g. "The page of counts").
 * @throws FeedError `not_a_feed` if the body is not JSON or is truncated
 */
export function parseJson(body: string, name: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ""));
  } catch {
    // The error of JSON.parse would quote the body, which may contain a key.
    throw new FeedError("not_a_feed", `${name} is not JSON, or is cut off.`);
  }
}
