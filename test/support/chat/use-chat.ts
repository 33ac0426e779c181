import { Temporal } from "temporal-polyfill";
import type { ChatService } from "../../../src/domain/vocabulary.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { type Asked, type LoanedService, loanService, soundReport } from "../service.ts";
import { type ChatPost, type ChatServer, startChatServer } from "./chat-server.ts";

/** A service that sends to chat services, and the server that gets the messages, for the tests of a file. */
export interface UsedChat {
  readonly service: LoanedService;
  readonly chat: ChatServer;
  /** Key of a subscriber. */
  readonly app: string;
  /** Subscribes a channel without checking the answer. */
  ask(service: ChatService, more?: Record<string, unknown>): Promise<Asked>;
  /** Subscribes a channel and lets it get its first message. Returns the id of the subscription. */
  follow(service: ChatService, more?: Record<string, unknown>): Promise<string>;
  /** Sends what is due. Returns all messages since the last call. */
  sent(): Promise<ChatPost[]>;
  /** Records a report on Lukeville that takes effect within the last hour. Returns its id. */
  record(change?: Record<string, unknown>, report?: Record<string, unknown>): Promise<string>;
  retract(id: string): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  state(id: string): Promise<any>;
}

/** Starts a service and a chat server before the first test, and stops both after the last. `more` are settings. */
export function useChat(more: Record<string, string> = {}): UsedChat {
  let used: { service: LoanedService; chat: ChatServer; desk: string; app: string } | undefined;
  let reports = 0;
  let read = 0;
  const begun = () => {
    if (used === undefined) throw new Error("the service is available only after the tests have begun");
    return used;
  };
  beforeAll(async () => {
    const chat = await startChatServer();
    const settings = { CHAT_ORIGINS: chat.origin, PUBLIC_URL: "https://garita.example", ...more };
    const service = await loanService({ settings });
    const [desk, app] = [await service.keyFor("desk", "recorder"), await service.keyFor("app", "subscriber")];
    used = { service, chat, desk, app };
  });
  afterAll(async () => {
    await used?.service.release();
    await used?.chat.die();
  });
  beforeEach(async () => {
    begun().chat.posts.length = 0;
    read = 0;
    begun().chat.reply = () => undefined;
    await connectionsOf(begun().service.ctx.db).pool.query("DELETE FROM subscription");
  });
  const posted = async (path: string, body: unknown) => {
    const answer = await begun().service.post(path, body, begun().desk);
    expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
    return answer.body;
  };
  const chat: UsedChat = {
    get service() {
      return begun().service;
    },
    get chat() {
      return begun().chat;
    },
    get app() {
      return begun().app;
    },
    ask: (channel, fields = {}) =>
      begun().service.post(
        "/v1/subscriptions",
        { channel, url: begun().chat.address(channel), crossings: ["lukeville"], ...fields },
        begun().app,
      ),
    async follow(channel, fields = {}) {
      const { status, body } = await chat.ask(channel, fields);
      expect([status, body]).toEqual([201, expect.objectContaining({ state: "pending", channel })]);
      await chat.sent();
      return body.id;
    },
    async sent() {
      await begun().service.webhooks.sendDue();
      const posts = begun().chat.posts.slice(read);
      read += posts.length;
      return posts;
    },
    async record(change = {}, report = {}) {
      const effectiveAt = String(Temporal.Now.instant().subtract({ minutes: 60 - reports++ }));
      return (await posted("/v1/reports", soundReport({ effectiveAt, ...change }, report))).id;
    },
    retract: (id) => posted(`/v1/reports/${id}/retraction`, { note: "It was another bridge" }),
    state: async (id) =>
      (
        await begun().service.ask(`/v1/subscriptions/${id}`, {
          headers: { authorization: `Bearer ${begun().app}` },
        })
      ).body,
  };
  return chat;
}
