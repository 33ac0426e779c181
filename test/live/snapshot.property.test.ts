import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { answerCrossings, type CrossingsAnswered } from "../../src/actions/crossings/answer-crossings.ts";
import { storeReadings } from "../../src/actions/feed/store-readings.ts";
import { contextNow, type Runtime } from "../../src/context.ts";
import { compareInstants } from "../../src/domain/time/moment.ts";
import { writeCrossingList } from "../../src/http/formats/crossing-list/write.ts";
import { makeSnapshot } from "../../src/live/snapshot.ts";
import { ENGLISH } from "../../src/locales/en.ts";
import { SPANISH } from "../../src/locales/es.ts";
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
  logged = await makeLoggedCrossings(loan.db, 14 * Number(process.env.GARITA_RUNS ?? 1));
});

/** Returns what readers see of an answer: its data, and the texts that are kept with it. */
async function plainOf({ at, asOf, answers, expiresAt }: CrossingsAnswered): Promise<string> {
  const list = { at, asOf, answers: answers.map((answer) => ({ ...answer, distanceKm: null })), next: null };
  const written = [await writeCrossingList(list, "json", ENGLISH), await writeCrossingList(list, "csv", SPANISH)];
  return JSON.stringify({ expiresAt, written: written.map(({ texts }) => texts.join("")) });
}

test("the snapshot gives the same answers as the database, for any reports, readings and retractions, at any time", async () => {
  const plain: Runtime = { db: loan.db, clock: () => now, log: makeLog("silent"), thresholds: LIMITS };
  const board = makeSnapshot(plain, NO_HOOKS);
  await board.load();
  const held: Runtime = { ...plain, snapshot: board };
  let compared = 0;
  for (const [i, one] of logged.entries()) {
    const { crossing, reports, scene } = one;
    const instants = fc.sample(instantsOf(scene, true), { numRuns: 2, seed: i });
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
        const fromMemory = await answerCrossings(contextNow(held), [crossing], {});
        const stored = await answerCrossings(contextNow(plain), [crossing], {});
        expect(await plainOf(fromMemory)).toBe(await plainOf(stored));
        compared++;
        // What is kept stays true until the last millisecond, and not longer.
        for (const milliseconds of [-1, 0]) {
          now = stored.expiresAt?.add({ milliseconds }) ?? instant;
          const later = await answerCrossings(contextNow(held), [crossing], {});
          expect(await plainOf(later)).toBe(await plainOf(await answerCrossings(contextNow(plain), [crossing], {})));
          compared++;
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(100);
}, 90_000);
