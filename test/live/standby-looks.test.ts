import { setTimeout as sleep } from "node:timers/promises";
import { watchStandby } from "../../src/live/standby-watch.ts";
import { connected } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import type { StandbyState } from "../../src/store/servers/standby-state.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase();
const POLL_SECONDS = 5;
/** More than the time without news after which a standby counts as idle. */
const QUIET = 500;

const HOURS_AGO = 7_200;

/** Creates the watch of a standby that gives these answers about its replay, one to each look. */
function watchOf(...states: Partial<StandbyState>[]) {
  const left = states.map((state) => ({ hasReplayed: true, position: "0/5", sinceReplayed: HOURS_AGO, ...state }));
  const query = async () => ({ rows: left.splice(0, 1) });
  return watchStandby({ db: connected({ pool: { query } } as never) as Database }, POLL_SECONDS);
}

/** Looks once. Returns whether the standby is behind, and how many seconds before it was complete. */
async function looked(watch: ReturnType<typeof watchOf>): Promise<{ isBehind: boolean; ago: number }> {
  const now = performance.now();
  const complete = await watch.look();
  return { isBehind: watch.isBehind(), ago: Math.max(0, Math.round((now - complete) / 100) / 10) };
}

test("a primary is never behind", async () => {
  const watch = watchStandby({ db: loan.db }, POLL_SECONDS);
  expect(watch.isBehind()).toBe(false);
  for (let i = 0; i < 2; i++) {
    const before = performance.now();
    expect(await watch.look()).toBeGreaterThanOrEqual(before);
    expect(watch.isBehind()).toBe(false);
  }
});

describe("a standby that has replayed everything it has received", () => {
  test.each([0, 4.9, POLL_SECONDS])("is current if its last transaction is %d s old", async (sinceReplayed) => {
    expect(await looked(watchOf({ sinceReplayed }))).toEqual({ isBehind: false, ago: 0 });
  });

  test("is behind at first if its last transaction is older, and is complete up to that transaction", async () => {
    expect(await looked(watchOf({ sinceReplayed: 5.1 }))).toEqual({ isBehind: true, ago: 5.1 });
    expect(await looked(watchOf({ sinceReplayed: HOURS_AGO }))).toEqual({ isBehind: true, ago: HOURS_AGO });
  });

  test("is current after a moment in which nothing arrived, however old its last transaction", async () => {
    const watch = watchOf({}, {}, {});
    expect((await looked(watch)).isBehind).toBe(true);
    expect((await looked(watch)).isBehind).toBe(true);
    await sleep(QUIET);
    expect(await looked(watch)).toEqual({ isBehind: false, ago: 0 });
  });

  test("is still behind if something arrived meanwhile", async () => {
    const watch = watchOf({ position: "0/5" }, { position: "0/6" }, { position: "0/6" });
    await watch.look();
    await sleep(QUIET);
    expect((await looked(watch)).isBehind).toBe(true);
    await sleep(QUIET);
    expect((await looked(watch)).isBehind).toBe(false);
  });

  test("must be without news for a moment again after it lost its primary", async () => {
    const watch = watchOf({}, { hasReplayed: false }, {}, {});
    await watch.look();
    await sleep(QUIET);
    expect((await looked(watch)).isBehind).toBe(true);
    expect((await looked(watch)).isBehind).toBe(true);
    await sleep(QUIET);
    expect((await looked(watch)).isBehind).toBe(false);
  });
});

describe("a standby that has not replayed everything", () => {
  test("is behind, even if its last transaction is recent", async () => {
    expect(await looked(watchOf({ hasReplayed: false, sinceReplayed: 2 }))).toEqual({ isBehind: true, ago: 2 });
  });

  test("stays complete up to the last look at which it was current", async () => {
    const watch = watchOf({ sinceReplayed: 1 }, { hasReplayed: false }, { hasReplayed: false, sinceReplayed: null });
    const current = await watch.look();
    expect(await watch.look()).toBe(current);
    expect(await watch.look()).toBe(current);
    expect(watch.isBehind()).toBe(true);
  });

  test("is complete up to a later transaction as it catches up", async () => {
    const lagging = { hasReplayed: false };
    const watch = watchOf({ ...lagging, sinceReplayed: 100 }, { ...lagging, sinceReplayed: 60 }, lagging);
    expect((await looked(watch)).ago).toBe(100);
    expect((await looked(watch)).ago).toBe(60);
    // An older answer does not take back what was complete before.
    expect((await looked(watch)).ago).toBe(60);
  });

  test("counts as complete from the first look if it has replayed nothing since it started", async () => {
    const watch = watchOf({ hasReplayed: false, sinceReplayed: null }, { hasReplayed: false, sinceReplayed: null });
    const before = performance.now();
    const first = await watch.look();
    expect(first).toBeGreaterThanOrEqual(before);
    await sleep(20);
    expect(await watch.look()).toBe(first);
    expect(watch.isBehind()).toBe(true);
  });
});
