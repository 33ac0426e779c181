import type { Temporal } from "temporal-polyfill";
import type { ReadDocument } from "../../domain/feed/reading.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { readJsonFeed, recognisesJson } from "./json.ts";
import type { KnownRow } from "./known-row.ts";
import { readRssFeed, recognisesRss } from "./rss.ts";
import { readXmlFeed, recognisesXml } from "./xml.ts";

/** A format of the feed. `recognises` looks only at the start of a body. */
export interface FeedForm {
  name: string;
  recognises(body: string): boolean;
  read(body: string, known: readonly KnownRow[], now: Temporal.Instant | null): ReadDocument;
}

/** All readable formats. To add one, add its file and a line here. */
export const FEED_FORMS: readonly FeedForm[] = [
  { name: "bwt-json", recognises: recognisesJson, read: readJsonFeed },
  { name: "bwt-xml", recognises: recognisesXml, read: readXmlFeed },
  { name: "bwt-rss", recognises: recognisesRss, read: readRssFeed },
];

/**
 * Reads the known rows of a body in any format. `now` is the time of fetching. It decides which occurrence is meant if
 * an hour occurs twice.
 * @throws FeedError `not_a_feed` if the body is in none of the {@link FEED_FORMS}, or is incomplete
 */
export function readFeed(body: string, known: readonly KnownRow[], now: Temporal.Instant | null = null): ReadDocument {
  const text = body.replace(/^\uFEFF/, "");
  const form = FEED_FORMS.find((each) => each.recognises(text));
  if (form === undefined) throw new FeedError("not_a_feed", "The body is not CBP's JSON, XML or RSS.");
  return form.read(text, known, now);
}
