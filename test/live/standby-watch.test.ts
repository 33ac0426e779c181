import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { type StandbyWatch, watchStandby } from "../../src/live/standby-watch.ts";
import { type OpenedDatabase, openDatabase } from "../../src/store/database.ts";
import { eventually } from "../support/eventually.ts";
import { makeTestServers, SERVER_PROGRAMS, type TestServer, WHY_SKIPPED } from "../support/replicated-servers.ts";
import { makeSlowWay, type SlowWay } from "../support/slow-way.ts";

const POLL_SECONDS = 1;

(SERVER_PROGRAMS === undefined ? describe.skip : describe)(`a standby${WHY_SKIPPED}`, () => {
  const servers = makeTestServers();
  let primary: TestServer;
  let standby: TestServer;
  let way: SlowWay;
  let db: OpenedDatabase;
  let watch: StandbyWatch;
  beforeAll(async () => {
    primary = await servers.startPrimary("one");
    way = await makeSlowWay(primary.port);
    standby = await servers.startStandby("two", primary, way.port);
    db = openDatabase(standby.url, () => undefined, machineClock, "read");
    watch = watchStandby({ db }, POLL_SECONDS);
  }, 60_000);
  afterAll(async () => {
    await db?.close();
    await servers.release();
    await way?.close();
  });

  const untilCurrent = () =>
    eventually(async () => {
      await watch.look();
      expect(watch.isBehind()).toBe(false);
    }, 30_000);
  const hasTable = async (name: string) =>
    (await standby.ask("SELECT to_regclass($1) AS found", [name]))[0]?.found !== null;

  test("of an idle primary is current, however old its last transaction", async () => {
    await primary.ask("CREATE TABLE first ()");
    await eventually(async () => expect(await hasTable("first")).toBe(true));
    await sleep(POLL_SECONDS * 2_000);
    await untilCurrent();
    for (let i = 0; i < 5; i++) {
      const before = performance.now();
      expect(await watch.look()).toBeGreaterThanOrEqual(before);
      expect(watch.isBehind()).toBe(false);
    }
  });

  test("is behind without a connection to its primary, and knows since when", async () => {
    await untilCurrent();
    const current = await watch.look();
    way.cut();
    await eventually(async () => {
      await watch.look();
      expect(watch.isBehind()).toBe(true);
    });
    const complete = await watch.look();
    expect(complete).toBeGreaterThanOrEqual(current);
    await sleep(500);
    expect(await watch.look()).toBe(complete);
  });

  test("is behind until it has caught up over a slow connection", async () => {
    await primary.ask("CREATE TABLE bulk AS SELECT md5(i::text) AS word FROM generate_series(1, 200000) i");
    await primary.ask("CREATE TABLE last ()");
    await sleep(POLL_SECONDS * 1_500);
    way.mend(4_000_000);
    const looks: boolean[] = [];
    for (let isComplete = false; !isComplete; ) {
      await watch.look();
      const wasBehind = watch.isBehind();
      isComplete = await hasTable("last");
      if (!isComplete) looks.push(wasBehind);
      await sleep(20);
    }
    expect(looks.length).toBeGreaterThan(20);
    // On a busy machine, nothing may arrive for half a second.
    expect(looks.filter((wasBehind) => !wasBehind).length).toBeLessThan(looks.length / 20);
    await untilCurrent();
  }, 60_000);
});
