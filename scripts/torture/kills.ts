import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { openDatabase } from "../../src/store/database.ts";
import { eventually } from "../../test/support/eventually.ts";
import { query } from "../../test/support/field/field-database.ts";
import type { Receiver } from "../../test/support/receiver.ts";
import { progress } from "../progress.ts";
import { makeRandom, type Random } from "../random.ts";
import { type Follower, followStream, startWriters, subscribeApp, TITLE, type Writers } from "./kill-clients.ts";
import { type KillWorld, makeEmbeddedWorld, makeServerWorld } from "./kill-world.ts";
import { addFault, emptyOutcome, type TortureOutcome, type TortureSize, timeFor } from "./part.ts";

/** Number of writers at a time. */
const WRITERS = 4;

/** The latest moment of a kill in a round, in milliseconds, and the time for which the writers go on after it. */
const LATEST_MS = 1_500;
const AFTER_MS = 1_000;

/** Time in which everyone catches up. A webhook that failed is sent again after up to ten seconds, or thirty. */
const CATCH_UP_MS = 90_000;

/** What happens in a round. */
const BLOWS: Record<string, (world: KillWorld, random: Random) => Promise<void>> = {
  async "killed process"(world) {
    await world.killProcess();
    await world.start();
  },
  async "killed server"(world) {
    world.killServer();
  },
  async "killed both"(world) {
    world.killServer();
    await world.killProcess();
    await world.start();
  },
  async "cut clients"({ clients }, random) {
    clients.cutSoon(random);
  },
  async "cut database"({ database, clients }, random) {
    (database ?? clients).cutSoon(random);
  },
};

/** Kills processes of the service and its server while clients write, follow the stream and receive webhooks. */
export async function tortureKills(size: TortureSize): Promise<TortureOutcome> {
  const outcome = emptyOutcome();
  const half = Math.ceil(size.rounds / 2);
  const hasTime = timeFor(size);
  await playRounds("a separate server", await makeServerWorld(), [0, half], size, hasTime, outcome);
  if (size.rounds > half)
    await playRounds("the embedded server", await makeEmbeddedWorld(), [half, size.rounds], size, hasTime, outcome);
  return outcome;
}

async function playRounds(
  name: string,
  world: KillWorld,
  [begin, end]: readonly [begin: number, end: number],
  { seed }: TortureSize,
  hasTime: () => boolean,
  outcome: TortureOutcome,
): Promise<void> {
  const random = makeRandom(seed + begin);
  const blows = new Map<string, number>();
  let follower: Follower | undefined;
  let receiver: Receiver | undefined;
  try {
    const db = openDatabase(world.databaseUrl(), () => undefined);
    const key = (await createApiKey(db, "torture", "admin", machineClock()).finally(() => db.close())) ?? "";
    const [{ seq: first = 0 } = {}] = await query(world.databaseUrl(), "SELECT max(seq)::int AS seq FROM report");
    follower = followStream(world.url, Number(first));
    receiver = await subscribeApp(world.url, key);
    const all = { accepted: new Map<string, string>(), failures: 0 };
    for (let round = begin; round < end && hasTime(); round++) {
      // Every kind of blow comes in turn, so that short runs have different ones.
      const blow = Object.keys(BLOWS)[round % Object.keys(BLOWS).length] ?? "";
      const writers = startWriters(world.url, key, `${round}`, WRITERS);
      await sleep(random.below(LATEST_MS));
      await BLOWS[blow]?.(world, random);
      await sleep(AFTER_MS);
      await writers.end();
      blows.set(blow, (blows.get(blow) ?? 0) + 1);
      for (const [title, id] of writers.accepted) all.accepted.set(title, id);
      all.failures += writers.failures;
      const faults = [...writers.strange, ...(await compare(world, Number(first), all.accepted, follower, receiver))];
      for (const fault of faults) addFault(outcome, `${name}, round ${round + 1} (${blow}): ${fault}`);
      progress(
        `${name}: round ${round + 1} of ${end} (${blow}): ${writers.accepted.size} reports accepted, ${outcome.found.length} faults found`,
      );
    }
    outcome.done.push(
      `${name}: ${[...blows].map(([blow, count]) => `${count} ${blow}`).join(", ")}; ${all.accepted.size} reports accepted, ${all.failures} attempts failed, ${follower.connections} connections of the stream, ${receiver.received.length} webhooks`,
    );
  } finally {
    await follower?.end();
    await world.close();
    await receiver?.die();
  }
}

/** Compares the log with what the clients were told. Waits until they have caught up. */
async function compare(
  world: KillWorld,
  first: number,
  accepted: Writers["accepted"],
  follower: Follower,
  receiver: Receiver,
): Promise<string[]> {
  const text = "SELECT id, seq::int, title FROM report WHERE seq > $1 ORDER BY seq";
  const rows = await eventually(() => query(world.databaseUrl(), text, [first]), CATCH_UP_MS);
  const log = rows.map(({ id, seq, title }) => ({ id: String(id), seq: Number(seq), title: String(title) }));
  const ids = new Map(log.map(({ id, title }) => [title, id]));
  const ours = log.filter(({ title }) => title.startsWith(TITLE));
  const faults: string[] = [];
  for (const [title, id] of accepted) if (ids.get(title) !== id) faults.push(`${title} was accepted and is lost`);
  if (ids.size < log.length) faults.push(`${log.length - ids.size} reports are on record twice`);
  if (ours.length > accepted.size) faults.push(`${ours.length - accepted.size} reports were never accepted`);

  const expected = log.map(({ seq }) => seq).join();
  let read: number[] = [];
  // After a failure the answers may be out of date for a moment.
  for (const until = performance.now() + CATCH_UP_MS; read.join() !== expected && performance.now() < until; )
    read = await readAll(world.url, first);
  if (read.join() !== expected) faults.push(`/v1/changes has ${read.length} reports, and the log has ${log.length}`);
  const told = () => new Set(receiver.received.map(({ body }) => body.data?.report?.id));
  const isCaughtUp = () => {
    const ids = told();
    return follower.heard.length >= log.length && log.every(({ id }) => ids.has(id));
  };
  for (const until = performance.now() + CATCH_UP_MS; !isCaughtUp() && performance.now() < until; ) await sleep(50);
  if (follower.heard.join() !== expected)
    faults.push(`the stream sent ${follower.heard.length} reports, and the log has ${log.length}`);
  const delivered = told();
  const missing = log.filter(({ id }) => !delivered.has(id));
  if (missing.length > 0) faults.push(`${missing.length} reports never arrived at the app`);
  return faults;
}

/** Reads the numbers of all changes after `seq`, page by page. */
async function readAll(url: string, seq: number): Promise<number[]> {
  const read: number[] = [];
  for (let after = seq, failures = 0; ; ) {
    const response = await fetch(`${url}/v1/changes?after=${after}&limit=100`).catch(() => undefined);
    if (response?.status !== 200) {
      if (++failures > 300) throw new Error(`/v1/changes was answered ${response?.status}`);
      await sleep(100);
      continue;
    }
    const { changes } = (await response.json()) as { changes: { seq: number }[] };
    if (changes.length === 0) return read;
    read.push(...changes.map(({ seq }) => seq));
    after = read.at(-1) ?? after;
  }
}
