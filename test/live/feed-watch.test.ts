import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { type LiveFeedWatch, watchFeed } from "../../src/live/feed-watch.ts";
import { makeLog } from "../../src/log.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { LIMITS } from "../domain/telling.ts";
import { ask } from "../support/embedded.ts";
import { eventually } from "../support/eventually.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase();
const STARTED = Temporal.Instant.from("2026-11-28T12:00:00Z");
let changes: number;
let watch: LiveFeedWatch;
beforeEach(() => {
  changes = 0;
  watch = watchFeed(
    { db: loan.db, clock: () => STARTED, log: makeLog("silent"), thresholds: LIMITS },
    { pollSeconds: 0.02, silentMinutes: 90 },
    () => changes++,
  );
});
afterEach(() => watch.stop());

/** Records a run of a job that began at a minute of the hour before the start, and took a minute. */
const ran = (minute: number, outcome: "succeeded" | "failed", name = "poll-feed") => {
  const startedAt = new Date(Date.UTC(2026, 10, 28, 11, minute));
  const endedAt = new Date(startedAt.getTime() + 60_000);
  return connectionsOf(loan.db).prisma.jobRun.create({
    data: { id: randomUUID(), name, startedAt, endedAt, outcome, counts: {}, process: "a test" },
  });
};
const shown = () => [String(watch.reach().reachedAt), watch.reach().failures, changes];

test("the state of the feed follows its polls, and other jobs do not change it", async () => {
  expect([watch.startedAt, watch.silentMinutes]).toEqual([STARTED, 90]);
  expect(shown()).toEqual(["null", 0, 0]);
  await watch.start();
  expect(shown()).toEqual(["null", 0, 0]);
  await ran(10, "succeeded");
  await eventually(() => expect(shown()).toEqual(["2026-11-28T11:11:00Z", 0, 1]));
  await ran(20, "failed");
  await eventually(() => expect(shown()).toEqual(["2026-11-28T11:11:00Z", 1, 2]));
  await ran(30, "failed", "post-notices");
  await sleep(60);
  expect(shown()).toEqual(["2026-11-28T11:11:00Z", 1, 2]);
});

test("the state is known once the watch has started, and no longer changes once it has stopped", async () => {
  await watch.start();
  expect(shown()).toEqual(["2026-11-28T11:11:00Z", 1, 1]);
  await watch.stop();
  await ran(40, "succeeded");
  await sleep(60);
  expect(shown()).toEqual(["2026-11-28T11:11:00Z", 1, 1]);
});

test("the last state stays while the database does not answer", async () => {
  await watch.start();
  const before = shown();
  await ask(loan.url, "ALTER TABLE job_run RENAME TO away");
  await sleep(60);
  expect(shown()).toEqual(before);
  await ask(loan.url, "ALTER TABLE away RENAME TO job_run");
  await ran(50, "failed");
  await eventually(() => expect(shown()).toEqual(["2026-11-28T11:41:00Z", 1, 2]));
});
