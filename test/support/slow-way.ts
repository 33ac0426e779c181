import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { joinSockets } from "./joined-sockets.ts";

/** A proxy to a port of this machine that can be cut, and restored with a limited rate. */
export interface SlowWay {
  port: number;
  /** Breaks all connections and accepts no new ones. */
  cut(): void;
  /** Accepts connections again. Passes on at most so many bytes per second from the server. */
  mend(bytesPerSecond: number): void;
  close(): Promise<void>;
}

/** Puts a proxy in front of a port. */
export async function makeSlowWay(target: number): Promise<SlowWay> {
  const sockets = new Set<Socket>();
  let rate = Number.POSITIVE_INFINITY;
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const behind = connect(target, "127.0.0.1");
    client.pipe(behind);
    behind.on("data", (bytes) => {
      client.write(bytes);
      if (rate === Number.POSITIVE_INFINITY) return;
      behind.pause();
      setTimeout(() => behind.resume(), (1000 * bytes.length) / rate);
    });
    joinSockets(sockets, client, behind);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend(bytesPerSecond) {
      rate = bytesPerSecond;
      isCut = false;
    },
    async close() {
      cut();
      await new Promise((done) => server.close(done));
    },
  };
}
