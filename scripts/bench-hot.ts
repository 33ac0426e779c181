import type { ProbedProcess } from "../test/support/probed-process.ts";
import { startProcess } from "../test/support/service-process.ts";
import type { Figure } from "./bench-table.ts";
import type { Canned, Contestant } from "./contestant.ts";
import { type LoadMaker, makeLoadMaker, requestFor } from "./load.ts";
import type { Load } from "./load-client.ts";
import { progress } from "./progress.ts";
import { fetchCanned, startRival } from "./rivals.ts";
import { inRounds, median, quantile, ratioOf } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";

/** Many short rounds, because other load on the machine comes in bursts and must not affect the median. */
const ROUNDS = 15;
const LOAD = { connections: 64, milliseconds: 300 };
/** Warm-up time of each case, in which Node compiles the code. */
const WARM_UP_MS = 1_000;

const STATUS = "/v1/crossings/lukeville/status";
const LIST = "/v1/crossings";

interface Case {
  what: string;
  path: string;
  headers: Record<string, string>;
  status: 200 | 304;
  against: Contestant[];
}

const JSON_ONLY = { Accept: "application/json" };
const BROWSER = { Accept: "application/json", "Accept-Encoding": "gzip, deflate, br" };
const CASES: Case[] = [
  { what: "status", path: STATUS, headers: JSON_ONLY, status: 200, against: ["bare", "express", "row", "record"] },
  { what: "status, brotli", path: STATUS, headers: BROWSER, status: 200, against: ["bare"] },
  { what: "status, not modified", path: STATUS, headers: BROWSER, status: 304, against: ["bare", "express"] },
  { what: "list", path: LIST, headers: JSON_ONLY, status: 200, against: ["bare", "express"] },
  { what: "list, brotli", path: LIST, headers: BROWSER, status: 200, against: ["bare"] },
  { what: "list, not modified", path: LIST, headers: BROWSER, status: 304, against: ["bare"] },
];

const AGAINST: Record<Contestant, { what: string; goal?: (status: Case["status"]) => number }> = {
  bare: { what: "node:http sending the same bytes", goal: (status) => (status === 304 ? 0.9 : 0.95) },
  express: { what: "Express sending the same bytes" },
  row: { what: "Express reading one row through Prisma", goal: () => 30 },
  record: { what: "Express reading the crossing's status changes through Prisma" },
};

/** A server under test, and its CPU time. */
type Server = { url: string } & Pick<ProbedProcess, "cpu">;
/** Result of a round, and the server's CPU time per answer in microseconds. */
type Run = Load & { cost: number };

/**
 * Measures cached answers per second, compared with bare `node:http`, Express alone, and Express with one query per
 * request.
 */
export const benchHot = (): Promise<Figure[]> =>
  withScratchDatabase(async (databaseUrl) => {
    const service = await startProcess(databaseUrl);
    const maker = makeLoadMaker();
    try {
      const figures: Figure[] = [];
      for (const each of CASES) figures.push(...(await compare(each, service, databaseUrl, maker)));
      return figures;
    } finally {
      maker.stop();
      await service.stop();
    }
  });

async function compare(asked: Case, service: Server, databaseUrl: string, maker: LoadMaker): Promise<Figure[]> {
  progress(`hot: ${asked.what}`);
  const { path, status, against } = asked;
  const headers = { ...asked.headers };
  if (status === 304) headers["If-None-Match"] = etagOf(await fetchCanned(service.url, path, headers));
  const canned = await fetchCanned(service.url, path, headers);
  const rivals = await Promise.all(against.map((kind) => startRival(kind, databaseUrl, canned)));
  const run = async ({ url, cpu }: Server, milliseconds: number = LOAD.milliseconds): Promise<Run> => {
    const before = await cpu();
    const load = await maker.load(url, [requestFor(path, headers)], { ...LOAD, status, milliseconds });
    return { ...load, cost: ((await cpu()) - before) / load.answers };
  };
  try {
    const all = { garita: service, ...Object.fromEntries(against.map((kind, i) => [kind, rivals[i]])) };
    const servers = Object.entries(all) as ["garita" | Contestant, Server][];
    for (const [, server] of servers) await run(server, WARM_UP_MS);
    const runs = await inRounds(
      ROUNDS,
      Object.fromEntries(servers.map(([name, server]) => [name, () => run(server)])) as Record<
        "garita" | Contestant,
        () => Promise<Run>
      >,
    );
    return against.map((kind) => figureOf(asked, kind, runs.garita, runs[kind]));
  } finally {
    await Promise.all(rivals.map((rival) => rival.end("SIGTERM")));
  }
}

const perSecond = (runs: readonly Run[]): number[] => runs.map(({ answers, seconds }) => answers / seconds);
const costs = (runs: readonly Run[]): number[] => runs.map(({ cost }) => cost);

function figureOf({ what, status }: Case, kind: Contestant, ours: readonly Run[], theirs: readonly Run[]): Figure {
  const ratio = ratioOf(perSecond(ours), perSecond(theirs));
  const { what: rival, goal: goalOf } = AGAINST[kind];
  const goal = goalOf?.(status);
  const busy = Math.max(...[...ours, ...theirs].map((load) => load.busy));
  const [own, other] = [median(costs(ours)), median(costs(theirs))];
  const p99 = median(ours.map(({ times }) => quantile(times, 0.99)));
  return {
    what,
    value: median(perSecond(ours)),
    unit: "answers/s",
    against: { what: rival, ratio },
    ...(goal === undefined ? {} : { goal: { text: `at least ${goal}`, met: ratio >= goal } }),
    note: `CPU per answer ${own.toFixed(1)} µs, reference ${other.toFixed(1)} µs; p99 ${p99.toFixed(1)} ms; the client used ${busy.toFixed(2)} of a core`,
  };
}

const etagOf = ({ raw }: Canned): string => raw[raw.findIndex((name) => name.toLowerCase() === "etag") + 1] ?? "";
