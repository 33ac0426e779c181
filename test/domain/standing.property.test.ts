import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import { serviceKey } from "../../src/domain/crossing.ts";
import { formatMoment } from "../../src/domain/moment.ts";
import { type Standing, standingAt } from "../../src/domain/standing.ts";
import { isVisible, type Timeline, timelinesOf } from "../../src/domain/timeline.ts";
import { verdictOf } from "../../src/domain/verdict.ts";
import { instantsOf, logsOf, observationsOf, SERVICES, scenes, thresholdsOf, viewsOf } from "./arbitrary.ts";
import { type NaiveStanding, naiveHistory, naiveStanding, naiveVerdict } from "./naive.ts";
import { type Question, visible } from "./naive-lines.ts";
import { holds } from "./replay.ts";

/** A scene with a log, how it is viewed, and several instants at which it is asked. */
const cases = scenes.chain((scene) =>
  fc.record({
    zone: fc.constant(scene.zone),
    reports: logsOf(scene),
    view: viewsOf(scene),
    thresholds: thresholdsOf,
    asked: fc.array(
      instantsOf(scene, true).chain((at) => fc.record({ at: fc.constant(at), observation: observationsOf(at) })),
      { minLength: 4, maxLength: 12, size: "max" },
    ),
  }),
);

const logs = scenes.chain((scene) => fc.record({ reports: logsOf(scene), view: viewsOf(scene) }));

function timelineOf({ service, zone, reports, view }: Question): Timeline {
  const timeline = timelinesOf(SERVICES, zone, reports, view).get(serviceKey(service));
  if (timeline === undefined) throw new Error("no timeline");
  return timeline;
}

const stamp = (instant: Temporal.Instant | null) =>
  instant === null ? null : new Date(instant.epochMilliseconds).toISOString();

/** Jest's own comparison is slow; it is asked only to show a difference that is there. */
function same(given: object, wanted: object): void {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (sorted(given) !== sorted(wanted)) expect(given).toEqual(wanted);
}

/** A standing in the words of the model. */
function shown(standing: Standing): NaiveStanding {
  const { status, limited, open, because, onset, overdue, certainty, next, conflict } = standing;
  const text = (moment: Standing["since"]) => (moment === null ? null : formatMoment(moment));
  return {
    hours: standing.hours?.text ?? null,
    next: next && `${next.status} ${next.limited} ${next.effectiveAt} ${next.report.id}`,
    open,
    because,
    status,
    limited,
    since: text(standing.since),
    onset,
    expectedUntil: text(standing.expectedUntil),
    overdue,
    opensAt: stamp(standing.opensAt),
    closesAt: stamp(standing.closesAt),
    certainty,
    confirmedAt: text(standing.confirmedAt),
    conflict: conflict && `${conflict.status} ${conflict.at} ${conflict.source?.publisher ?? "feed"}`,
    report: standing.report?.id ?? null,
  };
}

describe("The standing and the naive model", () => {
  test("agree on every answer, whatever is on record and whenever it is asked", () => {
    holds(
      cases,
      ({ asked, ...known }) => {
        for (const { at, observation } of asked) {
          const standings = SERVICES.map((service, i) => {
            const question = { ...known, service, at, observation: i === 0 ? observation : null };
            const standing = standingAt(timelineOf(question), at, question.observation, known.thresholds);
            const naive = naiveStanding(question);
            same({ at, ...shown(standing) }, { at, ...naive });
            return { standing, naive };
          });
          same(verdictOf(standings.map(({ standing }) => standing)), naiveVerdict(standings.map(({ naive }) => naive)));
        }
      },
      1000,
    );
  });

  test("agree on which reports count", () => {
    holds(
      logs,
      ({ reports, view }) => {
        for (const report of reports) expect(isVisible(report, view)).toBe(visible(report, reports, view));
      },
      400,
    );
  });

  test("agree on the history of a service: each span begins and ends where the standing turns", () => {
    holds(
      cases,
      ({ asked, ...known }) => {
        const [{ at, observation } = { at: null, observation: null }] = asked;
        if (at === null) return;
        const question = { ...known, service: SERVICES[0], at, observation };
        const timeline = timelineOf(question);
        for (const { status, limited, from, to } of naiveHistory(question))
          for (const epoch of [from, ...(to === null ? [] : [to - 1])])
            expect(
              standingAt(timeline, at.add({ milliseconds: epoch - at.epochMilliseconds }), null, known.thresholds),
            ).toMatchObject({
              status,
              limited,
            });
      },
      400,
    );
  });
});
