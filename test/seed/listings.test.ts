import { serviceKey } from "../../src/domain/places/crossing.ts";
import type { KnownRow } from "../../src/feeds/cbp-wait-times/known-row.ts";
import { readFeed } from "../../src/feeds/cbp-wait-times/read.ts";
import { CAPTURES_PRESENT, readCapture, readCaptureArchive } from "../support/captures.ts";
import { linesOf, listings, places, reports } from "./seed-files.ts";

const withCaptures = CAPTURES_PRESENT ? describe : describe.skip;

withCaptures("a listing in the seed (skipped if ../shared/feeds is absent),", () => {
  const known: KnownRow[] = places.crossings.flatMap(({ slug, feedRows }) =>
    feedRows.map((row) => ({ crossing: slug, direction: "northbound" as const, ...row })),
  );

  /** Returns the services for which a capture shows a wait in minutes. */
  const withMinutes = (capture: string): Set<string> =>
    new Set(
      readFeed(readCapture(capture), known)
        .readings.filter(({ lanes }) => lanes.some(({ says }) => says === "number"))
        .map(({ service }) => serviceKey(service)),
    );
  const opened = (id: string): Set<string> => {
    const report = reports.find((each) => each.id === id);
    if (report === undefined) throw new Error(`no report ${id}`);
    return new Set(linesOf(report).statusChanges.map(({ service }) => serviceKey(service)));
  };
  const JUNE_29 = "bwtnew-2022-06-29T172515Z.json";

  test("of 29 June 2022 opens every service with a wait in minutes, and no others", () => {
    const moving = withMinutes(JUNE_29);
    expect([...opened("seed-feed-2022-06-29")].sort()).toEqual([...moving].sort());
    expect(moving.size).toBeGreaterThan(60);
    expect(moving).not.toContain("san-ysidro-pedwest/pedestrian/northbound");
  });

  test("of 30 June 2022 opens the services that it shows with a wait in minutes for the first time", () => {
    const before = withMinutes(JUNE_29);
    const first = [...withMinutes("bwtpublicmod-2022-07-01T003159Z.json")].filter((service) => !before.has(service));
    expect([...opened("seed-feed-2022-06-30")].sort()).toEqual(first.sort());
  });

  test("of 2014 opens only services with a wait in minutes", () => {
    const moving = withMinutes("bwt-2014-03-15T152559-Eastern.xml");
    expect([...opened("seed-feed-2014-03-15")].filter((service) => !moving.has(service))).toEqual([]);
  });

  test("of October 2022 shows waits in minutes at Tecate after the fire", () => {
    const moving = withMinutes("bwt-2022-10-17T211436-Eastern.xml");
    expect(moving).toContain("tecate/passenger/northbound");
    expect(moving).toContain("tecate/pedestrian/northbound");
  });

  const shownBy = (id: string): Map<string, string> => {
    const report = listings.find((each) => each.id === id);
    if (report === undefined) throw new Error(`no report ${id}`);
    return new Map(linesOf(report).claims.map((claim) => [serviceKey(claim.service), String(claim.effectiveAt)]));
  };

  test.each([
    ["2014-03-15", "bwt-2014-03-15T152559-Eastern.xml", "tornillo-marcelino-serna"],
    ["2022-06-30", "bwtpublicmod-2022-07-01T003159Z.json", null],
    ["2022-10-17", "bwt-2022-10-17T211436-Eastern.xml", null],
  ])(
    "of %s has a claim at the newest timestamp of each service with a wait in minutes that the first report does not open",
    (day, capture, other) => {
      const { readings, madeAt } = readFeed(readCapture(capture), known);
      const before = opened(`seed-feed-${day}`);
      const expected = readings.flatMap(({ service, lanes }) => {
        const stamps = lanes.flatMap(({ says, at }) =>
          says === "number" && at !== null ? [at.epochMilliseconds] : [],
        );
        if (stamps.length === 0 || before.has(serviceKey(service)) || service.crossing === other) return [];
        // A timestamp may be later than the document that contains it.
        const at = Math.min(Math.max(...stamps), madeAt?.epochMilliseconds ?? 0);
        return [[serviceKey(service), new Date(at).toISOString().replace(".000Z", "Z")]];
      });
      expect(Object.fromEntries(shownBy(`seed-feed-${day}-waits`))).toEqual(Object.fromEntries(expected));
      expect(expected.length).toBeGreaterThan(20);
    },
  );

  test("of each day from 11 to 17 August 2026 has claims only at the timestamps of waits", () => {
    const snapshots = readCaptureArchive("bwtRss-brownsville-2026-08.tar.gz").filter(({ name }) =>
      name.endsWith(".rss"),
    );
    const ofRss = listings.filter(({ id }) => /-2026-08-1\d-/.test(id));
    expect(ofRss).toHaveLength(7);
    for (const { id, source } of ofRss) {
      const snapshot = snapshots.find(({ name }) => name.includes(source.publishedAt?.replaceAll(":", "") ?? " "));
      const { readings, madeAt } = readFeed(snapshot?.text ?? "", known);
      for (const [service, at] of shownBy(id)) {
        const lanes = readings.find((each) => serviceKey(each.service) === service)?.lanes ?? [];
        // A timestamp may be later than the document that contains it.
        const stamps = lanes.map((lane) =>
          lane.at !== null && lane.at.toString() > String(madeAt) ? madeAt : lane.at,
        );
        expect([service, stamps.map(String)]).toEqual([service, expect.arrayContaining([at])]);
      }
    }
  });

  test("of August 2026, in RSS, has a row for each crossing with a known title", () => {
    const [file] = readCaptureArchive("bwtRss-brownsville-2026-08.tar.gz").filter(({ name }) => name.endsWith(".rss"));
    const read = readFeed(file?.text ?? "", known);
    expect(new Set(read.readings.map(({ service }) => service.crossing))).toEqual(
      new Set(known.filter(({ rssTitle }) => rssTitle !== null).map(({ crossing }) => crossing)),
    );
  });
});
