import { once } from "node:events";
import { machineClock } from "../src/clock.ts";
import { loadCrossings } from "../src/store/crossings.ts";
import { openDatabase } from "../src/store/database.ts";
import { forkProbed } from "../test/support/probed-process.ts";
import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import type { Figure } from "./bench-table.ts";
import { type LoadMaker, makeLoadMaker, postFor } from "./load.ts";
import { makeReport } from "./made-report.ts";
import { progress } from "./progress.ts";
import { makeRandom } from "./random.ts";
import { inRounds, median, quantile, ratioOf } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";
import type { WriterKind, WriteTask } from "./writer.ts";

const ROUNDS = 7;
/** How many write at once, and how many reports they write in a round. */
const WRITERS = [
  { writers: 1, reports: 150 },
  { writers: 8, reports: 600 },
  { writers: 32, reports: 1_200 },
] as const;
const GOAL = 0.6;

/** Reports a second, accepted and on disk, against bare inserts of the same rows. */
export const benchWrites = (): Promise<Figure[]> =>
  withScratchDatabase(
    async (url) => {
      const service = await startProcess(url);
      const maker = makeLoadMaker();
      const [bare, action] = await Promise.all([startWriter("bare", url), startWriter("action", url)]);
      try {
        const post = await makePoster(url, service, maker);
        const figures: Figure[] = [];
        for (const task of WRITERS) {
          progress(`writes: ${task.writers} at once`);
          const ways = { bare: () => bare.write(task), action: () => action.write(task), http: () => post(task) };
          await inRounds(1, ways);
          figures.push(...figuresOf(task, await inRounds(ROUNDS, ways)));
        }
        return figures;
      } finally {
        maker.stop();
        await Promise.all([bare.end("SIGTERM"), action.end("SIGTERM"), service.stop()]);
      }
    },
    { durable: true },
  );

function figuresOf({ writers }: WriteTask, runs: Record<"bare" | "action" | "http", number[]>): Figure[] {
  const many = writers === 1 ? "1 writer" : `${writers} writers`;
  const to = (series: number[]) => ({
    what: `bare inserts of the same rows, ${quantile(runs.bare, 0.5).toFixed(0)} a second`,
    ratio: ratioOf(series, runs.bare),
  });
  const against = to(runs.action);
  return [
    {
      what: `reports accepted, ${many}`,
      value: median(runs.action),
      unit: "reports/s",
      against,
      goal: { text: `at least ${GOAL}`, met: against.ratio >= GOAL },
    },
    {
      what: `reports accepted over HTTP, ${many}`,
      value: median(runs.http),
      unit: "reports/s",
      against: to(runs.http),
    },
  ];
}

/** A process that writes in one way into a database, each time it is told to. */
export async function startWriter(kind: WriterKind, url: string) {
  const started = forkProbed("scripts/writer.js", [kind, url], { env: { ...process.env, NODE_OPTIONS: "" } });
  const ended = started.ended.then(() => Promise.reject(new Error(`the process that writes (${kind}) ended`)));
  ended.catch(() => undefined);
  await Promise.race([once(started.child, "message"), ended]);
  return {
    ...started,
    async write(task: WriteTask): Promise<number> {
      const told = Promise.race([once(started.child, "message"), ended]);
      started.child.send(task);
      return task.reports / (await told)[0].seconds;
    },
  };
}

/** Writes over HTTP, from a process of its own, on as many connections as there are writers. */
async function makePoster(url: string, service: ServiceProcess, maker: LoadMaker) {
  const db = openDatabase(url, () => undefined);
  const places = [...(await loadCrossings(db).finally(() => db.close())).values()];
  const random = makeRandom(1);
  const authorization = `Bearer ${await service.operatorKey()}`;
  return async ({ writers, reports }: WriteTask): Promise<number> => {
    const requests = Array.from({ length: reports }, () => {
      const body = makeReport(random, random.pick(places), machineClock().epochMilliseconds);
      return postFor("/v1/reports", JSON.stringify(body), { Authorization: authorization });
    });
    const load = await maker.load(service.url, requests, { connections: writers, milliseconds: null, status: 201 });
    return load.answers / load.seconds;
  };
}
