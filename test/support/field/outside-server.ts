import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../../src/clock.ts";
import { type Filing, feedDocument } from "./feed-document.ts";
import { type Release, releasesDocument } from "./releases.ts";
import { readSeedRows, type SeedRow } from "./seed-rows.ts";

type Mode = SeedRow["modes"][number];

/** External servers: CBP's feed and an agency's releases. */
export interface OutsideServer {
  feedUrl: string;
  releasesUrl: string;
  /**
   * Sets what officers file for a mode of a crossing from now on. If the filing is undefined, officers file every
   * minute again.
   */
  file(crossing: string, mode: Mode, filing: Filing | undefined): void;
  /** Returns the last stamp set, or the current time. */
  filedLast(crossing: string, mode: Mode): Temporal.Instant;
  releases: Release[];
  close(): Promise<void>;
}

/** Serves the feed and the releases on a free local port. */
export async function startOutsideServer(): Promise<OutsideServer> {
  const rows = await readSeedRows();
  const filings = new Map<string, Filing>();
  const releases: Release[] = [];
  const server = createServer((request, response) => {
    const at = machineClock();
    if (request.url === "/releases.rss") {
      response.writeHead(200, { "content-type": "application/rss+xml; charset=utf-8" }).end(releasesDocument(releases));
      return;
    }
    const filingOf = (crossing: string, mode: Mode): Filing =>
      filings.get(`${crossing} ${mode}`) ?? everyMinute(crossing, at);
    response
      .writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-cache,no-store" })
      .end(feedDocument(rows, filingOf, at));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    feedUrl: `${base}/api/bwtnew`,
    releasesUrl: `${base}/releases.rss`,
    file(crossing, mode, filing) {
      if (filing === undefined) filings.delete(`${crossing} ${mode}`);
      else filings.set(`${crossing} ${mode}`, filing);
    },
    filedLast(crossing, mode) {
      const filing = filings.get(`${crossing} ${mode}`);
      return filing === undefined || filing === "pending" ? machineClock() : filing.filedAt;
    },
    releases,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * Generates a filing in the minute of `at`. At each crossing, the wait (5 to 64 minutes) stays the same for an hour.
 */
function everyMinute(crossing: string, at: Temporal.Instant): Filing {
  const filedAt = Temporal.Instant.from(at).round({ smallestUnit: "minute", roundingMode: "floor" });
  const seed = [...crossing].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return { filedAt, minutes: 5 + ((seed + filedAt.toZonedDateTimeISO("UTC").hour) % 60) };
}
