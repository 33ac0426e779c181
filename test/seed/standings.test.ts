import { Temporal } from "temporal-polyfill";
import { serviceKey } from "../../src/domain/places/crossing.ts";
import type { Report } from "../../src/domain/record/report.ts";
import { timelinesOf } from "../../src/domain/record/timeline.ts";
import { standingAt } from "../../src/domain/status/standing.ts";
import { crossings, linesOf, standingReports } from "./seed-files.ts";

const THRESHOLDS = { freshMinutes: 120, openEvidenceDays: 90, overdueDoubtHours: 24 };
const SEEDED = Temporal.Instant.from("2026-11-24T00:00:00Z");

/** Listings from this time on are still evidence at `SEEDED`. */
const LISTED = Temporal.Instant.from("2026-08-27T00:00:00Z");

const recorded: Report[] = standingReports.map((report, i) => ({
  id: report.id,
  seq: i + 1,
  recordedAt: SEEDED,
  recordedBy: "seed",
  source: { ...report.source, publishedAt: null },
  reason: report.reason,
  note: report.note,
  retracts: null,
  origin: null,
  retractedAt: null,
  hashes: null,
  ...linesOf(report),
}));

const timelines = [...crossings.values()].flatMap((crossing) => {
  const services = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
  return [...timelinesOf(services, crossing.timeZone, recorded, {}).values()];
});

describe("the services of the seed on 24 November 2026", () => {
  test("have no conflict, and only those of the railway bridge of Presidio are overdue", () => {
    const standings = timelines.map((timeline) => standingAt(timeline, SEEDED, null, THRESHOLDS));
    expect(standings.filter(({ conflict }) => conflict !== null).map(({ service }) => serviceKey(service))).toEqual([]);
    expect(standings.filter(({ overdue }) => overdue).map(({ service }) => serviceKey(service))).toEqual([
      "presidio-rail/rail/northbound",
      "presidio-rail/rail/southbound",
    ]);
  });

  test("are unconfirmed if they are open, unless a recent listing shows them", () => {
    for (const timeline of timelines) {
      const { status, certainty } = standingAt(timeline, SEEDED, null, THRESHOLDS);
      const isListed = timeline.claims.some(({ startsAt }) => Temporal.Instant.compare(startsAt, LISTED) >= 0);
      if (status === "open" && !isListed) expect([serviceKey(timeline.service), certainty]).toContain("unconfirmed");
    }
  });

  test("have a reported status if they are northbound, except for three", () => {
    const silent = timelines.filter(({ statusChanges }) => statusChanges.length === 0).map(({ service }) => service);
    const northbound = silent.filter(({ direction }) => direction === "northbound").map(serviceKey);
    expect(northbound.sort()).toEqual([
      "douglas/commercial/northbound",
      "progreso/commercial/northbound",
      "tecate-rail/rail/northbound",
    ]);
  });
});
