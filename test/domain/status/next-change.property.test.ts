import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { nextChange } from "../../../src/domain/status/next-change.ts";
import { type Standing, standingAt } from "../../../src/domain/status/standing.ts";
import type { Programme } from "../../../src/domain/vocabulary.ts";
import { instantsOf, momentsOf, SERVICES, scenes } from "../arbitrary.ts";
import { thresholdsOf } from "../arbitrary-feed.ts";
import { draftsOf, logOf, logsOf, recordedAt } from "../arbitrary-log.ts";
import { cases } from "../cases.ts";
import { starts } from "../naive-clock.ts";
import { holds } from "../replay.ts";
import { same, shown, timelineOf } from "../shown.ts";
import { hoursChange, LIMITS, report, timeline } from "../telling.ts";

const [service] = SERVICES;
const DAY = 86_400_000;

describe("The next change", () => {
  test("is not too late: before it, the standing does not change", () => {
    const fixed = ({ attestedAt: _, wait, ...standing }: Standing) => ({
      ...shown({ attestedAt: null, wait, ...standing }),
      lanes: wait?.map((lane) => lane.kind) ?? null,
    });
    holds(
      cases,
      ({ asked, thresholds, ...known }) => {
        const timeline = timelineOf({ ...known, service });
        for (const { at, observation } of asked.slice(0, 3)) {
          const turn = nextChange(timeline, at, observation, thresholds);
          const from = at.epochMilliseconds;
          const to = turn?.epochMilliseconds ?? from + 120 * DAY;
          const answer = (time: Temporal.Instant, programme: Programme | null) =>
            fixed(standingAt(timeline, time, observation, thresholds, null, programme));
          const programmes = [null, "fast", "empties"] as const;
          const now = programmes.map((programme) => answer(at, programme));
          const others = asked.map((other) => other.at.epochMilliseconds);
          const lines = [...timeline.statusChanges, ...timeline.hoursChanges].map(
            (line) => line.startsAt.epochMilliseconds,
          );
          for (const epoch of new Set([from + 1, from + DAY, from + 9 * DAY, to - 1, ...others, ...lines])) {
            if (epoch <= from || epoch >= to) continue;
            const later = Temporal.Instant.fromEpochMilliseconds(epoch);
            for (const [i, programme] of programmes.entries())
              same(
                { at, turn, later, programme, ...answer(later, programme) },
                { at, turn, later, programme, ...now[i] },
              );
          }
        }
      },
      150,
    );
  });

  test("is at a change of hours, even if the service is open before and after", () => {
    const line = timeline("America/Denver", [
      report(1, "CBP", {
        hoursChanges: [hoursChange("06:00-22:00", "2024-01-01"), hoursChange("24/7", "2024-01-02T19:00:00Z")],
      }),
    ]);
    const at = Temporal.Instant.from("2024-01-02T18:00:00Z");
    expect(String(nextChange(line, at, null, LIMITS))).toBe("2024-01-02T19:00:00Z");
  });
});

describe("The log", () => {
  test("gives the same answers with a retracted report as without that report", () => {
    const withDraft = scenes.chain((scene) =>
      fc.record({
        zone: fc.constant(scene.zone),
        reports: logsOf(scene),
        draft: draftsOf(scene),
        at: instantsOf(scene, true),
        thresholds: thresholdsOf,
      }),
    );
    holds(
      withDraft,
      ({ reports, draft, at, thresholds, zone }) => {
        const [added, ...rest] = logOf([draft, 0]).map((report) => ({
          ...report,
          id: `added ${report.id}`,
          seq: report.seq + 100,
          recordedAt: recordedAt(report.seq + 100),
        }));
        if (added === undefined) throw new Error("nothing was added");
        const answer = (log: typeof reports) =>
          shown(standingAt(timelineOf({ service, zone, reports: log, view: {} }), at, null, thresholds));
        const whole = [...reports, { ...added, retractedAt: recordedAt(101) }, ...rest];
        same(answer(whole), answer(reports));
      },
      500,
    );
  });

  test("gives the same answers regardless of the recording order of lines with different starts", () => {
    const shuffled = scenes.chain((scene) => {
      const apart = fc.uniqueArray(draftsOf(scene), {
        maxLength: 7,
        selector: (draft) => draft.publisher,
        comparator: () => false,
      });
      return fc.record({
        scene: fc.constant(scene),
        drafts: apart,
        moments: fc.uniqueArray(momentsOf(scene), {
          minLength: 28,
          maxLength: 36,
          size: "max",
          selector: (moment) => starts(moment, scene.zone),
        }),
        keys: fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
        at: instantsOf(scene, true),
        thresholds: thresholdsOf,
      });
    });
    holds(
      shuffled,
      ({ scene, drafts, moments, keys, at, thresholds }) => {
        let next = 0;
        const month = Temporal.PlainYearMonth.from(scene.night);
        const placed = drafts.map((draft, i) => {
          const move = <Line extends object>(line: Line) => ({
            ...line,
            effectiveAt: moments[next++ % moments.length] ?? at,
          });
          return {
            ...draft,
            // The ids of reports depend on their order, so no change refers to an id.
            statusChanges: draft.statusChanges
              .slice(0, 1)
              .map((change) => ({ ...move(change), lifts: change.lifts === "all" ? change.lifts : null })),
            hoursChanges: draft.hoursChanges.map(move),
            // A null exception ends those recorded before it, so it depends on the recording order.
            hoursExceptions: draft.hoursExceptions
              .filter(({ exception }) => exception !== null)
              .slice(0, 1)
              .map(move),
            claims: draft.claims.slice(0, 1).map((claim) => ({ ...move(claim), until: null })),
            counts: draft.counts.slice(0, 1).map((count) => ({ ...count, effectiveAt: month.subtract({ months: i }) })),
          };
        });
        const answer = (order: typeof placed) => {
          const timeline = timelineOf({ service, zone: scene.zone, reports: logOf(order), view: {} });
          const { report, next, openingAfter, ...rest } = shown(standingAt(timeline, at, null, thresholds));
          const [known, opening] = [next, openingAfter].map((text) => text?.replace(/ r\d+$/, "") ?? null);
          const restrictions = rest.restrictions.replaceAll(/[ +]r\d+/g, "");
          return { ...rest, restrictions, reported: report !== null, next: known, openingAfter: opening };
        };
        const order = placed.map((draft, i) => ({ draft, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key);
        same(answer(order.map(({ draft }) => draft)), answer(placed));
      },
      500,
    );
  });

  test("gives `unknown` for every answer if it is empty", () => {
    holds(
      cases,
      ({ asked, zone, view, thresholds }) => {
        const timeline = timelineOf({ service, zone, reports: [], view });
        for (const { at } of asked) {
          const standing = standingAt(timeline, at, null, thresholds);
          expect(standing).toMatchObject({ open: null, status: "unknown", because: "no_report", certainty: null });
        }
      },
      100,
    );
  });
});
