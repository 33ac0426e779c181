import { decode } from "html-entities";
import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { ReadDocument } from "../../domain/feed/reading.ts";
import { fold, foldBlanks } from "../../domain/fold.ts";
import { LANES_OF } from "../../domain/places/crossing.ts";
import { readMailDate } from "../../domain/time/printed-date.ts";
import type { LaneKind, Mode } from "../../domain/vocabulary.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { parseXml } from "../fetch/parse-xml.ts";
import { plainText } from "../fetch/plain-text.ts";
import { type DocumentRow, datesOf, type LaneText, type LaneTexts, toFeedDocument } from "./document.ts";
import { easternInstant } from "./document-clock.ts";
import { byRssTitle, type KnownRow } from "./known-row.ts";

const channel = z.object({
  rss: z.object({
    channel: z.object({
      pubDate: z.string().optional(),
      item: z.array(z.unknown()),
    }),
  }),
});
const itemShape = z.object({ title: z.string(), description: z.string() });

const MODE_OF_HEADING: ReadonlyMap<string, Mode> = new Map([
  ["commercial vehicles", "commercial"],
  ["passenger vehicles", "passenger"],
  ["pedestrian", "pedestrian"],
]);
const KIND_OF_LABEL: ReadonlyMap<string, LaneKind> = new Map([
  ["general lanes", "standard"],
  ["ready lanes", "ready"],
  ["sentri lanes", "sentri"],
  ["fast lanes", "fast"],
]);

const HEADING = /<h4>\s*<b>([^<]*)<\/b>\s*<\/h4>/i;
const BREAK = /<br\s*\/?>/i;
// Heading of the notice. The notice is read separately, because its free text may look like lanes.
const NOTICE = /<b>\s*(?:Border Notice|Aviso)\b[^<]*<\/b>/i;
const MOVING = /^((?:at|en)(?: \S+){1,4}?) (\d+(?: [a-z]+)?(?: \d+ [a-z]+)?) (delay|demora)(?: (\d+) lane)?/i;

/** Returns true if a body looks like CBP's RSS (`/api/bwtRss/HTML/{list}`). */
export const recognisesRss = (body: string): boolean => /^\s*(?:<\?xml[^>]*>\s*)?<rss[\s>]/.test(body);

/**
 * Reads CBP's RSS, in which the items are prose and only the titles identify them. The format does not name the border,
 * so every item counts as a row. The `pubDate` is in Eastern time and prints EST all year. In an hour that occurs
 * twice, the occurrence nearest to `now` counts.
 * @throws FeedError `not_a_feed` if the XML is not well-formed, or has no item with a title and a description
 */
export function readRssFeed(
  body: string,
  known: readonly KnownRow[],
  now: Temporal.Instant | null = null,
): ReadDocument {
  const { success, data } = channel.safeParse(parseXml(body));
  if (!success) throw new FeedError("not_a_feed", "The RSS contains no items.");
  const { pubDate, item } = data.rss.channel;
  const items = item.map((each) => itemShape.safeParse(each));
  const rows = items.flatMap((each) => (each.success ? [readItem(each.data.title, each.data.description)] : []));
  if (rows.length === 0) throw new FeedError("not_a_feed", "The RSS contains no items with a title and a description.");
  const faulty = items.flatMap((each, i) => (each.success ? [] : [`item ${i + 1}`]));
  const listed = byRssTitle(known);
  const madeAt = easternInstant(readMailDate(pubDate ?? ""), datesOf(rows, listed), now);
  return toFeedDocument({ rows, faulty, coverage: "part" }, listed, madeAt);
}

function readItem(title: string, description: string): DocumentRow {
  const [prose = "", ...notice] = unescapeMarkup(description).split(NOTICE);
  const [preamble = "", ...parts] = prose.split(HEADING);
  const lanes: DocumentRow["lanes"] = {};
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const mode = MODE_OF_HEADING.get(fold(parts[i] ?? ""));
    if (mode !== undefined) lanes[mode] = readLanes(parts[i + 1] ?? "");
  }
  if (Object.keys(lanes).length > 0) fillOmitted(lanes);
  const printed = (label: RegExp) => label.exec(preamble)?.[1]?.trim() ?? "";
  return {
    key: foldBlanks(title),
    name: foldBlanks(title),
    mexican: true,
    hoursText: printed(/\bHours:\s*([^<]*)/),
    date: printed(/\bDate:\s*([^<]*)/),
    time: "",
    notice: plainText(notice.join(" ")),
    lanes,
  };
}

function readLanes(section: string): LaneTexts {
  const lanes: LaneTexts = {};
  for (const line of section.split(BREAK)) {
    const colon = line.indexOf(":");
    const kind = KIND_OF_LABEL.get(fold(line.slice(0, Math.max(colon, 0))));
    if (kind !== undefined) lanes[kind] = readLane(foldBlanks(line.slice(colon + 1)));
  }
  return lanes;
}

function readLane(prose: string): LaneText {
  const [whole, stamp = "", delay = "", status = "", lanesOpen = ""] = MOVING.exec(prose) ?? [];
  if (whole === undefined) return { status: prose, delay: "", lanesOpen: "", stamp: "" };
  return { status, delay, lanesOpen, stamp };
}

/**
 * Adds the groups of lanes that the crossing lacks, because the prose omits them. Not called if the prose has no group
 * at all, because then the prose was not understood.
 */
function fillOmitted(lanes: DocumentRow["lanes"]): void {
  for (const mode of MODE_OF_HEADING.values()) {
    lanes[mode] ??= Object.fromEntries(
      LANES_OF[mode].map((kind) => [kind, { status: "N/A", delay: "", lanesOpen: "", stamp: "" }]),
    );
  }
}

function unescapeMarkup(description: string): string {
  const cdata = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(description);
  if (cdata !== null) return cdata[1] ?? "";
  return decode(description, { level: "xml" });
}
