import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../support/eventually.ts";
import { type Mailbox, mailSettings, makeLogKey, pathIn, startMailbox } from "../support/mailbox.ts";
import { useKilledProcesses } from "../support/use-killed-processes.ts";

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox();
});
const logKey = makeLogKey();
const processes = useKilledProcesses(() => mailSettings(mailbox, logKey));
// Runs after the processes have ended.
afterAll(() => mailbox.die());

test("three processes tell a subscriber of each change once within a minute, while processes are killed", async () => {
  expect((await processes.ask({ address: "a@mail.example" })).status).toBe(303);
  await eventually(() => expect(mailbox.received).toHaveLength(1), 30_000);
  expect((await processes.submit(pathIn(mailbox.received[0], "confirm"))).status).toBe(200);

  mailbox.slowness = 300;
  await processes.tellWhileKilled(() => mailbox.received.length);
  // A second copy would come within the time after which another process takes over.
  await sleep(5_000);
  const told = mailbox.received.slice(1).map(({ text }) => text);
  for (let i = 0; i < 6; i++) expect(told.filter((text) => text.includes(`Change number ${i}`))).toHaveLength(2);
  expect(told).toHaveLength(12);
  expect(new Set(mailbox.received.map(({ parsed }) => parsed.messageId)).size).toBe(13);
  expect(await processes.waiting()).toBe(0);

  const leave = pathIn(mailbox.received.at(-1), "leave");
  expect((await processes.submit(leave, [["List-Unsubscribe", "One-Click"]])).status).toBe(200);
  await processes.record("The last one");
  await sleep(3_000);
  expect(mailbox.received).toHaveLength(13);
}, 300_000);
