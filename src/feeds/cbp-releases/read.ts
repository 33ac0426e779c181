import { parseFeed } from "@rowanmanning/feed-parser";
import { Temporal } from "temporal-polyfill";
import type { Announcement } from "../../domain/announcements/read.ts";
import { beginningOf, storableText } from "../../domain/plain-text.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { parseXml, withoutDoctype } from "../fetch/parse-xml.ts";
import { plainText } from "../fetch/plain-text.ts";

type Feed = ReturnType<typeof parseFeed>;
type Item = Feed["items"][number];

/** Contents of an announcement feed. `leftOut` gives the reason for each unreadable item. */
export interface AnnouncementsRead {
  announcements: Announcement[];
  leftOut: string[];
}

/** The API's limits for a title and an address. Longer titles are cut, and longer addresses are dropped. */
const MOST_TITLE = 500;
const MOST_LINK = 2000;

/**
 * Reads the items of an RSS or Atom body as plain text, in order. Leaves out an item with neither guid nor link,
 * because it could not be recognised at the next poll. Leaves out an item without a title, because it could not be
 * cited.
 * @throws FeedError `not_a_feed` if the body is incomplete or not a feed
 */
export function readAnnouncements(body: string): AnnouncementsRead {
  const text = withSoundEntities(withoutDoctype(body.replace(/^\uFEFF/, "").trimStart()));
  // Throws for a truncated body, which the feed parser would accept.
  parseXml(text);
  const read: AnnouncementsRead = { announcements: [], leftOut: [] };
  for (const [i, item] of feedOf(text).items.entries()) {
    try {
      read.announcements.push(toAnnouncement(item));
    } catch (error) {
      read.leftOut.push(`item ${i + 1} was left out: ${error instanceof Error ? error.message : error}`);
    }
  }
  return read;
}

/**
 * Repairs two faults that would make the feed unreadable or lose a character: escapes an ampersand that begins no
 * entity ("AT&T"), and puts U+FFFD in place of a reference to a character that XML does not allow.
 */
const withSoundEntities = (text: string): string =>
  text.replace(
    /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|&#(?:(\d+)|x([\da-f]+));|&(?![a-z]\w*;)/gi,
    (found, decimal?: string, hex?: string) => {
      if (found === "&") return "&amp;";
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return found.startsWith("<") || isXmlCharacter(code) ? found : "\uFFFD";
    },
  );

/** Returns true for characters that XML 1.0 allows (section 2.2). */
const isXmlCharacter = (code: number): boolean =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0x10ffff && code !== 0xfffe && code !== 0xffff);

function feedOf(text: string): Feed {
  try {
    return parseFeed(text);
  } catch (cause) {
    throw new FeedError("not_a_feed", "The body is neither RSS nor Atom.", { cause });
  }
}

/** @throws Error if the item has no title, or has neither a guid nor a link */
function toAnnouncement(item: Item): Announcement {
  const link = webLink(item.url);
  const id = item.id ?? link;
  const title = plainText(item.title ?? "").replace(/\s+/g, " ");
  if (title === "") throw new Error("it has no title");
  if (id === null) throw new Error(`“${beginningOf(title, 80)}” has neither a guid nor a link`);
  const [summary, content] = [plainText(item.description ?? ""), plainText(item.content ?? "")];
  return {
    id: storableText(id),
    title: storableText(title, MOST_TITLE),
    // A summary is usually the start of the content, so the longer text is used.
    text: content.length >= summary.length ? content : summary,
    link,
    publishedAt: publicationOf(item),
  };
}

/** Returns an http or https address, or null for anything else, such as a `javascript:` address or a guid. */
function webLink(given: string | null): string | null {
  const url = storableText(given ?? "").trim();
  return url.length <= MOST_LINK && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}

/** Matches a date with a zone. Other dates are ignored, because they would be read in this machine's zone. */
const ZONED = /(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC?|[ECMP][SD]T))\s*(?:\([^)]*\))?\s*$/i;

function publicationOf(item: Item): Temporal.Instant | null {
  const written = ["pubdate", "published", "date", "issued", "updated", "modified"].flatMap(
    (name) => item.element.findElementWithName(name)?.textContent ?? [],
  );
  const date = item.published ?? item.updated;
  if (date === null || !ZONED.test(written[0]?.trim() ?? "")) return null;
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}
