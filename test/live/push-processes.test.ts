import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { eventually } from "../support/eventually.ts";
import { formsOf } from "../support/form.ts";
import { makeLogKey } from "../support/mailbox.ts";
import { type PushService, pushSettings, startPushService } from "../support/push-service.ts";
import { soundReport } from "../support/service.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { useDatabase } from "../support/use-database.ts";

const NEVER = "0 0 29 2 *";
const logKey = makeLogKey();
let push: PushService;
const processes: ServiceProcess[] = [];

/** Starts the service as `npm start` does. No feed is due during the test. */
const start = () =>
  startProcess(loan.url, {
    ...pushSettings(logKey),
    ...{ JOBS: "on", BWT_CRON: NEVER, COUNTS_CRON: NEVER, ANNOUNCEMENTS_CRON: NEVER, NWS_CRON: NEVER },
    ...{ FEDERAL_REGISTER_CRON: NEVER, ARIZONA_ROADS_CRON: NEVER },
  });
// The processes must have ended before the database is released.
afterAll(async () => {
  await Promise.all(processes.map((each) => each.stop()));
  await push.die();
});
const loan = useDatabase({ seeded: true });
beforeAll(async () => {
  push = await startPushService();
  processes.push(...(await Promise.all([start(), start(), start()])));
}, 120_000);

const one = (): ServiceProcess => {
  const [first] = processes;
  if (first === undefined) throw new Error("no process is running");
  return first;
};
const submit = (path: string, pairs: [string, string][] = []) =>
  fetch(`${one().url}${path}`, { method: "POST", redirect: "manual", body: new URLSearchParams(pairs) });

test("three processes tell a device of each change once, while processes are killed", async () => {
  const key = await createApiKey(loan.db, "desk", "recorder", machineClock());
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${one().url}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(201);
    return (await answer.json()) as { id: string };
  };
  const device = push.subscribe();
  const page = await (await fetch(`${one().url}/lukeville`, { headers: { accept: "text/html" } })).text();
  const form = formsOf(page).find(({ action }) => action.startsWith("/tell-me"));
  const given: Record<string, string> = { ...device, by: "push" };
  const pairs = (form?.pairs ?? []).map(([name, value]): [string, string] => [name, given[name] ?? value]);
  expect((await submit("/tell-me", pairs)).status).toBe(303);
  await eventually(() => expect(push.received).toHaveLength(1), 30_000);

  push.slowness = 300;
  for (let i = 0; i < 6; i++) {
    const effectiveAt = new Date(machineClock().epochMilliseconds - 3_600_000 + i * 60_000).toISOString();
    const { id } = await post("/v1/reports", soundReport({ effectiveAt }, { note: `Change number ${i}` }));
    // Before anything is sent, the process that recorded the change dies.
    if (i % 2 === 0) {
      await processes.shift()?.kill();
      processes.push(await start());
    }
    await eventually(() => expect(push.received.length).toBeGreaterThanOrEqual(2 + 2 * i), 60_000);
    // The push service has the message, and its sender still waits for the reply. Nobody knows which process that is.
    if (i % 2 === 1) {
      await Promise.all(processes.splice(0).map((each) => each.kill()));
      processes.push(...(await Promise.all([start(), start(), start()])));
    }
    await post(`/v1/reports/${id}/retraction`, { note: "It was another bridge" });
    await eventually(() => expect(push.received.length).toBeGreaterThanOrEqual(3 + 2 * i), 60_000);
  }
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

  const { rows } = await connectionsOf(loan.db).pool.query(
    "SELECT count(*)::int AS waiting FROM delivery WHERE delivered_at IS NULL AND handed_at IS NULL",
  );
  expect(rows).toEqual([{ waiting: 0 }]);
  expect((await submit("/tell-me/device/leave", Object.entries(device))).status).toBe(200);
  await post("/v1/reports", soundReport({}, { note: "The last one" }));
  await sleep(3_000);
  expect(push.received).toHaveLength(13);
}, 300_000);
