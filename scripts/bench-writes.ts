import { machineClock } from "../src/clock.ts";
import { openDatabase } from "../src/store/database.ts";
import { loadCrossings } from "../src/store/record/crossings.ts";
import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import type { Figure } from "./bench-table.ts";
import { makeLoadMaker, postFor } from "./load.ts";
import { makeReport } from "./made-report.ts";
import { progress } from "./progress.ts";
import { makeRandom } from "./random.ts";
import { inRounds, median, ratioOf } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";
import { startWriter } from "./start-writer.ts";
import type { WriteTask } from "./writer.ts";

const ROUNDS = 7;
/** Numbers of concurrent writers, and the reports that they write in a round. */
const WRITERS = [
  { writers: 1, reports: 150 },
  { writers: 8, reports: 600 },
  { writers: 32, reports: 1_200 },
] as const;
const GOAL = 0.6;

/** A way to write reports. Returns the rate in reports per second. */
type Way = (task: WriteTask) => Promise<number>;

/**
 * Measures how many reports reach the disk per second, compared with bare inserts of the same rows. Only one way of
 * writing is measured at a time, because a running service follows all reports and would slow down the other ways.
 */
export const benchWrites = (): Promise<Figure[]> =>
  withScratchDatabase(
    async (url) => {
      const service = await startProcess(url);
      const overHttp = await makePoster(url, service)
        .then((post) => beside(url, post.write, "reports accepted over HTTP", GOAL).finally(post.end))
        .finally(service.stop);
      const action = await startWriter("action", url);
      const alone = await beside(url, action.write, "reports accepted", GOAL).finally(() => action.end("SIGTERM"));
      return alone.flatMap((figure, i) => [figure, ...overHttp.slice(i, i + 1)]);
    },
    { durable: true },
  );

/** Measures a way of writing against bare inserts, for each number of writers. */
async function beside(url: string, write: Way, what: string, goal: number): Promise<Figure[]> {
  const bare = await startWriter("bare", url);
  try {
    const figures: Figure[] = [];
    for (const task of WRITERS) {
      progress(`writes: ${what}, ${task.writers} at once`);
      const ways = { bare: () => bare.write(task), own: () => write(task) };
      await inRounds(1, ways);
      figures.push(figureOf(what, task, await inRounds(ROUNDS, ways), goal));
    }
    return figures;
  } finally {
    await bare.end("SIGTERM");
  }
}

function figureOf(
  what: string,
  { writers }: WriteTask,
  { bare, own }: Record<"bare" | "own", number[]>,
  goal: number,
): Figure {
  const ratio = ratioOf(own, bare);
  return {
    what: `${what}, ${writers === 1 ? "1 writer" : `${writers} writers`}`,
    value: median(own),
    unit: "reports/s",
    against: { what: `bare inserts of the same rows, ${median(bare).toFixed(0)} a second`, ratio },
    goal: { text: `at least ${goal}`, met: ratio >= goal },
  };
}

/** Writes over HTTP from a separate process, with one connection per writer. */
async function makePoster(url: string, service: ServiceProcess): Promise<{ write: Way; end(): void }> {
  const db = openDatabase(url, () => undefined);
  const places = [...(await loadCrossings(db).finally(() => db.close())).values()];
  const random = makeRandom(1);
  const authorization = `Bearer ${await service.operatorKey()}`;
  const maker = makeLoadMaker();
  return {
    async write({ writers, reports }) {
      const requests = Array.from({ length: reports }, () => {
        const body = makeReport(random, random.pick(places), machineClock().epochMilliseconds);
        return postFor("/v1/reports", JSON.stringify(body), { Authorization: authorization });
      });
      const load = await maker.load(service.url, requests, { connections: writers, milliseconds: null, status: 201 });
      return load.answers / load.seconds;
    },
    end: maker.stop,
  };
}
