import { type Moment, parseMoment, startOf } from "../../src/domain/time/moment.ts";
import { ONSETS, REASONS, SOURCE_KINDS, STATUSES } from "../../src/domain/vocabulary.ts";
import {
  corrections,
  crossings,
  firstReports,
  linesOf,
  listings,
  places,
  readTable,
  reports,
  type SeedReport,
  standingReports,
  TABLES_PRESENT,
} from "./seed-files.ts";

const CBP = "U.S. Customs and Border Protection";

// Each publisher must have one spelling, because confirmations and conflicts depend on the publisher.
const PUBLISHERS = [
  "ADN",
  "Arizona Republic",
  "Associated Press",
  "BNSF Railway",
  "Big Bend Sentinel",
  "Border Now",
  "Border Report",
  "Brownsville Police Department",
  "Bureau of Transportation Statistics",
  "CBS 8",
  "California Department of Transportation",
  "Cameron County",
  "City of Donna",
  "City of Eagle Pass",
  "City of McAllen",
  "Dallas Express",
  "Del Rio News-Herald",
  "El Diario de Juárez",
  "El Paso Times",
  "El Universal",
  "FOX5 San Diego",
  "FreightWaves",
  "Garita",
  "International Boundary and Water Commission",
  "KGNS",
  "KGUN",
  "KPBS",
  "KRGV",
  "KVIA",
  "KYMA",
  "La Jornada",
  "Laredo Economic Development Corporation",
  "Marfa Public Radio",
  "N+",
  "NBC Los Angeles",
  "NSNews24",
  "National Park Service",
  "NewsWest9",
  "Nogales International",
  "Presidency of Mexico",
  "Pulso",
  "Railway Age",
  "SANI Dental Group",
  "San Diego Union-Tribune",
  "Secretaría de Relaciones Exteriores",
  "Texas Department of Public Safety",
  "Texas Rail Advocates",
  "U.S. Department of Homeland Security",
  CBP,
  "UPI",
  "Union Pacific",
  "Yuma Sun",
  "myRGV",
  "pledgetimes.com",
  "rocky-point-mexico.com",
];

const HOURS =
  /^(?:24\/7|(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))* )?(?:\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*|unknown|off)(?:; |$))+$/;
const OFFSET_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/;
const MOMENT = /^\d{4}-\d{2}(?:-\d{2})?$/;

/** Returns the last possible day of a source's publication. Each file is sorted by this day. */
function lastDay({ publishedAt }: SeedReport["source"]): string | null {
  if (publishedAt === null || publishedAt.length >= 10) return publishedAt?.slice(0, 10) ?? null;
  return publishedAt.length === 7 ? `${publishedAt}-31` : `${publishedAt}-12-31`;
}

const startAt = (slug: string, moment: Moment) => startOf(moment, crossings.get(slug)?.timeZone ?? "UTC");

const withTables = TABLES_PRESENT ? describe : describe.skip;

withTables("the source tables of the seed (skipped if ../shared/data is absent)", () => {
  test("agree with the crossings in slug, order, state, time zone, position, port and modes", () => {
    const table = readTable("crossings.tsv").map((row) => ({
      slug: row.slug,
      state: row.state,
      timeZone: row.tz,
      at: row.lat === "" ? null : [Number(row.lat), Number(row.lon)],
      port: row.cbp_port_of_entry?.match(/\d{4}/)?.[0],
      modes: row.modes_northbound?.split(";").sort(),
    }));
    const seed = places.crossings.map(({ slug, sides, timeZone, point, port, services }) => ({
      slug,
      state: sides[0]?.region,
      timeZone,
      at: point === null ? null : [point.latitude, point.longitude],
      port,
      modes: [...services.northbound].sort(),
    }));
    expect(seed).toEqual(table);
  });

  test("agree with the rows of the feed of each crossing: the current number, and the modes of the lanes", () => {
    const ports = new Map(readTable("bwt-ports.tsv").map((row) => [row.port_number, row]));
    const lanesOf = { pedestrian: "ped:", passenger: "pv:", commercial: "cv:", rail: "rail:" };
    for (const row of readTable("crossings.tsv")) {
      const crossing = places.crossings.find(({ slug }) => slug === row.slug);
      const number = row.bwt_port_number?.match(/^\w+/)?.[0];
      expect(crossing?.feedRows.map(({ portNumber }) => portNumber)).toEqual(number === undefined ? [] : [number]);
      const port = ports.get(number);
      if (number === undefined) continue;
      expect(port?.ghost).toBe("");
      expect(crossing?.feedRows[0]?.modes).toEqual(
        crossing?.services.northbound.filter((mode) => port?.lane_types?.includes(lanesOf[mode])),
      );
      expect(port?.timezone).toContain(crossing?.feedRows[0]?.documentZone);
    }
  });

  test("contain every cited fact, and every fact that is more than background is cited by a report", () => {
    const facts = readTable("closures.tsv");
    const cited = new Set(reports.flatMap((report) => report.facts));
    const binding = facts.filter(({ use }) => use !== "context-only").map(({ id = "" }) => id);
    expect(binding).toHaveLength(100);
    expect(binding.filter((id) => !cited.has(id))).toEqual([]);
    const known = new Set(facts.map(({ id }) => id));
    expect([...cited].filter((id) => !known.has(id) && !/^S[1-7]$/.test(id) && !/^K\d+$/.test(id))).toEqual([]);
  });

  test("agree with the reports: each fact is in a report on its crossing, with the time in the table", () => {
    for (const fact of readTable("closures.tsv").filter(({ use }) => use !== "context-only")) {
      const telling = reports.filter(({ facts }) => facts.includes(fact.id ?? ""));
      const lines = telling
        .flatMap(({ changes, claims }) => [...changes, ...claims])
        .filter(({ crossing }) => crossing === fact.crossing_slug);
      expect([fact.id, lines.length > 0]).toEqual([fact.id, true]);
      const at = fact.effective_at ?? "";
      // Texts such as "2020 (start not found)" and "2023-06 or 2023-07" contain no comparable moment.
      if (!OFFSET_INSTANT.test(at) && !MOMENT.test(at)) continue;
      const wanted = startAt(fact.crossing_slug ?? "", parseMoment(at)).toString();
      const told = lines.map((line) => startAt(line.crossing, parseMoment(line.effectiveAt)).toString());
      expect([fact.id, told]).toEqual([fact.id, expect.arrayContaining([wanted])]);
    }
  });
});

describe("the reports of the seed", () => {
  test("have unique ids in a fixed format", () => {
    for (const { id } of reports) expect(id).toMatch(/^seed-[a-z0-9-]{3,75}$/);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
  });

  test("are in the order of publication within each file", () => {
    for (const list of [firstReports, corrections.reports, listings]) {
      const days = list.map(({ source }) => lastDay(source)).filter((day) => day !== null);
      expect(days).toEqual([...days].sort());
    }
  });

  test("are withdrawn at most once, with a reason, and only if later reports cite the same facts", () => {
    const { retractions } = corrections;
    expect(new Set(retractions.map(({ retracts }) => retracts)).size).toBe(retractions.length);
    for (const { id, retracts, note } of retractions) {
      expect(id).toMatch(/^seed-retraction-[a-z0-9-]{3,60}$/);
      expect(note.length).toBeGreaterThan(40);
      const withdrawn = reports.find((report) => report.id === retracts);
      const anew = new Set(standingReports.flatMap((report) => (firstReports.includes(report) ? [] : report.facts)));
      expect(withdrawn?.facts.filter((fact) => !anew.has(fact))).toEqual([]);
    }
  });

  test("spell every publisher in one way", () => {
    expect([...new Set(reports.map(({ source }) => source.publisher))].sort()).toEqual([...PUBLISHERS].sort());
  });

  test.each(reports.map((report) => [report.id, report] as const))("%s is valid", (_id, report) => {
    const { source, reason, note, changes, claims } = report;
    expect(SOURCE_KINDS).toContain(source.kind);
    expect(source.title).not.toBe("");
    expect(source.url === null || /^https?:\/\//.test(source.url)).toBe(true);
    expect(source.publishedAt === null || /^\d{4}(?:-\d{2}(?:-\d{2}(?:T.*)?)?)?$/.test(source.publishedAt)).toBe(true);
    if (reason !== null) expect(REASONS).toContain(reason);
    if (changes.length + claims.length === 0) expect(note).not.toBeNull();
    for (const { hours, onset = "exact", status = "open", effectiveAt, expectedUntil } of changes) {
      if (typeof hours === "string") expect(hours).toMatch(HOURS);
      expect(ONSETS).toContain(onset);
      expect(STATUSES).toContain(status);
      for (const moment of [effectiveAt, expectedUntil ?? effectiveAt])
        expect(OFFSET_INSTANT.test(moment) || MOMENT.test(moment)).toBe(true);
    }
    // The domain's own rules: services exist, ends are after starts, one status per service and start, limited only if
    // open.
    expect(() => linesOf(report)).not.toThrow();
  });

  test("concern only northbound services if they come from listings or from counts of entries", () => {
    const ofFeed = reports.filter(({ source, facts }) => source.kind === "feed" && facts.length === 0);
    expect(ofFeed.length).toBeGreaterThan(4);
    const counts = reports.filter(({ source }) => source.publisher === "Bureau of Transportation Statistics");
    for (const report of [...ofFeed, ...counts])
      for (const { crossing, directions } of [...report.changes, ...report.claims])
        expect([crossing, directions]).toEqual([crossing, ["northbound"]]);
  });

  test("contain the vague statements of the article and of Mexico's president only as attributed claims", () => {
    const vague = reports.filter(({ source }) => ["NSNews24", "Presidency of Mexico"].includes(source.publisher));
    expect(vague.map(({ claims }) => claims.length)).toEqual([7, 7]);
    for (const { changes, claims } of vague) {
      expect(changes).toEqual([]);
      for (const { attributed } of claims) expect(attributed).toBe(true);
    }
  });
});
