import type { Temporal } from "temporal-polyfill";
import type { ReadDocument } from "../../domain/feed/reading.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { readJson, recognisesJson } from "./json.ts";
import type { KnownRow } from "./known-row.ts";
import { readRss, recognisesRss } from "./rss.ts";
import { readXml, recognisesXml } from "./xml.ts";

/** A form in which a feed comes; `recognises` looks at the first words of a body only. */
export interface FeedForm {
  name: string;
  recognises(body: string): boolean;
  read(body: string, known: readonly KnownRow[], now: Temporal.Instant | null): ReadDocument;
}

/** Every form Garita reads. A new feed is its file and one line here. */
export const FEED_FORMS: readonly FeedForm[] = [
  { name: "bwt-json", recognises: recognisesJson, read: readJson },
  { name: "bwt-xml", recognises: recognisesXml, read: readXml },
  { name: "bwt-rss", recognises: recognisesRss, read: readRss },
];

/**
 * What a body says of the rows of our allow-list, whichever form it has. `now` is when it was fetched; without it, a time
 * in the hour that comes twice is taken for the first pass.
 * @throws FeedError `not_a_feed` where it has none of {@link FEED_FORMS}, or is not whole
 */
export function readFeed(body: string, known: readonly KnownRow[], now: Temporal.Instant | null = null): ReadDocument {
  const text = body.replace(/^\uFEFF/, "");
  const form = FEED_FORMS.find((each) => each.recognises(text));
  if (form === undefined) throw new FeedError("not_a_feed", "The body is neither CBP's JSON nor its XML nor its RSS.");
  return form.read(text, known, now);
}
