import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { NO_LIMITS } from "../../../src/domain/record/limits.ts";
import { alternativesTo, type Candidate, hasKnownHours } from "../../../src/domain/status/alternatives.ts";
import { CERTAINTIES, type Programme } from "../../../src/domain/vocabulary.ts";
import { holds } from "../replay.ts";
import { change, hoursChange, report, standing } from "../telling.ts";

const told = standing([], "2024-01-01T00:00:00Z");
const { report: REPORT, hours: HOURS } = standing(
  [
    report(1, "CBP", {
      statusChanges: [change("open", "2024-01-01")],
      hoursChanges: [hoursChange("24/7", "2024-01-01")],
    }),
  ],
  "2024-01-05T00:00:00Z",
);
const CLAIMED_AT = Temporal.PlainDate.from("2023-12-31");
const points = fc.option(
  fc.record({
    latitude: fc.double({ min: 25, max: 33, noNaN: true }),
    longitude: fc.double({ min: -118, max: -97, noNaN: true }),
    confidence: fc.constant("high" as const),
  }),
  { freq: 5 },
);
const candidates = fc
  .array(
    fc.record({
      point: points,
      open: fc.constantFrom(true, true, false, null),
      certainty: fc.constantFrom(...CERTAINTIES),
      conflict: fc.constantFrom(null, null, { ...NO_LIMITS, status: "closed" as const, at: CLAIMED_AT, source: null }),
      programmes: fc.constantFrom<Programme[]>([], [], ["fast"]),
      askedFor: fc.constantFrom(null, null, "fast" as const),
      hours: fc.constantFrom(HOURS, HOURS, null),
      confirmedBy: fc.constantFrom(null, null, { kind: "traffic" as const, at: CLAIMED_AT, source: null }),
      report: fc.constantFrom(null, REPORT, REPORT),
    }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((list) =>
    list.map(
      ({ point, open, ...rest }, i): Candidate => ({
        crossing: { slug: `c${i}`, point } as Crossing,
        standing: { ...told, open, ...rest },
      }),
    ),
  );

/** Returns false for a service that admits only some travellers, if the question names no programme. */
const isForAsked = ({ standing: { askedFor, programmes } }: Candidate) => askedFor !== null || programmes.length === 0;

/** Returns the squared distance on a flat map, with degrees of longitude as wide as at 30 degrees north. */
const chart = (a: Candidate["crossing"], b: Candidate["crossing"]) =>
  ((a.point?.latitude ?? 0) - (b.point?.latitude ?? 0)) ** 2 +
  (((a.point?.longitude ?? 0) - (b.point?.longitude ?? 0)) * Math.cos(Math.PI / 6)) ** 2;

/**
 * Returns the group of an alternative in the list: 0 if certainly open with known hours or a confirmation, 1 if
 * certainly open without either, 2 otherwise.
 */
const groupOf = ({ standing: { certainty, conflict, hours, confirmedBy } }: Candidate): number => {
  if (certainty === "unconfirmed" || conflict !== null) return 2;
  return hours === null && confirmedBy === null ? 1 : 0;
};

describe("Alternatives", () => {
  test("are the nearest other open crossings, with certain ones first and then by distance, and the nearest certain one is given separately", () => {
    holds(
      fc.record({
        candidates,
        most: fc.integer({ min: 1, max: 20 }),
        withinKm: fc.constantFrom(Number.POSITIVE_INFINITY, 1000),
      }),
      ({ candidates, most, withinKm }) => {
        const [first] = candidates;
        if (first === undefined) return;
        const found = alternativesTo(first.crossing, candidates, { most, withinKm });
        const { alternatives, nearestSure, doubtful, unplaced } = found;
        const asked = candidates.slice(1).filter(isForAsked);
        const open = asked.filter((each) => each.standing.open === true);
        expect(unplaced).toEqual(open.map(({ crossing }) => crossing).filter(({ point }) => point === null));
        if (first.crossing.point === null) {
          expect([alternatives, doubtful]).toEqual([null, []]);
          return;
        }
        const all = open.filter((each) => each.crossing.point !== null);
        const shown = alternatives ?? [];
        for (const { distanceKm } of [...shown, ...doubtful]) expect(distanceKm).toBeLessThanOrEqual(withinKm);
        if (withinKm > 1000) {
          const inDoubt = asked.filter(({ standing }) => standing.open === null && standing.report !== null);
          expect(shown).toHaveLength(Math.min(most, all.length));
          expect(doubtful).toHaveLength(Math.min(most, inDoubt.filter((each) => each.crossing.point !== null).length));
        }
        const isNearest = (one: Candidate, others: readonly Candidate[]) => {
          // A flat map is not exact, so only clear differences count.
          for (const other of others)
            expect(chart(first.crossing, one.crossing)).toBeLessThan(
              1.2 * chart(first.crossing, other.crossing) + 1e-9,
            );
        };
        const isNearFirst = (list: readonly Candidate[], from: readonly Candidate[]) => {
          for (const [i, each] of list.entries()) {
            const before = list.slice(0, i + 1).map(({ crossing }) => crossing);
            isNearest(
              each,
              from.filter(({ crossing }) => !before.includes(crossing)),
            );
          }
        };
        for (const { standing } of shown) expect(standing.open).toBe(true);
        for (const { standing } of doubtful) expect([standing.open, standing.report]).toEqual([null, REPORT]);
        const groups = shown.map(groupOf);
        expect(groups).toEqual(groups.toSorted((a, b) => a - b));
        const left = all.filter(({ crossing }) => !shown.some((each) => each.crossing === crossing));
        for (const each of shown) isNearest(each, left);
        for (const group of [0, 1, 2]) {
          const same = shown.filter((each) => groupOf(each) === group);
          isNearFirst(same, same);
        }
        const sure = all.filter(({ standing }) => standing.certainty !== "unconfirmed" && standing.conflict === null);
        expect(nearestSure === null).toBe(sure.length === 0);
        if (nearestSure === null) return;
        expect(sure.map(({ crossing }) => crossing)).toContain(nearestSure.crossing);
        isNearest(nearestSure, sure);
      },
      200,
    );
  });
});

describe("the alternatives to a crossing", () => {
  const NOW = Temporal.Instant.from("2024-01-01T00:00:00Z");
  /** Makes a candidate some hundred kilometres to the north; null if its position is unknown. */
  const candidate = (slug: string, north: number | null, more: Partial<Candidate["standing"]> = {}): Candidate => ({
    crossing: {
      slug,
      point: north === null ? null : { latitude: 30 + north, longitude: -100, confidence: "high" },
    } as Crossing,
    standing: { ...told, open: true, certainty: "announced", hours: HOURS, report: REPORT, ...more },
  });
  const slugs = (list: readonly { crossing: Crossing }[] | null) => list?.map(({ crossing: { slug } }) => slug);
  const here = candidate("here", 0);
  const near = (...candidates: Candidate[]) => alternativesTo(here.crossing, [here, ...candidates], { most: 2 });

  test("leave out the crossing itself, those that are shut, and those for other travellers", () => {
    const fast = { limited: true, programmes: ["fast" as const] };
    const { alternatives, doubtful } = near(
      candidate("shut", 1, { open: false }),
      candidate("fast", 1, fast),
      candidate("asked", 1, { ...fast, askedFor: "fast" }),
      candidate("doubtful", 1, { open: null }),
      candidate("unreported", 1, { open: null, report: null }),
    );
    expect([slugs(alternatives), slugs(doubtful)]).toEqual([["asked"], ["doubtful"]]);
  });

  test("are the nearest, of which certain ones with known hours come first", () => {
    const { alternatives, nearestSure } = near(
      candidate("far", 3),
      candidate("near", 1, { certainty: "unconfirmed" }),
      candidate("nearer", 0.5, { hours: null }),
    );
    expect([slugs(alternatives), nearestSure?.crossing.slug]).toEqual([["nearer", "near"], "nearer"]);
    expect(alternatives?.map(({ distanceKm }) => Math.round(distanceKm))).toEqual([56, 111]);
  });

  test("are within a distance, except for the nearest certain one", () => {
    const limited = alternativesTo(
      here.crossing,
      [
        candidate("doubtful", 1, { certainty: "unconfirmed" }),
        candidate("far", 3),
        candidate("maybe", 3, { open: null }),
      ],
      { most: 5, withinKm: 112 },
    );
    expect([slugs(limited.alternatives), limited.nearestSure?.crossing.slug, slugs(limited.doubtful)]).toEqual([
      ...[["doubtful"], "far", []],
    ]);
  });

  test("are none from an unknown place, but open crossings in unknown places are named", () => {
    const nowhere = candidate("nowhere", null);
    const shut = candidate("shut", null, { open: false });
    expect(near(nowhere, shut)).toMatchObject({ alternatives: [], unplaced: [nowhere.crossing] });
    expect(alternativesTo(nowhere.crossing, [nowhere, here, candidate("lost", null)], { most: 2 })).toMatchObject({
      alternatives: null,
      nearestSure: null,
      doubtful: [],
      unplaced: [{ slug: "lost" }],
    });
  });

  test("have known hours if these are on record, or if a closing or traffic shows it", () => {
    const unknown = { ...told, hours: null, closesAt: null, confirmedBy: null };
    const by = (kind: "traffic" | "claim") =>
      ({ kind, at: CLAIMED_AT, source: null }) as Candidate["standing"]["confirmedBy"];
    expect(hasKnownHours(unknown)).toBe(false);
    expect(hasKnownHours({ ...unknown, hours: HOURS })).toBe(true);
    expect(hasKnownHours({ ...unknown, closesAt: NOW })).toBe(true);
    expect(hasKnownHours({ ...unknown, confirmedBy: by("traffic") })).toBe(true);
    expect(hasKnownHours({ ...unknown, confirmedBy: by("claim") })).toBe(false);
  });
});
