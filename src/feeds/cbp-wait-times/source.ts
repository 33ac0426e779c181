import { CBP_WAIT_TIMES } from "../../domain/feed/origin.ts";
import type { ReadDocument } from "../../domain/feed/reading.ts";
import { entryDirection } from "../../domain/places/region.ts";
import { addresses, schedule } from "../../setting-kinds.ts";
import type { ReadingsSource } from "../source.ts";
import type { KnownRow } from "./known-row.ts";
import { openingHours } from "./opening-hours.ts";
import { readFeed } from "./read.ts";

const settings = {
  /** Addresses of CBP's wait-time feed, tried in order. Their formats differ, but their contents are the same. */
  BWT_URLS: addresses.prefault(
    "https://bwt.cbp.gov/api/bwtnew,https://bwt.cbp.gov/api/bwtpublicmod,https://bwt.cbp.gov/xml/bwt.xml",
  ),
  /**
   * Schedule for polling the feed, in UTC. Officers file about once an hour, and clients usually poll every ten
   * minutes.
   */
  BWT_CRON: schedule("*/10 * * * *"),
};

/** CBP's wait times for entry into the United States. */
export const cbpWaitTimes: ReadingsSource<typeof settings, KnownRow> = {
  ...CBP_WAIT_TIMES,
  gives: "readings",
  settings,
  plan: ({ BWT_CRON, BWT_URLS }) => ({
    schedule: BWT_CRON,
    addresses: BWT_URLS.map((url) => ({ publisher: CBP_WAIT_TIMES.publisher, url })),
  }),
  rowsOf: (crossings) =>
    crossings.flatMap((crossing) =>
      crossing.feedRows.map((row) => ({ crossing: crossing.slug, direction: entryDirection(crossing), ...row })),
    ),
  rowKey: ({ portNumber }) => portNumber,
  read: (body, rows, now) => withPlainHours(readFeed(body, rows, now)),
};

/** Converts hours to Garita's notation, so that the same hours in another language do not look like a change. */
const withPlainHours = (document: ReadDocument): ReadDocument => ({
  ...document,
  readings: document.readings.map(plainReading),
  listed: document.listed.map((row) => ({ ...row, readings: row.readings.map(plainReading) })),
});

const plainReading = (reading: ReadDocument["readings"][number]): ReadDocument["readings"][number] => ({
  ...reading,
  hoursText: reading.hoursText === null ? null : openingHours(reading.hoursText),
});
