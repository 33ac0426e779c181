import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A proxy to a database server that can hold up all traffic, like a server with suspended processes. */
export interface HangingWay {
  /** The URL of the same database through the proxy. */
  url: string;
  /** Makes the proxy accept connections but forward no bytes in either direction. */
  hang(): void;
  /** Forwards all bytes held back, in order. */
  goOn(): void;
  close(): Promise<void>;
}

/** Puts a proxy that can hang in front of the database at `url`. */
export async function makeHangingWay(url: string): Promise<HangingWay> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let hangs = false;
  const server = createServer((client) => {
    const backend = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [client, backend],
      [backend, client],
    ] as const) {
      sockets.add(one);
      one
        .on("data", (bytes) => other.write(bytes))
        .on("error", () => other.destroy())
        .on("close", () => {
          sockets.delete(one);
          other.destroy();
        });
      if (hangs) one.pause();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const way = new URL(url);
  way.hostname = "127.0.0.1";
  way.port = String((server.address() as AddressInfo).port);
  return {
    url: way.href,
    hang() {
      hangs = true;
      for (const socket of sockets) socket.pause();
    },
    goOn() {
      hangs = false;
      for (const socket of sockets) socket.resume();
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
