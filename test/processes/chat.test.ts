import { Temporal } from "temporal-polyfill";
import { CHAT_SERVICES } from "../../src/domain/vocabulary.ts";
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

test("three processes tell each channel of a report and of its withdrawal once, and log no address", async () => {
  const authorization = `Bearer ${await service.operatorKey()}`;
  const post = async (path: string, body: unknown) => {
    const headers = { authorization, "content-type": "application/json" };
    const response = await fetch(`${service.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await response.text();
    expect([response.status, text]).toEqual([201, expect.anything()]);
    return JSON.parse(text);
  };
  const shown = (channel: string, from: number) =>
    chat.posts
      .filter((each) => each.service === channel)
      .slice(from)
      .map((each) => each.shown);
  const refused = (channel: string, url: string) =>
    fetch(`${service.url}/v1/subscriptions`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({ channel, url }),
    });
  for (const url of [`https://attacker.example/${CHAT_SECRET}`, `https://${CHAT_SECRET} /`])
    for (const channel of CHAT_SERVICES) expect((await refused(channel, url)).status).toBe(400);
  for (const channel of CHAT_SERVICES)
    await post("/v1/subscriptions", { channel, url: chat.address(channel), crossings: ["lukeville"] });
  await eventually(() => expect(chat.posts).toHaveLength(4), LIMIT_MS);
  const { id } = await post("/v1/reports", soundReport({ effectiveAt: String(Temporal.Now.instant()) }));
  await eventually(() => expect(chat.posts).toHaveLength(8), LIMIT_MS);
  // One service fails for a while: its messages come later, and once.
  chat.reply = ({ service: name }) => (name === "slack" && chat.posts.length < 14 ? { status: 500 } : undefined);
  await post(`/v1/reports/${id}/retraction`, { note: "It was another bridge" });
  await eventually(() => {
    expect(chat.posts.length).toBeGreaterThanOrEqual(12);
    expect(shown("telegram", 2)).toHaveLength(1);
  }, LIMIT_MS);
  chat.reply = () => undefined;
  const waiting = async () =>
    (await connectionsOf(loan.db).pool.query("SELECT count(*)::int AS n FROM delivery WHERE delivered_at IS NULL"))
      .rows[0]?.n;
  await eventually(async () => expect(await waiting()).toBe(0), LIMIT_MS);
  for (const channel of CHAT_SERVICES) {
    expect(shown(channel, 1)[0]).toMatch(/^Lukeville[^\n]*suspended/i);
    const after = shown(channel, 2);
    expect(after.at(-1)).toContain("An earlier report has been withdrawn");
    if (channel !== "slack") expect(after).toHaveLength(1);
  }
  expect(chat.posts.flatMap(({ faults }) => faults)).toEqual([]);
  expect(await findTypeFaults(chat.posts)).toBe("");
  expect(service.printed()).not.toContain(CHAT_SECRET);
}, 120_000);
