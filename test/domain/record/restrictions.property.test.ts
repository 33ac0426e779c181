import { Temporal } from "temporal-polyfill";
import { stateAt } from "../../../src/domain/record/restrictions.ts";
import { SERVICES } from "../arbitrary.ts";
import { cases } from "../cases.ts";
import { startsOf, told } from "../naive-lines.ts";
import { stateAtTime } from "../naive-restrictions.ts";
import { holds } from "../replay.ts";
import { timelineOf } from "../shown.ts";

/** `GARITA_RUNS=10` runs 20,000 cases. */
const RUNS = 2000;

describe("The restrictions of a service", () => {
  let several = 0;

  test("equal those of the naive model after every change: the same changes, statuses and reasons", () => {
    holds(
      cases,
      ({ asked, ...known }) => {
        const [first] = asked;
        if (first === undefined) return;
        const question = { ...known, ...first, service: SERVICES[0] };
        const timeline = timelineOf(question);
        const changes = told(question, (report) => report.statusChanges);
        for (const start of [...startsOf(changes), ...asked.map(({ at }) => at.epochMilliseconds)]) {
          const state = stateAt(timeline, Temporal.Instant.fromEpochMilliseconds(start));
          const naive = stateAtTime(changes, start);
          if ((naive?.restrictions.length ?? 0) > 1) several++;
          const given = state && [
            ...[state.status, state.limited, state.change.report.id],
            state.restrictions.map((each) => [
              ...[each.status, each.reason],
              each.changes.map(({ report, line }) => `${report.id}/${line}`),
            ]),
          ];
          const wanted = naive && [
            ...[naive.status, naive.limited, naive.change.id],
            naive.restrictions.map((each) => [
              ...[each.status, each.reason],
              each.changes.map(({ id, place }) => `${id}/${place}`).toReversed(),
            ]),
          ];
          if (JSON.stringify(given) !== JSON.stringify(wanted)) expect(given).toEqual(wanted);
        }
      },
      RUNS,
    );
  });

  test("often include several in force at once", () => {
    expect(several).toBeGreaterThan(RUNS / 4);
  });
});
