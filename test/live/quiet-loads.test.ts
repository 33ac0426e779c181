import { setTimeout as sleep } from "node:timers/promises";
import { makeQuietLoads, type QuietLoads } from "../../src/live/quiet-loads.ts";

let isBehind: boolean;
let loads: number[];
let loadMs: number;
let quiet: QuietLoads;
beforeEach(() => {
  [isBehind, loads, loadMs] = [true, [], 0];
  const board = {
    isBehind: () => isBehind,
    async refresh() {
      loads.push(performance.now());
      isBehind = false;
      await sleep(loadMs);
    },
  };
  quiet = makeQuietLoads(board, { settleMs: 200, latestMs: 1_000 });
});
afterEach(() => quiet.stop());

/** Brings news every few milliseconds. */
async function burst(ms: number): Promise<void> {
  for (const until = performance.now() + ms; performance.now() < until; ) {
    isBehind = true;
    quiet.note();
    await sleep(4);
  }
}

test("changed crossings are loaded once, soon after a burst of news", async () => {
  await burst(400);
  expect(loads).toEqual([]);
  await sleep(600);
  expect(loads).toHaveLength(1);
});

test("news that does not stop postpones a load only until the latest time", async () => {
  const began = performance.now();
  await burst(1_500);
  expect(loads).toHaveLength(1);
  expect((loads[0] ?? 0) - began).toBeGreaterThan(950);
});

test("after a slow load, the next one waits four times as long", async () => {
  loadMs = 150;
  quiet.note();
  await sleep(250);
  isBehind = true;
  quiet.note();
  await sleep(1_200);
  expect(loads).toHaveLength(2);
  expect((loads[1] ?? 0) - (loads[0] ?? 0)).toBeGreaterThan(740);
});

test("after a slow load, the next one waits longer while news goes on", async () => {
  loadMs = 150;
  quiet.note();
  await sleep(250);
  await burst(2_500);
  expect(loads).toHaveLength(1);
  await sleep(600);
  expect(loads).toHaveLength(2);
});

test("nothing is loaded if nothing has changed", async () => {
  isBehind = false;
  quiet.note();
  await sleep(300);
  expect(loads).toEqual([]);
});

test.each([
  ["just before the end", () => [quiet.note(), quiet.stop()]],
  ["after the end", () => [quiet.stop(), quiet.note()]],
])("nothing is loaded for news %s", async (_when, act) => {
  act();
  await sleep(300);
  expect(loads).toEqual([]);
});
