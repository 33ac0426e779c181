import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import type { Observation, ReadingKind } from "../../src/domain/feed/observation.ts";
import { CBP_WAIT_TIMES } from "../../src/domain/feed/origin.ts";
import type { Thresholds } from "../../src/domain/status/evidence.ts";
import { instantsOf, type Scene, SERVICES } from "./arbitrary.ts";

/** Evidence thresholds, some short enough to be exceeded within a scene. */
export const thresholdsOf: fc.Arbitrary<Thresholds> = fc.record({
  freshMinutes: fc.constantFrom(120, 60),
  openEvidenceDays: fc.constantFrom(90, 1),
  overdueDoubtHours: fc.constantFrom(24, 0, 12),
});

const HOUR = 3_600_000;

/** Generates the starts of hours with a stored wait: shortly before `at`, long before it, or anywhere near it. */
export function waitsOf(scene: Scene, at: Temporal.Instant): fc.Arbitrary<number[]> {
  const before = fc
    .constantFrom(0, 0, 0, 1, 2, 24, 25, 90 * 24, 90 * 24 + 1)
    .map((hours) => at.epochMilliseconds - hours * HOUR);
  const any = instantsOf(scene, true).map(({ epochMilliseconds }) => epochMilliseconds);
  return fc.array(
    fc.oneof(before, any).map((epoch) => Math.floor(epoch / HOUR) * HOUR),
    { maxLength: 3 },
  );
}

/** Generates the last feed reading before `at`, or none. */
export function observationsOf(at: Temporal.Instant): fc.Arbitrary<Observation | null> {
  const kinds: readonly ReadingKind[] = ["moving", "moving", "lanes_closed", "silent", "nothing"];
  const ago = fc.constantFrom(0, 1, 59, 60, 61, 119, 120, 121, 1440, 3 * 1440);
  const observation = fc
    .record({
      kind: fc.constantFrom(...kinds),
      ago: fc.option(ago, { freq: 9 }),
      lane: ago,
      more: fc.constantFrom(0, 0, 1),
      missing: fc.constantFrom(false, false, false, true),
    })
    .map(
      ({ kind, ago, lane, more, missing }): Observation => ({
        service: SERVICES[0],
        origin: CBP_WAIT_TIMES,
        kind,
        since: at.subtract({ hours: 30 }),
        polledAt: at,
        movingAt: ago === null ? null : at.subtract({ minutes: ago, milliseconds: more }),
        lanes: [{ kind: "standard", says: "number", minutes: 5, lanesOpen: 1, at: at.subtract({ minutes: lane }) }],
        hoursText: null,
        hoursSince: null,
        filings:
          kind === "moving" && ago !== null
            ? [at.subtract({ minutes: ago + 30 }), at.subtract({ minutes: ago, milliseconds: more })]
            : [],
        missingSince: missing ? at.subtract({ hours: 1 }) : null,
      }),
    );
  return fc.option(observation, { freq: 2 });
}
