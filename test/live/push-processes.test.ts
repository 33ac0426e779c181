import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../support/eventually.ts";
import { makeLogKey } from "../support/mailbox.ts";
import { type PushService, pushSettings, startPushService } from "../support/push-service.ts";
import { useKilledProcesses } from "../support/use-killed-processes.ts";

let push: PushService;
beforeAll(async () => {
  push = await startPushService();
});
const logKey = makeLogKey();
const processes = useKilledProcesses(() => pushSettings(logKey));
// Runs after the processes have ended.
afterAll(() => push.die());

test("three processes tell a device of each change once, while processes are killed", async () => {
  const device = push.subscribe();
  expect((await processes.ask({ ...device, by: "push" })).status).toBe(303);
  await eventually(() => expect(push.received).toHaveLength(1), 30_000);

  push.slowness = 300;
  await processes.tellWhileKilled(() => push.received.length);
  // A second copy would come within the time after which another process takes over.
  await sleep(5_000);
  const told = push.received.slice(1).map(({ payload }) => payload);
  expect(told).toHaveLength(12);
  expect(new Set(push.received.map(({ payload }) => payload.id)).size).toBe(13);
  const isWithdrawal = told.map(({ body }) => body.startsWith("An earlier report has been withdrawn"));
  expect(isWithdrawal).toEqual(Array(6).fill([false, true]).flat());
  expect(push.faults).toEqual([]);
  // All processes are one sender for the push service.
  expect(new Set(push.received.map(({ key: sender }) => sender)).size).toBe(1);
  expect(await processes.waiting()).toBe(0);

  expect((await processes.submit("/tell-me/device/leave", Object.entries(device))).status).toBe(200);
  await processes.record("The last one");
  await sleep(3_000);
  expect(push.received).toHaveLength(13);
}, 300_000);
