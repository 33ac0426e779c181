import fc from "fast-check";
import { machineClock } from "../../src/clock.ts";
import { limitsOf, readConfig } from "../../src/config.ts";
import { type Context, contextNow } from "../../src/context.ts";
import { makeLog } from "../../src/log.ts";
import { type Connections, connectionsOf } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import { eventually } from "../../test/support/eventually.ts";
import { type ApiDescription, readApiDescription } from "../../test/support/openapi-differences.ts";
import { type Made, type Operation, requestsOf } from "../../test/support/openapi-requests.ts";
import { fillWorld } from "../../test/support/openapi-world.ts";
import { startProcess } from "../../test/support/service-process.ts";
import { progress } from "../progress.ts";
import { withSeededDatabase } from "../seeded-database.ts";
import { addFault, emptyOutcome, type TortureOutcome, type TortureSize, timeFor } from "./part.ts";

/** Number of requests to each endpoint before new ids are fetched. */
const EACH = 20;

/** Endpoints whose answers take up to a thousand times as long as others. They get fewer requests. */
const LONG = { each: 2, paths: ["/v1/export", "/v1/changes", "/v1/availability", "/v1/calendar.ics", "/v1/atom.xml"] };

/** Number of reads at a time. More than six long answers of one client may not wait, according to the API. */
const READS_AT_ONCE = 4;

/** Sends requests that are generated from the API description, valid and broken, to a process of the service. */
export async function tortureRequests(size: TortureSize): Promise<TortureOutcome> {
  const outcome = emptyOutcome();
  const hasTime = timeFor(size);
  const statuses = new Map<number, number>();
  let sent = 0;
  await withSeededDatabase(async (db, databaseUrl) => {
    const service = await startProcess(databaseUrl, {
      BWT_URLS: "file:///nowhere/bwt.json",
      WEBHOOK_PRIVATE_ADDRESSES: "on",
    });
    try {
      const description = await readApiDescription(service.url);
      for (let round = 0; sent < size.requests && hasTime(); round++) {
        const world = await fillWorld(contextOf(db), service.url, round);
        const made = description.operations.flatMap((operation) =>
          fc.sample(requestsOf(operation, world), { numRuns: eachOf(operation), seed: size.seed + round }),
        );
        const batch = made.slice(0, size.requests - sent);
        await sendAll(batch, description, db, outcome, statuses);
        sent += batch.length;
        progress(`${sent} of ${size.requests} requests sent, ${outcome.found.length} faults found`);
      }
    } finally {
      await service.stop();
    }
  });
  const counts = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  outcome.done.push(`${sent} requests`, `answers by status: ${counts.join(", ")}`);
  return outcome;
}

const eachOf = ({ path }: Operation): number => (LONG.paths.includes(path) ? LONG.each : EACH);

const contextOf = (db: Database): Context =>
  contextNow({ db, clock: machineClock, log: makeLog("silent"), thresholds: limitsOf(readConfig({})) });

/** Sends the reads several at a time, and then the writes one after another. */
async function sendAll(
  batch: readonly Made[],
  description: ApiDescription,
  db: Database,
  outcome: TortureOutcome,
  statuses: Map<number, number>,
): Promise<void> {
  const { pool } = connectionsOf(db);
  const compare = (made: Made) =>
    description
      .differences(made)
      .catch((error: Error) => ({ status: 0, told: [`no answer: ${error.cause ?? error}`] }));
  const late: Made[] = [];
  const send = async (made: Made): Promise<number> => {
    const { status, told } = await compare(made);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const isLate = status === 503 && made.init.method === "GET";
    if (isLate) late.push(made);
    else for (const each of told) addFault(outcome, `${nameOf(made)}: ${each}`);
    return status;
  };
  let before = await contentsOf(pool);
  const reads = batch.filter(({ init }) => init.method === "GET");
  const readOn = async () => {
    for (let made = reads.pop(); made !== undefined; made = reads.pop()) await send(made);
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, readOn));
  // A busy machine may be too slow for several long answers at once, but not for a single one.
  for (const made of late)
    for (const each of (await compare(made)).told) addFault(outcome, `${nameOf(made)}, sent alone: ${each}`);
  const afterReads = await contentsOf(pool);
  if (afterReads !== before) addFault(outcome, `a read changed the database from ${before} to ${afterReads}`);
  before = afterReads;
  for (const made of batch) {
    if (made.init.method === "GET") continue;
    const status = await send(made);
    // A run that a request has started may record something later.
    if (status === 202) await eventually(async () => endOfRuns(pool), 60_000);
    const after = await contentsOf(pool);
    if (status >= 400 && after !== before)
      addFault(outcome, `${nameOf(made)} was refused with ${status}, and changed the database: ${before}, ${after}`);
    before = after;
  }
}

/** Describes everything that a request may change: the log's length and last number, and the other rows. */
async function contentsOf(pool: Connections["pool"]): Promise<string> {
  const digest = (table: string) =>
    `(SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM ${table} t)`;
  const { rows } = await pool.query<{ contents: string }>(
    `SELECT concat_ws(' ', (SELECT count(*) || ' reports up to ' || max(seq) FROM report),
       (SELECT count(*) FROM idempotency_key), (SELECT count(*) FROM delivery),
       ${digest("proposal")}, ${digest("subscription")}, ${digest("signing_secret")}, ${digest("api_key")}) AS contents`,
  );
  return rows[0]?.contents ?? "";
}

async function endOfRuns(pool: Connections["pool"]): Promise<void> {
  const { rows } = await pool.query("SELECT name FROM job_run WHERE ended_at IS NULL");
  if (rows.length > 0) throw new Error(`a run of ${rows[0].name} has not ended`);
}

const nameOf = ({ url, init }: Made): string =>
  `${init.method} ${url.slice(0, 500)} ${JSON.stringify(init.headers)} ${String(init.body ?? "").slice(0, 500)}`;
