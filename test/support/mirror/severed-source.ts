import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A server between a mirror and a service. A test decides what it alters. */
export interface SeveredSource {
  url: string;
  /** Paths requested so far. */
  asked: string[];
  /** Called before each request. It may answer for the service, or throw to break the connection. */
  before: (path: string) => { status?: number; headers?: Record<string, string>; body: string } | undefined;
  /** Alters the text of an answer. */
  alter: (path: string, text: string) => string;
  /** Breaks all connections. */
  sever(): void;
  stop(): Promise<void>;
}

/** Starts the server in front of the service at `origin`. At first, it alters nothing. */
export async function startSeveredSource(origin: string): Promise<SeveredSource> {
  const server: Server = createServer(async ({ url: path = "", headers }, res) => {
    severed.asked.push(path);
    try {
      const own = severed.before(path);
      if (own !== undefined) return void res.writeHead(own.status ?? 200, own.headers).end(own.body);
      const { accept = "*/*" } = headers;
      const answer = await fetch(`${origin}${path}`, { headers: { accept }, redirect: "manual" });
      const type = answer.headers.get("content-type") ?? "";
      if (path.startsWith("/v1/stream") && answer.body !== null) {
        res.writeHead(answer.status, { "Content-Type": type });
        await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), res);
        return;
      }
      const bytes = Buffer.from(await answer.arrayBuffer());
      const isText = !type.startsWith("image/png");
      res.writeHead(answer.status, { "Content-Type": type });
      res.end(isText ? severed.alter(path, bytes.toString()) : bytes);
    } catch {
      res.destroy();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const severed: SeveredSource = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    before: () => undefined,
    alter: (_, text) => text,
    sever: () => server.closeAllConnections(),
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return severed;
}
