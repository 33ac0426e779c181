import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FRONTS, type Front, startNginx } from "../test/support/front.ts";
import { rawRequest } from "../test/support/raw-request.ts";
import { turningReport } from "../test/support/resumption.ts";
import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import { atMost, type Figure } from "./bench-table.ts";
import type { Canned } from "./contestant.ts";
import { type LoadMaker, makeLoadMaker, requestFor } from "./load.ts";
import { progress } from "./progress.ts";
import { fetchCanned } from "./rivals.ts";
import { inRounds, median, ratioOf } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";

const ROUNDS = 15;
const LOAD = { connections: 64, milliseconds: 400, status: 200 } as const;
const RUSH_MS = 5_000;
const CHANGES = 10;
const STATUS = "/v1/crossings/lukeville/status";
const HEADERS = { Accept: "application/json" };
const ASKED = requestFor(STATUS, HEADERS);
/** Host in the requests of the load generator. Requests with another host are cached separately. */
const HOST = "localhost";
const GOALS = { ratio: 0.95, seconds: 2 };

/**
 * Measures Garita behind nginx, with the configuration in `docs/examples`: answers per second against a static file of
 * nginx, requests that reach Garita during a rush, and the time until a change is seen.
 */
export async function benchFront(): Promise<Figure[]> {
  if (!FRONTS.nginx.isInstalled()) {
    progress("front: skipped, because nginx is not installed");
    return [];
  }
  return withScratchDatabase(async (databaseUrl) => {
    const service = await startProcess(databaseUrl);
    const folder = await mkdtemp(join(tmpdir(), "garita-static-"));
    const maker = makeLoadMaker();
    let front: Front | undefined;
    try {
      const more = await staticServer(folder, await fetchCanned(service.url, STATUS, HEADERS));
      front = await startNginx(service.url, { more: more.config });
      const rates = await compare(maker, front, more.url);
      return [...rates, await rush(maker, front, service), await seen(maker, front, await service.operatorKey())];
    } finally {
      maker.stop();
      await front?.stop();
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** Writes the answer to a file, and returns the configuration of a server that sends it with the same headers. */
async function staticServer(folder: string, { raw, body }: Canned): Promise<{ config: string; url: string }> {
  await mkdir(join(folder, "v1/crossings/lukeville"), { recursive: true });
  await writeFile(join(folder, "v1/crossings/lukeville/status"), Buffer.from(body, "base64"));
  const own = /^(content-length|content-type|etag)$/i;
  const headers = raw.flatMap((name, i, all) => (i % 2 === 0 && !own.test(name) ? [[name, all[i + 1] ?? ""]] : []));
  const lines = headers.map(([name, value]) => `add_header ${name} ${JSON.stringify(value)};`);
  const port = 20_000 + (process.pid % 20_000);
  // The load generator keeps its connections.
  const config = `keepalive_requests 100000000; server { listen 127.0.0.1:${port}; root ${folder}; default_type "application/json; charset=utf-8";
    open_file_cache max=1000; ${lines.join(" ")} }`;
  return { config, url: `http://127.0.0.1:${port}` };
}

async function compare(maker: LoadMaker, front: Front, file: string): Promise<Figure[]> {
  progress("front: through nginx, and a static file");
  const run = (url: string) => async () => {
    const before = front.cpu();
    const { answers, seconds } = await maker.load(url, [ASKED], LOAD);
    return { rate: answers / seconds, cost: (front.cpu() - before) / answers };
  };
  for (const url of [front.url, file]) await run(url)();
  const runs = await inRounds(ROUNDS, { through: run(front.url), file: run(file) });
  const [ours, theirs] = [runs.through.map(({ rate }) => rate), runs.file.map(({ rate }) => rate)];
  const [own, other] = [runs.through, runs.file].map((all) => median(all.map(({ cost }) => cost)).toFixed(1));
  const ratio = ratioOf(ours, theirs);
  return [
    {
      what: "status through nginx",
      value: median(ours),
      unit: "answers/s",
      against: { what: "a static file of nginx with the same bytes", ratio },
      goal: { text: `at least ${GOALS.ratio}`, met: ratio >= GOALS.ratio },
      note: `one worker; CPU of nginx per answer ${own} µs, reference ${other} µs`,
    },
  ];
}

/** Returns the number of requests that reached the service. */
async function reached({ url }: ServiceProcess): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const counts = metrics.matchAll(/^garita_(?:answers_served_total|http_request_seconds_count\{.*\}) (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function rush(maker: LoadMaker, front: Front, service: ServiceProcess): Promise<Figure> {
  progress("front: a rush");
  const before = await reached(service);
  const { answers } = await maker.load(front.url, [ASKED], { ...LOAD, milliseconds: RUSH_MS });
  const came = (await reached(service)) - before;
  return {
    what: "requests that reach Garita during a rush on one answer",
    value: (came / answers) * 1e6,
    unit: "per million",
    note: `${came} of ${answers.toLocaleString("en-US")} in ${RUSH_MS / 1000} s`,
  };
}

/** Measures the time from the answer to a report until the first changed answer, while other clients ask. */
async function seen(maker: LoadMaker, front: Front, key: string): Promise<Figure> {
  progress("front: changes");
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const times: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    const load = maker.load(front.url, [ASKED], { ...LOAD, connections: 8, milliseconds: 3_500 });
    await sleep(500 + Math.random() * 1_000);
    const posted = await fetch(`${front.url}/v1/reports`, {
      method: "POST",
      headers,
      body: JSON.stringify(turningReport(i)),
    });
    const { seq } = (await posted.json()) as { seq: number };
    const began = performance.now();
    while ((await asOf(front.url)) < seq) await sleep(10);
    times.push((performance.now() - began) / 1000);
    await load;
  }
  return {
    what: "time until a change is seen through nginx",
    value: median(times),
    unit: "s",
    goal: atMost(GOALS.seconds, "s", Math.max(...times)),
    note: `median of ${times.length}; the longest took ${Math.max(...times).toFixed(2)} s`,
  };
}

const asOf = async (url: string): Promise<number> =>
  JSON.parse(String((await rawRequest(`${url}${STATUS}`, { ...HEADERS, host: HOST })).body)).asOf;
