import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../domain/places/crossing.ts";
import { addresses, schedule } from "../../setting-kinds.ts";
import type { CountsSource } from "../source.ts";
import { countedCrossing, MEASURES } from "./measures.ts";
import { readCounts } from "./read.ts";

const settings = {
  /**
   * Schedule for reading counts, in UTC. A month is published about two months later, on no fixed day, so counts are
   * read every other day in the middle of the month. The next run makes up for a failed one.
   */
  COUNTS_CRON: schedule("50 13 10-24/2 * *"),
  /** Addresses of the table of counts, in Socrata's JSON, tried in order. */
  COUNTS_URL: addresses.prefault("https://data.bts.gov/resource/keg4-3bc2.json"),
};

/** Number of rows that Socrata returns by default. */
const PAGE_ROWS = 1000;

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(",");

/** Border Crossing Entry Data of the Bureau of Transportation Statistics, by port and month. */
export const btsCounts: CountsSource<typeof settings> = {
  gives: "counts",
  name: "bts-counts",
  job: "read-counts",
  settings,
  cite: {
    kind: "announcement",
    publisher: "Bureau of Transportation Statistics",
    title: "Border Crossing Entry Data",
    url: "https://data.bts.gov/d/keg4-3bc2",
  },
  plan: ({ COUNTS_CRON, COUNTS_URL }) => ({
    schedule: COUNTS_CRON,
    addresses: COUNTS_URL.map((url) => ({ publisher: "Bureau of Transportation Statistics", url })),
  }),
  pageRows: PAGE_ROWS,
  pageAddress(address, crossings, since, offset) {
    const url = new URL(address);
    url.searchParams.set("$where", conditionOf(crossings, since));
    // Without an order, pages may overlap. This order puts new months last.
    url.searchParams.set("$order", "date,port_code,measure");
    url.searchParams.set("$limit", String(PAGE_ROWS));
    url.searchParams.set("$offset", String(offset));
    return url.href;
  },
  read: readCounts,
};

/** Returns the SoQL condition that selects the ports for which at least one count belongs to a single crossing. */
function conditionOf(crossings: readonly Crossing[], since: Temporal.PlainYearMonth): string {
  const ports = [...new Set(crossings.map(({ port }) => port))].filter((port) =>
    Object.values(MEASURES).some((mode) => countedCrossing(crossings, port, mode) !== undefined),
  );
  return `border='US-Mexico Border' AND date >= '${since}-01T00:00:00.000' AND measure in(${quoted(Object.keys(MEASURES))}) AND port_code in(${quoted(ports)})`;
}
