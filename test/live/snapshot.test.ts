import { Temporal } from "temporal-polyfill";
import { serviceKey, servicesOf } from "../../src/domain/places/crossing.ts";
import { standingAt } from "../../src/domain/status/standing.ts";
import { makeSnapshot } from "../../src/live/snapshot.ts";
import { makeLog } from "../../src/log.ts";
import { type Connections, connected, connectionsOf } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import { change, LIMITS } from "../domain/telling.ts";
import { NO_HOOKS } from "../support/grown-memory.ts";
import { append, makeLoggedCrossings, plainReport } from "../support/logs.ts";
import { useDatabase } from "../support/use-database.ts";

const NOW = Temporal.Instant.from("2026-11-01T00:00:00Z");
const loan = useDatabase();

/** Wraps a database. Timelines requested while `isSlow` return only after `letGo`. */
function slowDatabase() {
  let letGo = () => {};
  const gate = new Promise<void>((done) => {
    letGo = done;
  });
  let arrived = () => {};
  const read = new Promise<void>((done) => {
    arrived = done;
  });
  const state = { isSlow: false };
  const connections = connectionsOf(loan.db);
  const planned = {
    async query(query: { name: string }) {
      const isHeld = state.isSlow && query.name === "timelines";
      const result = await connections.planned.query(query as never);
      if (isHeld) {
        arrived();
        await gate;
      }
      return result;
    },
  };
  const slowly = connected({ ...connections, planned: planned as unknown as Connections["planned"] });
  const db: Database = { ...loan.db, ...slowly };
  return { state, read, letGo: () => letGo(), db };
}

test("a slow load does not undo a report recorded in the meantime", async () => {
  const [one] = await makeLoggedCrossings(loan.db, 1);
  if (one === undefined) throw new Error("no crossing was made");
  const { slug } = one.crossing;
  const [service] = servicesOf(one.crossing);
  if (service === undefined) throw new Error("the crossing has no service");
  const slow = slowDatabase();
  const board = makeSnapshot({ db: slow.db, clock: () => NOW, log: makeLog("silent"), thresholds: LIMITS }, NO_HOOKS);
  const record = async (status: "open" | "suspended", at: string) => {
    await append(loan.db, one, plainReport("desk", { statusChanges: [{ ...change(status, at), service }] }));
    board.record([slug]);
  };
  const seen = async () => {
    const [packed] = await board.known([slug], NOW);
    const known = await packed?.unpack();
    const timeline = known?.timelines.get(serviceKey(service));
    return timeline === undefined ? null : standingAt(timeline, NOW, null, LIMITS).status;
  };
  await record("open", "2026-10-01T00:00:00Z");
  await board.load();
  expect(await seen()).toBe("open");

  board.touch([slug]);
  slow.state.isSlow = true;
  const older = seen();
  await slow.read;
  slow.state.isSlow = false;
  await record("suspended", "2026-10-02T00:00:00Z");
  expect(await seen()).toBe("suspended");
  slow.letGo();
  await older;
  expect(await seen()).toBe("suspended");
});

test("an answer waits a limited time for a slow load, and then lacks a change until it is loaded", async () => {
  const [one] = await makeLoggedCrossings(loan.db, 1);
  if (one === undefined) throw new Error("no crossing was made");
  const { slug } = one.crossing;
  const slow = slowDatabase();
  const waits = { firstMs: 300, againMs: 20 };
  const board = makeSnapshot(
    { db: slow.db, clock: () => NOW, log: makeLog("silent"), thresholds: LIMITS },
    NO_HOOKS,
    waits,
  );
  await board.load();
  slow.state.isSlow = true;
  const changed = performance.now();
  board.record([slug]);
  expect(board.lacksSince()).toBeNull();
  const durationOf = async () => {
    const began = performance.now();
    expect(await board.known([slug], NOW)).toHaveLength(1);
    return performance.now() - began;
  };
  const first = await durationOf();
  const again = await durationOf();
  expect([first >= waits.firstMs - 1, again < first]).toEqual([true, true]);
  expect(Math.abs((board.lacksSince() ?? 0) - changed)).toBeLessThan(waits.firstMs);
  slow.letGo();
  slow.state.isSlow = false;
  await board.refresh();
  expect([board.lacksSince(), board.isBehind()]).toEqual([null, false]);
});

test("an open answer that lacks a known report is not certain, and one that lacks only a reading of the feed is", async () => {
  const [one] = await makeLoggedCrossings(loan.db, 1);
  const [service] = one === undefined ? [] : servicesOf(one.crossing);
  if (one === undefined || service === undefined) throw new Error("no crossing with a service was made");
  const { slug } = one.crossing;
  await append(
    loan.db,
    one,
    plainReport("desk", { statusChanges: [{ ...change("open", "2026-10-31T00:00:00Z"), service }] }),
  );
  const slow = slowDatabase();
  const board = makeSnapshot({ db: slow.db, clock: () => NOW, log: makeLog("silent"), thresholds: LIMITS }, NO_HOOKS, {
    firstMs: 100,
    againMs: 20,
  });
  await board.load();
  const seen = async () => {
    const [packed] = await board.known([slug], NOW);
    const timeline = (await packed?.unpack())?.timelines.get(serviceKey(service));
    if (timeline === undefined) throw new Error("there is no timeline");
    const { open, certainty } = standingAt(timeline, NOW, null, LIMITS);
    return [open, certainty === "unconfirmed"];
  };
  slow.state.isSlow = true;
  board.touch([slug]);
  expect(await seen()).toEqual([true, false]);
  board.record([slug]);
  expect(await seen()).toEqual([true, true]);
  slow.letGo();
  slow.state.isSlow = false;
  await board.refresh();
  expect(await seen()).toEqual([true, false]);
});
