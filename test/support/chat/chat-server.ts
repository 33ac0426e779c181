import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { ChatService } from "../../../src/domain/vocabulary.ts";
import { findChatFaults } from "./chat-faults.ts";
import { textOfBody } from "./shown-text.ts";

/** A message as a chat service received it. */
export interface ChatPost {
  service: ChatService;
  path: string;
  headers: IncomingMessage["headers"];
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  body: any;
  /** What a reader sees. */
  shown: string;
  /** Rules of the service that the message breaks. */
  faults: string[];
}

/** A reply of a service. */
export interface ChatReply {
  status: number;
  headers?: Record<string, string>;
  body?: string | object;
  /** Time in milliseconds until the reply. */
  delayMs?: number;
}

/** A real server that takes messages as four chat services do, and checks each by the rules of its service. */
export interface ChatServer {
  origin: string;
  posts: ChatPost[];
  /** Replies in place of the usual ones. */
  reply: (post: ChatPost) => ChatReply | undefined;
  /** Address of a channel of a service. */
  address(service: ChatService): string;
  die(): Promise<void>;
}

/** Part of all addresses that nobody else may learn. */
export const CHAT_SECRET = "SeCrEtPaRt0123456789";

const PATHS: Record<ChatService, string> = {
  slack: `/services/T024BE7LD/B024BE7LH/${CHAT_SECRET}`,
  discord: `/api/webhooks/1234567890/${CHAT_SECRET}`,
  teams: `/workflows/a1b2/triggers/manual/paths/invoke?api-version=1&sig=${CHAT_SECRET}xyz9`,
  telegram: `/bot123456:${CHAT_SECRET}/sendMessage?chat_id=-1001234567890`,
};

/** Replies of the services to a message that they took. */
const USUAL: Record<ChatService, ChatReply> = {
  slack: { status: 200, body: "ok" },
  discord: { status: 200, body: { id: "1", type: 0 } },
  teams: { status: 202 },
  telegram: { status: 200, body: { ok: true, result: { message_id: 1 } } },
};

const serviceAt = (path: string): ChatService =>
  path.startsWith("/services/")
    ? "slack"
    : path.startsWith("/api/")
      ? "discord"
      : path.startsWith("/bot")
        ? "telegram"
        : "teams";

export async function startChatServer(): Promise<ChatServer> {
  const chat: ChatServer = {
    origin: "",
    posts: [],
    reply: () => undefined,
    address: (service) => chat.origin + PATHS[service],
    die: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  const server: Server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString("utf8");
    const path = request.url ?? "";
    const service = serviceAt(path);
    const faults = findChatFaults(service, path, request.headers, text);
    const body = JSON.parse(text);
    const post = { service, path, headers: request.headers, body, shown: textOfBody(service, body), faults };
    chat.posts.push(post);
    const { status, headers = {}, body: answer = "", delayMs = 0 } = chat.reply(post) ?? USUAL[service];
    await sleep(delayMs, undefined, { ref: false });
    const isJson = typeof answer === "object";
    response.writeHead(status, { "content-type": isJson ? "application/json" : "text/plain", ...headers });
    response.end(isJson ? JSON.stringify(answer) : answer);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  chat.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return chat;
}
