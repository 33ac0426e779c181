import { parseFeed } from "@rowanmanning/feed-parser";
import { Temporal } from "temporal-polyfill";
import type { Announcement } from "../domain/announcement.ts";
import { FeedError } from "./feed-error.ts";
import { parseXml } from "./parse-xml.ts";
import { plainText } from "./plain-text.ts";

type Feed = ReturnType<typeof parseFeed>;
type Item = Feed["items"][number];

/**
 * The items of an RSS or Atom body, in its order, in plain text. An item that has neither guid nor link, or no title, is
 * left out: it could not be told from the next poll's, or not be quoted.
 * @throws FeedError `not_a_feed` where the body is not whole or is something else
 */
export function readAnnouncements(body: string): Announcement[] {
  const text = body.replace(/^\uFEFF/, "").trimStart();
  // Refuses what is cut off, and document types: the feed parser would believe half a body, and expand what it declares.
  parseXml(text);
  return feedOf(text).items.flatMap(toAnnouncement);
}

function feedOf(text: string): Feed {
  try {
    return parseFeed(text);
  } catch (cause) {
    throw new FeedError("not_a_feed", "The body is neither RSS nor Atom.", { cause });
  }
}

function toAnnouncement(item: Item): Announcement[] {
  const link = webLink(item.url);
  const id = item.id ?? link;
  const title = plainText(item.title ?? "").replace(/\s+/g, " ");
  if (id === null || title === "") return [];
  const [summary, content] = [plainText(item.description ?? ""), plainText(item.content ?? "")];
  // A summary is mostly the beginning of the content.
  return [
    { id, title, text: content.length >= summary.length ? content : summary, link, publishedAt: publicationOf(item) },
  ];
}

/** What will stand as a link must be one: a guid, or `javascript:`, is none. */
const webLink = (url: string | null): string | null =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;

/** A date without a zone would be read on the clock of this machine: such a one counts as none. */
const ZONED = /(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC?|[ECMP][SD]T))\s*(?:\([^)]*\))?\s*$/i;

function publicationOf(item: Item): Temporal.Instant | null {
  const written = ["pubdate", "published", "date", "issued", "updated", "modified"].flatMap(
    (name) => item.element.findElementWithName(name)?.textContent ?? [],
  );
  const date = item.published ?? item.updated;
  if (date === null || !ZONED.test(written[0]?.trim() ?? "")) return null;
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}
