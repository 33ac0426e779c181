import { Temporal } from "temporal-polyfill";
import { seed } from "../../src/actions/record/seed.ts";
import { machineClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { type Context, contextNow } from "../../src/context.ts";
import { makeLog } from "../../src/log.ts";
import { PARTS, type Parts } from "../../src/parts.ts";
import { type RunningService, startService } from "../../src/service.ts";
import { createApiKey, type Role } from "../../src/store/access/api-keys.ts";
import { openDatabase } from "../../src/store/database.ts";
import { loanDatabase } from "./database.ts";

/** A clock that a test sets. The clock advances by a millisecond at each reading, because a real clock also moves. */
export interface TestClock {
  now: () => Temporal.Instant;
  /** Sets the instant of the next reading. */
  set(instant: string): void;
  /**
   * Returns the number of readings. Readings by the snapshot do not count, because it loads new reports independently
   * of requests.
   */
  readings(): number;
}

/** A whole service on its own database. */
export interface LoanedService extends RunningService {
  clock: TestClock;
  /** Context of a request or run that starts now. Each access reads the clock. */
  readonly ctx: Context;
  databaseUrl: string;
  /** Requests a URL of the service. JSON bodies are parsed. */
  ask(path: string, init?: RequestInit): Promise<Asked>;
  /** Sends JSON with a key. */
  post(path: string, body: unknown, key?: string, headers?: Record<string, string>): Promise<Asked>;
  keyFor(name: string, role: Role): Promise<string>;
  release(): Promise<void>;
}

export interface Asked {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  body: any;
}

/**
 * Creates a clock that follows the system clock until a test sets it, so that recording times are not in the future.
 */
function makeClock(): TestClock {
  let next: Temporal.Instant | undefined;
  let readings = 0;
  return {
    readings: () => readings,
    now() {
      if (!/live\/(follow-log|quiet-loads)\.ts/.test(new Error().stack ?? "")) readings++;
      if (next === undefined) return machineClock();
      const reading = next;
      next = reading.add({ milliseconds: 1 });
      return reading;
    },
    set: (instant) => {
      next = Temporal.Instant.from(instant);
    },
  };
}

/**
 * Starts a service on a free port, seeded by default. `settings` are environment variables. `by` may replace the URL of
 * the database, for example by that of a proxy. `parts` replaces shipped lists.
 */
export async function loanService(
  options: {
    seeded?: boolean;
    /** The folder of an additional seed to record. */
    seedFrom?: string;
    settings?: Record<string, string>;
    by?: (url: string) => Promise<string>;
    parts?: Partial<Parts>;
  } = {},
): Promise<LoanedService> {
  const { seeded = true, seedFrom, settings = {}, by = async (url) => url } = options;
  const parts = { ...PARTS, ...options.parts };
  const database = await loanDatabase({ seeded });
  const config = readConfig({ PORT: "0", JOBS: "off", WRITES_PER_MINUTE: "10000", ...settings }, parts);
  const clock = makeClock();
  const db = openDatabase(await by(database.url), () => undefined);
  if (seedFrom !== undefined) await seed(db, seedFrom);
  const service = await startService(config, db, makeLog("silent"), clock.now, undefined, parts);
  const ask = async (path: string, init: RequestInit = {}): Promise<Asked> => {
    const response = await fetch(`${service.url}${path}`, init);
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== "" ? JSON.parse(text) : undefined,
    };
  };
  return {
    ...service,
    clock,
    get ctx() {
      return contextNow(service.runtime);
    },
    databaseUrl: database.url,
    ask,
    post: (path, body, key, headers = {}) =>
      ask(path, {
        method: "POST",
        body: typeof body === "string" ? body : JSON.stringify(body),
        headers: {
          "content-type": "application/json",
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...headers,
        },
      }),
    async keyFor(name, role) {
      return (await createApiKey(db, name, role, machineClock())) ?? "";
    },
    async release() {
      await service.stop();
      await db.close();
      await database.release();
    },
  };
}

/** Creates a valid report on Lukeville, with optional variations. */
export const soundReport = (change: Record<string, unknown> = {}, report: Record<string, unknown> = {}) => ({
  source: {
    kind: "announcement",
    publisher: "Example Agency",
    title: "A notice",
    url: "https://example.org/notice",
    publishedAt: "2026-03-01",
  },
  reason: "staffing",
  note: "Told by the desk",
  changes: [
    {
      crossing: "lukeville",
      modes: ["passenger"],
      directions: ["northbound"],
      status: "suspended",
      effectiveAt: "2026-03-02",
      ...change,
    },
  ],
  claims: [],
  ...report,
});
