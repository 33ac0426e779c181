import { Temporal } from "temporal-polyfill";
import { CHAT_SERVICES, type ChatService } from "../../src/domain/vocabulary.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { CHAT_SECRET, type ChatServer, startChatServer } from "../support/chat/chat-server.ts";
import { findTypeFaults } from "../support/chat/type-faults.ts";
import { eventually } from "../support/eventually.ts";
import { soundReport } from "../support/service.ts";
import { type SeveralProcesses, startSeveral } from "../support/several-processes.ts";
import { useDatabase } from "../support/use-database.ts";

const NEVER = "0 0 29 2 *";
const LIMIT_MS = 30_000;

let chat: ChatServer;
let service: SeveralProcesses;
afterAll(async () => {
  expect(await service.end("SIGTERM")).toBe(0);
  await chat.die();
});
const loan = useDatabase({ seeded: true });
beforeAll(async () => {
  chat = await startChatServer();
  service = await startSeveral(loan.url, {
    ...{
      PROCESSES: "3",
      JOBS: "on",
      BWT_CRON: NEVER,
      COUNTS_CRON: NEVER,
      ANNOUNCEMENTS_CRON: NEVER,
      LOG_LEVEL: "trace",
    },
    ...{ CHAT_ORIGINS: chat.origin, PUBLIC_URL: "https://garita.example" },
  });
}, 60_000);

const post = async (path: string, body: unknown) => {
  const headers = { authorization: `Bearer ${await service.operatorKey()}`, "content-type": "application/json" };
  const response = await fetch(`${service.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as { id: string } };
};
const suspend = async (): Promise<string> => {
  const { status, body } = await post("/v1/reports", soundReport({ effectiveAt: String(Temporal.Now.instant()) }));
  expect(status).toBe(201);
  return body.id;
};
const withdraw = (id: string) => post(`/v1/reports/${id}/retraction`, { note: "It was another bridge" });
const shown = (channel: ChatService, from: number) =>
  chat.posts
    .filter(({ service: name }) => name === channel)
    .slice(from)
    .map((each) => each.shown);
/** Waits until no event waits for any channel. */
const allSent = () =>
  eventually(async () => {
    const sql = "SELECT count(*)::int AS n FROM delivery WHERE delivered_at IS NULL";
    expect((await connectionsOf(loan.db).pool.query(sql)).rows[0]?.n).toBe(0);
  }, LIMIT_MS);

test("three processes tell each channel of a report and of its withdrawal once, and log no address", async () => {
  for (const url of [`https://attacker.example/${CHAT_SECRET}`, `https://${CHAT_SECRET} /`])
    for (const channel of CHAT_SERVICES) expect((await post("/v1/subscriptions", { channel, url })).status).toBe(400);
  for (const channel of CHAT_SERVICES)
    await post("/v1/subscriptions", { channel, url: chat.address(channel), crossings: ["lukeville"] });
  await eventually(() => expect(chat.posts).toHaveLength(4), LIMIT_MS);
  const id = await suspend();
  await eventually(() => expect(chat.posts).toHaveLength(8), LIMIT_MS);
  // One service fails once, and gets the message again.
  chat.reply = ({ service: name }) =>
    name === "slack" && shown("slack", 2).length === 1 ? { status: 500 } : undefined;
  expect((await withdraw(id)).status).toBe(201);
  await eventually(() => expect(chat.posts.length).toBeGreaterThanOrEqual(12), LIMIT_MS);
  await allSent();
  for (const channel of CHAT_SERVICES) {
    expect(shown(channel, 1)[0]).toMatch(/^Lukeville[^\n]*suspended/i);
    const withdrawals = shown(channel, 2);
    expect([channel, withdrawals.length]).toEqual([channel, channel === "slack" ? 2 : 1]);
    for (const each of withdrawals) expect(each).toContain("An earlier report has been withdrawn");
  }
  expect(chat.posts.flatMap(({ faults }) => faults)).toEqual([]);
  expect(await findTypeFaults(chat.posts)).toBe("");
  expect(service.printed()).not.toContain(CHAT_SECRET);
}, 120_000);

test("a message whose reply no process could store is sent again by another process, so none is lost", async () => {
  chat.posts.length = 0;
  chat.reply = () => ({ status: 500, delayMs: 60_000 });
  await suspend();
  await eventually(() => expect(chat.posts).toHaveLength(4), LIMIT_MS);
  for (const pid of await service.members()) process.kill(pid, "SIGKILL");
  chat.reply = () => undefined;
  await allSent();
  for (const channel of CHAT_SERVICES) {
    expect(shown(channel, 0)).toHaveLength(2);
    for (const each of shown(channel, 0)) expect(each).toMatch(/^Lukeville[^\n]*suspended/i);
  }
}, 120_000);
