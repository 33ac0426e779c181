import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { eventually } from "../support/eventually.ts";
import { formsOf } from "../support/form.ts";
import { type Mailbox, mailSettings, makeLogKey, pathIn, startMailbox } from "../support/mailbox.ts";
import { soundReport } from "../support/service.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { useDatabase } from "../support/use-database.ts";

const NEVER = "0 0 29 2 *";
const logKey = makeLogKey();
let mailbox: Mailbox;
const processes: ServiceProcess[] = [];

/** Starts the service as `npm start` does. No feed is due during the test. */
const start = () =>
  startProcess(loan.url, {
    ...mailSettings(mailbox, logKey),
    ...{ JOBS: "on", BWT_CRON: NEVER, COUNTS_CRON: NEVER, ANNOUNCEMENTS_CRON: NEVER, NWS_CRON: NEVER },
    ...{ FEDERAL_REGISTER_CRON: NEVER, ARIZONA_ROADS_CRON: NEVER },
  });
// The processes must have ended before the database is released.
afterAll(async () => {
  await Promise.all(processes.map((each) => each.stop()));
  await mailbox.die();
});
const loan = useDatabase({ seeded: true });
beforeAll(async () => {
  mailbox = await startMailbox();
  processes.push(...(await Promise.all([start(), start(), start()])));
}, 120_000);

const one = (): ServiceProcess => {
  const [first] = processes;
  if (first === undefined) throw new Error("no process is running");
  return first;
};
const submit = (path: string, pairs: [string, string][] = []) =>
  fetch(`${one().url}${path}`, { method: "POST", redirect: "manual", body: new URLSearchParams(pairs) });

test("three processes tell a subscriber of each change once within a minute, while processes are killed", async () => {
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
  const page = await (await fetch(`${one().url}/lukeville`, { headers: { accept: "text/html" } })).text();
  const form = formsOf(page).find(({ action }) => action.startsWith("/tell-me"));
  const pairs = (form?.pairs ?? []).map(([name, value]): [string, string] => [
    name,
    name === "address" ? "a@mail.example" : value,
  ]);
  expect((await submit("/tell-me", pairs)).status).toBe(303);
  await eventually(() => expect(mailbox.received).toHaveLength(1), 30_000);
  expect((await submit(pathIn(mailbox.received[0], "confirm"))).status).toBe(200);

  mailbox.slowness = 300;
  const expected: RegExp[] = [];
  for (let i = 0; i < 6; i++) {
    const effectiveAt = new Date(machineClock().epochMilliseconds - 3_600_000 + i * 60_000).toISOString();
    const { id } = await post("/v1/reports", soundReport({ effectiveAt }, { note: `Change number ${i}` }));
    // Before anything is sent, the process that recorded the change dies.
    if (i % 2 === 0) {
      await processes.shift()?.kill();
      processes.push(await start());
    }
    await eventually(() => expect(mailbox.received.length).toBeGreaterThanOrEqual(2 + 2 * i), 60_000);
    // The mail server has the message, and its sender still waits for the reply. Nobody knows which process that is.
    if (i % 2 === 1) {
      await Promise.all(processes.splice(0).map((each) => each.kill()));
      processes.push(...(await Promise.all([start(), start(), start()])));
    }
    await post(`/v1/reports/${id}/retraction`, { note: "It was another bridge" });
    await eventually(() => expect(mailbox.received.length).toBeGreaterThanOrEqual(3 + 2 * i), 60_000);
    expected.push(new RegExp(`Change number ${i}`));
  }
  // A second copy would come within the time after which another process takes over.
  await sleep(5_000);
  const told = mailbox.received.slice(1).map(({ text }) => text);
  for (const each of expected) expect(told.filter((text) => each.test(text))).toHaveLength(2);
  expect(told).toHaveLength(12);
  expect(new Set(mailbox.received.map(({ parsed }) => parsed.messageId)).size).toBe(13);

  const { rows } = await connectionsOf(loan.db).pool.query(
    "SELECT count(*)::int AS waiting FROM delivery WHERE delivered_at IS NULL AND handed_at IS NULL",
  );
  expect(rows).toEqual([{ waiting: 0 }]);
  const leave = pathIn(mailbox.received.at(-1), "leave");
  expect((await submit(leave, [["List-Unsubscribe", "One-Click"]])).status).toBe(200);
  await post("/v1/reports", soundReport({}, { note: "The last one" }));
  await sleep(3_000);
  expect(mailbox.received).toHaveLength(13);
}, 300_000);
