import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { ReadDocument } from "../../domain/feed/reading.ts";
import { readDateTime } from "../../domain/time/printed-date.ts";
import { FeedError } from "../fetch/feed-error.ts";
import { parseXml } from "../fetch/parse-xml.ts";
import { datesOf, toFeedDocument } from "./document.ts";
import { easternInstant } from "./document-clock.ts";
import { byPortNumber, type KnownRow } from "./known-row.ts";
import { readPortRows } from "./port-row.ts";

const header = z.object({
  border_wait_time: z.object({
    last_updated_date: z.string().optional(),
    last_updated_time: z.string().optional(),
    port: z.array(z.unknown()),
  }),
});

/** Returns true if a body looks like CBP's XML (`/xml/bwt.xml`). */
export const recognisesXml = (body: string): boolean => /^\s*(?:<\?xml[^>]*>\s*)?<border_wait_time[\s>]/.test(body);

/**
 * Reads CBP's XML, which has had this format since 2014 or earlier. The header is in Eastern time; rows have a date but
 * no time. In an hour that occurs twice, the occurrence nearest to `now` counts.
 * @throws FeedError `not_a_feed` if the XML is not well-formed, or has no port with a number and lanes
 */
export function readXmlFeed(
  body: string,
  known: readonly KnownRow[],
  now: Temporal.Instant | null = null,
): ReadDocument {
  const { success, data } = header.safeParse(parseXml(body));
  if (!success) throw new FeedError("not_a_feed", "The XML is not a list of ports.");
  const { last_updated_date: date, last_updated_time: time, port } = data.border_wait_time;
  const { rows, faulty } = readPortRows(port);
  if (rows.length === 0) throw new FeedError("not_a_feed", "The XML contains no port with a number and lanes.");
  const listed = byPortNumber(known);
  const madeAt = easternInstant(readDateTime(date ?? "", time ?? ""), datesOf(rows, listed), now);
  return toFeedDocument({ rows, faulty, coverage: "all" }, listed, madeAt);
}
