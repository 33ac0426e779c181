import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";
import { joinSockets } from "./joined-sockets.ts";
import { type LoanedService, loanService } from "./service.ts";

/** A proxy to a database server that can be cut and restored. */
export interface Severable {
  /** The URL of the same database through the proxy. */
  url: string;
  /** Breaks all connections and accepts no new ones, like a server that is down. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /**
   * Breaks the next connection that sends a statement with this text, before the statement arrives. Resolves when the
   * connection is broken.
   */
  breakAt(text: string): Promise<void>;
}

/** Starts a seeded service that reaches its database through a severable proxy and polls every second. */
async function loanSeverableService(): Promise<{ service: LoanedService; way: Severable }> {
  const ways: Severable[] = [];
  const service = await loanService({
    settings: { NOTICE_POLL_SECONDS: "1" },
    by: async (url) => {
      const way = await makeSeverable(url);
      ways.push(way);
      return way.url;
    },
  });
  const [way] = ways;
  if (way === undefined) throw new Error("the service did not ask for the URL of its database");
  return { service, way };
}

/** A severable service of a test file, once its tests have begun. */
export interface UsedSeverable {
  readonly service: LoanedService;
  readonly way: Severable;
  /** Key of a recorder. */
  readonly key: string;
}

/** Provides a severable service for a test file: started before the first test, released after the last. */
export function useSeverableService(): UsedSeverable {
  const used = {} as { -readonly [Name in keyof UsedSeverable]: UsedSeverable[Name] };
  beforeAll(async () => {
    Object.assign(used, await loanSeverableService());
    used.key = await used.service.keyFor("desk", "recorder");
  });
  afterAll(async () => {
    await used.service.release();
    await used.way.cut();
  });
  return used;
}

/** Puts a severable proxy in front of the database at `url`. */
export async function makeSeverable(url: string): Promise<Severable> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let trap: { text: string; sprung: () => void } | undefined;
  const makeServer = () =>
    createServer((client) => {
      const server = connect(Number(target.port), target.hostname);
      client.on("data", (bytes: Buffer) => {
        if (trap === undefined || !bytes.includes(trap.text)) return;
        trap.sprung();
        trap = undefined;
        client.destroy();
      });
      client.pipe(server).pipe(client);
      joinSockets(sockets, client, server);
    });
  let server = makeServer();
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const by = new URL(url);
  by.hostname = "127.0.0.1";
  by.port = String(port);
  return {
    url: by.href,
    async cut() {
      const closed = new Promise<void>((done) => void server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    breakAt: (text) =>
      new Promise((sprung) => {
        trap = { text, sprung };
      }),
    async mend() {
      server = makeServer();
      await listen(port);
    },
  };
}
