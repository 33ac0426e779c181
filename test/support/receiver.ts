import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** A received message, and whether one of the receiver's secrets signed it. */
export interface Received {
  id: string;
  headers: IncomingMessage["headers"];
  text: string;
  genuine: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  body: any;
}

/** The receiver's response: a status, or any other behaviour. */
export type Manner = (received: Received, response: ServerResponse, request: IncomingMessage) => number | undefined;

/** An app that receives webhooks: a real server that verifies with the standard's own library. */
export interface Receiver {
  url: string;
  port: number;
  received: Received[];
  secrets: string[];
  /** The response to each request. Default: 204. */
  manner: Manner;
  /** The largest number of concurrent requests so far. */
  crowd: number;
  /** Stops listening. `rise` starts listening on the same port again. */
  die(): Promise<void>;
  rise(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  let server: Server | undefined;
  let under = 0;
  const receiver: Receiver = {
    url: "",
    port: 0,
    received: [],
    secrets: [],
    manner: () => 204,
    crowd: 0,
    async die() {
      const dying = server;
      server = undefined;
      if (dying === undefined) return;
      await new Promise((done) => {
        dying.close(done);
        dying.closeAllConnections();
      });
    },
    async rise() {
      server = createServer(async (request, response) => {
        receiver.crowd = Math.max(receiver.crowd, ++under);
        response.on("close", () => under--);
        const text = await read(request);
        const received = judge(receiver.secrets, request.headers, text);
        receiver.received.push(received);
        const status = receiver.manner(received, response, request);
        if (status !== undefined) response.writeHead(status).end();
      });
      await new Promise<void>((done) => server?.listen(receiver.port, "127.0.0.1", done));
      receiver.port = (server.address() as AddressInfo).port;
      receiver.url = `http://127.0.0.1:${receiver.port}/hook`;
    },
  };
  await receiver.rise();
  return receiver;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function judge(secrets: readonly string[], headers: IncomingMessage["headers"], text: string): Received {
  const given = headers as Record<string, string>;
  const genuine = secrets.some((secret) => isGenuine(new Webhook(secret), given, text));
  return { id: given["webhook-id"] ?? "", headers, text, genuine, body: JSON.parse(text) };
}

/**
 * Verifies the signature of a message of any age. The library uses the system clock, but tests set a clock of their
 * own.
 */
function isGenuine(webhook: Webhook, headers: Record<string, string>, text: string): boolean {
  try {
    webhook.verify(text, headers);
    return true;
  } catch (error) {
    const { message } = error as Error;
    if (!/timestamp too (old|new)/.test(message)) return false;
    const sentAt = new Date(Number(headers["webhook-timestamp"]) * 1000);
    const signature = webhook.sign(headers["webhook-id"] ?? "", sentAt, text);
    return (headers["webhook-signature"] ?? "").split(" ").includes(signature);
  }
}
