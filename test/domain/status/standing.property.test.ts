import type fc from "fast-check";
import { isVisible } from "../../../src/domain/record/timeline.ts";
import { verdictOf } from "../../../src/domain/status/crossing-status.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { compareInstants } from "../../../src/domain/time/moment.ts";
import { PROGRAMMES, type Programme } from "../../../src/domain/vocabulary.ts";
import { SERVICES } from "../arbitrary.ts";
import { cases, logs } from "../cases.ts";
import { naiveHistory, naiveStanding, naiveVerdict } from "../naive.ts";
import { told, visible } from "../naive-lines.ts";
import { settledTime } from "../naive-travellers.ts";
import { holds } from "../replay.ts";
import { same, shown, timelineOf, trafficHourOf } from "../shown.ts";
import { shutNights } from "../shut-nights.ts";

/** A case of either kind. */
type Asked = typeof cases extends fc.Arbitrary<infer Case> ? Case : never;

describe("The standing", () => {
  test.each([
    ["any record and any time", cases, 500],
    ["a night before restrictions that may be over when it opens", shutNights, 500],
  ] as const)("agrees with the naive model for %s", (_, from, runs) => {
    holds<Asked>(
      from,
      ({ asked, ...known }) => {
        const timelines = SERVICES.map((service) => timelineOf({ ...known, service }));
        for (const { at, observation, waits } of asked) {
          const standings = timelines.map((timeline, i) => {
            const { service } = timeline;
            // An answer about another time has no observation, but there may be stored waits.
            const question = { ...known, service, at, observation: i === 0 ? observation : null, waits };
            const hour = trafficHourOf(service, waits, at);
            const standing = standingAt(timeline, at, question.observation, known.thresholds, hour);
            const naive = naiveStanding(question);
            same({ at, ...shown(standing) }, { at, ...naive });
            for (const programme of ["fast", "empties"] as const) {
              const own = standingAt(timeline, at, question.observation, known.thresholds, hour, programme);
              same({ at, programme, ...shown(own) }, { at, programme, ...naiveStanding({ ...question, programme }) });
            }
            return { standing, naive };
          });
          same(verdictOf(standings.map(({ standing }) => standing)), naiveVerdict(standings.map(({ naive }) => naive)));
        }
      },
      runs,
    );
  });

  test("opens when it says that it opens, and not before, whatever restrictions begin in between", () => {
    let after = 0;
    holds(
      shutNights,
      ({ asked, ...known }) => {
        const timeline = timelineOf({ ...known, service: SERVICES[0] });
        for (const { at } of asked)
          for (const programme of [null, "fast"] as const) {
            const { openingAfter, opensAt } = standingAt(timeline, at, null, known.thresholds, null, programme);
            const opening = openingAfter?.at ?? opensAt;
            if (opening === null) continue;
            if (openingAfter !== null) after++;
            const said = (instant: typeof at) =>
              naiveStanding({ ...known, service: SERVICES[0], programme, at: instant, observation: null }).open;
            const between = timeline.statusChanges.flatMap(({ startsAt }) =>
              compareInstants(at, startsAt) < 0 && compareInstants(startsAt, opening) < 0 ? [startsAt] : [],
            );
            same({ at, opening, before: between.map(said).includes(true) }, { at, opening, before: false });
            if (openingAfter !== null) same({ at, opening, open: said(opening) }, { at, opening, open: true });
          }
      },
      500,
    );
    expect(after).toBeGreaterThan(20);
  });

  test("is open for each programme that an open answer admits", () => {
    let limited = 0;
    holds(
      cases,
      ({ asked, ...known }) => {
        const timeline = timelineOf({ ...known, service: SERVICES[0] });
        for (const { at, waits } of asked) {
          const hour = trafficHourOf(SERVICES[0], waits, at);
          const answer = (programme: Programme | null) =>
            standingAt(timeline, at, null, known.thresholds, hour, programme);
          const { open, programmes } = answer(null);
          if (open !== true) continue;
          if (programmes.length > 0) limited++;
          const admitted = programmes.length > 0 ? programmes : PROGRAMMES;
          same({ at, open: admitted.map((each) => answer(each).open) }, { at, open: admitted.map(() => true) });
        }
      },
      500,
    );
    expect(limited).toBeGreaterThan(50);
  });

  test("uses the same reports as the naive model", () => {
    holds(
      logs,
      ({ reports, view }) => {
        for (const report of reports) expect(isVisible(report, view)).toBe(visible(report, reports, view));
      },
      800,
    );
  });

  test("has the status of the naive model's history at both ends of each period", () => {
    holds(
      cases,
      ({ asked, ...known }) => {
        const [{ at, observation } = { at: null, observation: null }] = asked;
        if (at === null) return;
        const question = { ...known, service: SERVICES[0], at, observation };
        const timeline = timelineOf(question);
        const changes = told(question, (report) => report.statusChanges);
        for (const { status, limited, from, to } of naiveHistory(question))
          for (const epoch of [from, ...(to === null ? [] : [to - 1])]) {
            // On the day of a change that admits more travellers, the standing keeps the earlier limits.
            if (settledTime(changes, known.zone, epoch) !== epoch) continue;
            expect(
              standingAt(timeline, at.add({ milliseconds: epoch - at.epochMilliseconds }), null, known.thresholds),
            ).toMatchObject({
              status,
              limited,
            });
          }
      },
      300,
    );
  });
});
