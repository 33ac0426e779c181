import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Temporal } from "temporal-polyfill";
import { machineClock } from "../../../src/clock.ts";
import { eventually } from "../eventually.ts";
import { type App, startApp } from "./app.ts";
import type { FieldDatabase } from "./field-database.ts";
import type { Json } from "./json.ts";
import { type NpmStart, npmStart } from "./npm-start.ts";
import { makeOperator, type Operator } from "./operator.ts";
import { type OutsideServer, startOutsideServer } from "./outside-server.ts";
import { type Patrol, startPatrol } from "./patrol.ts";
import { makeTraveller, type Traveller } from "./traveller.ts";

/** The publisher of the releases. */
export const AGENCY = "Field Office of Laredo";

/** A running service, with external servers, a database and clients. */
export interface Field {
  service: NpmStart;
  outside: OutsideServer;
  database: FieldDatabase;
  traveller: Traveller;
  operator: Operator;
  app: App;
  /** Continuously requests current answers. */
  patrol: Patrol;
  /** Starts the process again after it has ended. */
  restart(): Promise<void>;
  /** Waits for `count` more successful polls of the feed. Returns the counts of the last poll. */
  polls(count: number): Promise<Json>;
  /** Waits for `count` more successful polls of the announcements. Returns the counts of the last poll. */
  watches(count: number): Promise<Json>;
  close(): Promise<void>;
}

/** The time limit for an expected event on a busy machine. */
export const PATIENCE_MS = 30_000;

/** Calls {@link eventually} with the time limit of the field test. */
export const soon = <Result>(check: () => Result | Promise<Result>): Promise<Result> => eventually(check, PATIENCE_MS);

/**
 * Starts the service with its own scheduler, polling every `seconds` seconds. `prepare` sets the filings before the
 * start.
 */
export async function startField(
  database: FieldDatabase,
  seconds: number,
  prepare: (outside: OutsideServer) => void,
): Promise<Field> {
  const dataDir = await mkdtemp(join(tmpdir(), "garita-field-"));
  const outside = await startOutsideServer();
  prepare(outside);
  const settings = settingsOf(database, outside, seconds);
  let service = await npmStart(dataDir, settings);
  const base = () => service.url;
  const key = await service.operatorKey();
  const traveller = makeTraveller(base);
  const operator = makeOperator(base, key, traveller);
  const app = await startApp(base, key, traveller);
  const patrol = startPatrol(traveller);
  const runs = async (job: string, count: number): Promise<Json> => {
    const after = machineClock();
    const patienceMs = PATIENCE_MS + 2 * count * seconds * 1000;
    return (await eventually(() => succeeded(operator, job, count, after), patienceMs)).counts;
  };
  return {
    get service() {
      return service;
    },
    outside,
    database,
    traveller,
    operator,
    app,
    patrol,
    async restart() {
      service = await npmStart(dataDir, settings);
    },
    polls: (count) => runs("poll-feed", count),
    watches: (count) => runs("watch-announcements", count),
    async close() {
      await patrol.end();
      const ends = await Promise.allSettled([service.kill(), app.close(), outside.close()]);
      await rm(dataDir, { recursive: true, force: true });
      for (const end of ends) if (end.status === "rejected") throw end.reason;
    },
  };
}

async function succeeded(operator: Operator, job: string, count: number, after: Temporal.Instant): Promise<Json> {
  const runs = await operator.runsAfter(job, after);
  const good = runs.filter(({ outcome }) => outcome === "succeeded");
  assert(
    good.length >= count,
    `${good.length} of ${count} runs of ${job} succeeded after ${after}: ${JSON.stringify(runs.slice(-2))}`,
  );
  return good.at(-1);
}

const settingsOf = (database: FieldDatabase, outside: OutsideServer, seconds: number): Record<string, string> => ({
  DATABASE_URL: database.url,
  BWT_URLS: outside.feedUrl,
  ANNOUNCEMENT_URLS: `${AGENCY}=${outside.releasesUrl}`,
  BWT_CRON: `*/${seconds} * * * * *`,
  ANNOUNCEMENTS_CRON: `*/${seconds} * * * * *`,
  CRON_LEAST_SECONDS: "1",
  WEBHOOK_PRIVATE_ADDRESSES: "on",
  NOTICE_POLL_SECONDS: "1",
  WRITES_PER_MINUTE: "10000",
  LOG_LEVEL: "warn",
  // A time zone that is neither the database's nor UTC.
  TZ: "Asia/Tokyo",
});
