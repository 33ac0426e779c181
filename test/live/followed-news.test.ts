import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import type { Runtime } from "../../src/context.ts";
import { servicesOf } from "../../src/domain/places/crossing.ts";
import { type Follower, followRecord } from "../../src/live/follow-log.ts";
import { type LiveSnapshot, makeSnapshot } from "../../src/live/snapshot.ts";
import { makeLog } from "../../src/log.ts";
import { type OpenedDatabase, openDatabase } from "../../src/store/database.ts";
import { saveObservations } from "../../src/store/feed/observations.ts";
import { appendReport } from "../../src/store/record/reports.ts";
import { change, LIMITS, observation } from "../domain/telling.ts";
import { ask } from "../support/embedded.ts";
import { eventually } from "../support/eventually.ts";
import { NO_HOOKS } from "../support/grown-memory.ts";
import { type LoggedCrossing, makeLoggedCrossings, plainReport } from "../support/logs.ts";
import { makeSeverable, type Severable } from "../support/severable.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase();
let one: LoggedCrossing;
let way: Severable;
let db: OpenedDatabase;
let board: LiveSnapshot;
let follower: Follower;
let news: string[];
beforeAll(async () => {
  const [first] = await makeLoggedCrossings(loan.db, 2);
  if (first === undefined) throw new Error("no crossing was made");
  one = first;
  await append();
});
beforeEach(async () => {
  way = await makeSeverable(loan.url);
  db = openDatabase(way.url, () => undefined);
  news = [];
});
afterEach(async () => {
  await follower.stop();
  await db.close();
  await way.cut();
});

/** Starts to follow the log. Without notices, only polls bring news. */
async function follow({ pollSeconds = 60 } = {}): Promise<void> {
  const runtime: Runtime = {
    db,
    clock: () => Temporal.Instant.from("2026-11-01T00:00:00Z"),
    log: makeLog("silent"),
    thresholds: LIMITS,
  };
  board = makeSnapshot(runtime, NO_HOOKS);
  follower = followRecord(runtime, board, { pollSeconds, isReader: false });
  follower.onAdvance((slugs) => news.push(`report ${slugs}`));
  follower.onReading((slugs) => news.push(`reading ${slugs}`));
  await follower.start();
  news = [];
}

/** Makes a report about the first crossing. */
function reportOf() {
  const [service] = servicesOf(one.crossing);
  if (service === undefined) throw new Error("the crossing has no service");
  return plainReport("desk", { statusChanges: [{ ...change("open", "2026-10-31T00:00:00Z"), service }] });
}
/** Appends a report as another process does. */
const append = () => appendReport(loan.db, reportOf(), () => one.crossing.timeZone);
const newest = async () => Number(await ask(loan.url, "SELECT coalesce(max(seq), 0) FROM report"));
const slug = () => one.crossing.slug;

describe("a process that follows the log", () => {
  test("knows everything on record when it has started", async () => {
    await follow();
    expect(follower.seq()).toBe(await newest());
    expect([follower.stale(), follower.isAway(), board.crossings().size]).toEqual([null, false, 2]);
  });

  test("hears of the reports of others soon, each once", async () => {
    await follow();
    const { seq } = await append();
    await eventually(() => expect(follower.seq()).toBe(seq));
    expect(news).toEqual([`report ${slug()}`]);
    await follower.look();
    expect(news).toHaveLength(1);
  });

  test("knows its own reports at once", async () => {
    await follow();
    const report = reportOf();
    const { seq } = await appendReport(loan.db, report, () => one.crossing.timeZone);
    follower.record({ ...report, seq });
    expect([follower.seq(), news[0]]).toEqual([seq, `report ${slug()}`]);
    expect(board.isBehind()).toBe(true);
  });

  test("hears of new readings of the feed, by crossing", async () => {
    await follow();
    const [service] = servicesOf(one.crossing);
    if (service === undefined) throw new Error("the crossing has no service");
    const reading = observation("moving", "2026-10-31T23:50:00Z");
    await saveObservations(loan.db, [{ ...reading, service }]);
    await eventually(() => expect(news).toEqual([`reading ${slug()}`]));
    const before = board.touches();
    await follower.look();
    expect([news.length, board.touches()]).toEqual([1, before]);
  });

  test("hears of changes of the list of crossings", async () => {
    await follow();
    const before = board.touches();
    await follower.look();
    expect(board.touches()).toBe(before);
    await ask(loan.url, `UPDATE crossing SET note = 'A note ${before}' WHERE slug = '${slug()}'`);
    await follower.look();
    expect(board.crossings().get(slug())?.note).toBe(`A note ${before}`);
    expect(news).toEqual([]);
  });

  test("tells nobody who no longer listens", async () => {
    await follow();
    const heard: string[] = [];
    const unfollow = follower.onAdvance((slugs) => heard.push(...slugs));
    unfollow();
    const { seq } = await append();
    await eventually(() => expect(follower.seq()).toBe(seq));
    expect([heard, news]).toEqual([[], [`report ${slug()}`]]);
  });

  test("reads everything again if the log has lost its last reports", async () => {
    await follow();
    const { seq } = await append();
    await eventually(() => expect(follower.seq()).toBe(seq));
    const before = board.touches();
    await ask(
      loan.url,
      `BEGIN; SET LOCAL session_replication_role = replica;
       DELETE FROM status_change WHERE report_id IN (SELECT id FROM report WHERE seq = ${seq});
       DELETE FROM mark WHERE seq = ${seq}; DELETE FROM report WHERE seq = ${seq}; COMMIT`,
    );
    await follower.look();
    expect(follower.seq()).toBeLessThan(seq);
    expect(board.touches()).toBeGreaterThan(before);
  });
});

describe("while the database is unavailable", () => {
  test("the process says so, and catches up by itself", async () => {
    await follow({ pollSeconds: 0.1 });
    await way.cut();
    await eventually(() => expect(follower.isAway()).toBe(true));
    const { seq } = await append();
    await sleep(1_100);
    expect(follower.stale()).toBeGreaterThanOrEqual(1);
    expect(follower.seq()).toBeLessThan(seq);
    await way.mend();
    await eventually(() => expect(follower.seq()).toBe(seq));
    await eventually(() => expect([follower.isAway(), follower.stale()]).toEqual([false, null]));
    expect(news).toEqual([`report ${slug()}`]);
  });
});
