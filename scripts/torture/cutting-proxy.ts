import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { joinSockets } from "../../test/support/joined-sockets.ts";
import type { Random } from "../random.ts";

/** A proxy on a fixed port of this machine that can cut connections in the middle of what they transfer. */
export interface CuttingProxy {
  port: number;
  /** Sets the port to which new connections lead. Null refuses them. */
  lead(port: number | null): void;
  /** Cuts all connections and the next few, each after a random number of further bytes in either direction. */
  cutSoon(random: Random): void;
  /** Cuts all connections at once. */
  cutAll(): void;
  close(): Promise<void>;
}

/** A report with its answer, or a statement with its result, has at most about this many bytes. */
const MOST_BYTES = 4_000;

/** Number of new connections that are cut, too. */
const MOST_NEXT = 5;

interface Passage {
  /** Bytes that still pass before the cut. */
  left: number;
  cut(): void;
}

/** Starts a proxy that leads nowhere yet. */
export async function makeCuttingProxy(): Promise<CuttingProxy> {
  let target: number | null = null;
  const sockets = new Set<Socket>();
  const passages = new Set<Passage>();
  const upcoming: number[] = [];
  const server = createServer((client) => {
    if (target === null) return void client.resetAndDestroy();
    const behind = connect(target, "127.0.0.1");
    const passage: Passage = {
      left: upcoming.pop() ?? Number.POSITIVE_INFINITY,
      cut() {
        client.resetAndDestroy();
        behind.destroy();
      },
    };
    passages.add(passage);
    client.once("close", () => passages.delete(passage));
    join(client, behind, passage);
    join(behind, client, passage);
    joinSockets(sockets, client, behind);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    lead(port) {
      target = port;
    },
    cutSoon(random) {
      for (const passage of passages) passage.left = random.below(MOST_BYTES);
      upcoming.splice(0);
      for (let next = random.below(MOST_NEXT + 1); next > 0; next--) upcoming.push(random.below(MOST_BYTES));
    },
    cutAll() {
      for (const passage of [...passages]) passage.cut();
    },
    async close() {
      const closed = new Promise<void>((done) => void server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Passes bytes on until the passage is used up. */
function join(from: Socket, to: Socket, passage: Passage): void {
  from.on("data", (bytes: Buffer) => {
    if (bytes.length >= passage.left) {
      to.write(bytes.subarray(0, passage.left), () => passage.cut());
      passage.left = 0;
      from.pause();
      return;
    }
    passage.left -= bytes.length;
    if (!to.write(bytes)) from.pause();
  });
  to.on("drain", () => from.resume());
  from.on("end", () => to.end());
}
