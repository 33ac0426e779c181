import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { answerCrossings, type CrossingsAnswered } from "../../src/actions/crossings/answer-crossings.ts";
import { storeReadings } from "../../src/actions/feed/store-readings.ts";
import { contextNow, type Runtime } from "../../src/context.ts";
import { compareInstants } from "../../src/domain/time/moment.ts";
import { presentStanding } from "../../src/http/wire/present.ts";
import { makeSnapshot } from "../../src/live/snapshot.ts";
import { makeLog } from "../../src/log.ts";
import { instantsOf } from "../domain/arbitrary.ts";
import { LIMITS } from "../domain/telling.ts";
import { NO_HOOKS } from "../support/grown-memory.ts";
import { append, type LoggedCrossing, makeLoggedCrossings, readingOf } from "../support/logs.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase();
let logged: LoggedCrossing[];
let now = Temporal.Instant.from("2024-01-01T00:00:00Z");

beforeAll(async () => {
  logged = await makeLoggedCrossings(loan.db, 16 * Number(process.env.GARITA_RUNS ?? 1));
});

const plainOf = ({ at, asOf, answers, expiresAt }: CrossingsAnswered) =>
  JSON.stringify({
    at,
    asOf,
    expiresAt,
    answers: answers.map(({ verdict, standings }) => ({ verdict, standings: standings.map(presentStanding) })),
  });

test("the snapshot gives the same answers as the database, for any reports, readings and retractions, at any time", async () => {
  const plain: Runtime = { db: loan.db, clock: () => now, log: makeLog("silent"), thresholds: LIMITS };
  const board = makeSnapshot(plain, NO_HOOKS);
  await board.load();
  const held: Runtime = { ...plain, snapshot: board };
  let compared = 0;
  for (const [i, one] of logged.entries()) {
    const { crossing, reports, scene } = one;
    const instants = fc.sample(instantsOf(scene, true), { numRuns: 3, seed: i });
    // The clock moves forward, and goes back once at the end.
    const clock = [...instants.sort(compareInstants), ...instants.slice(0, 1)];
    for (const [step, report] of [...reports, null].entries()) {
      if (report !== null) {
        await append(loan.db, one, report);
        board.record([crossing.slug]);
      }
      for (const instant of clock) {
        now = instant;
        if (step % 3 === 2) await storeReadings(contextNow(held), [readingOf(crossing.slug, step, now)]);
        const [fromMemory, stored] = await Promise.all(
          [held, plain].map((each) => answerCrossings(contextNow(each), [crossing], {})),
        );
        expect(plainOf(fromMemory as CrossingsAnswered)).toBe(plainOf(stored as CrossingsAnswered));
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(100);
});
