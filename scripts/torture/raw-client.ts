import { connect, type Socket } from "node:net";

/** Outcome of bytes sent to a server as they are. */
export interface RawOutcome {
  /** Statuses of all answers on the connection. */
  statuses: number[];
  /** Whether the server has ended the connection. */
  isEnded: boolean;
  seconds: number;
}

/** A connection that sends bytes as they are. */
export interface RawClient {
  socket: Socket;
  /** Waits until the server ends the connection, at most `seconds`. */
  end(seconds: number): Promise<RawOutcome>;
}

/** Opens a connection to a port of this machine. Reads nothing if `isDeaf` is true. */
export function openRaw(port: number, isDeaf = false): Promise<RawClient> {
  return new Promise((done, fail) => {
    const began = performance.now();
    const socket = connect(port, "127.0.0.1");
    let text = "";
    let isEnded = false;
    let ended = () => undefined as undefined;
    if (!isDeaf) socket.setEncoding("latin1").on("data", (piece: string) => (text += piece));
    socket.once("error", fail).once("close", () => {
      isEnded = true;
      ended();
    });
    socket.once("connect", () => {
      socket.off("error", fail).on("error", () => undefined);
      done({
        socket,
        async end(seconds) {
          let timer: NodeJS.Timeout | undefined;
          await new Promise<void>((over) => {
            ended = () => void over();
            timer = setTimeout(over, seconds * 1000);
            if (isEnded) over();
          });
          clearTimeout(timer);
          const outcome = { isEnded, seconds: (performance.now() - began) / 1000 };
          socket.destroy();
          const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
          return { statuses, ...outcome };
        },
      });
    });
  });
}

/** Opens many connections, a few hundred at a time, because a server's accept queue holds no more. */
export async function openCrowd(port: number, count: number, isDeaf = false): Promise<RawClient[]> {
  const crowd: RawClient[] = [];
  while (crowd.length < count)
    crowd.push(
      ...(await Promise.all(Array.from({ length: Math.min(100, count - crowd.length) }, () => openRaw(port, isDeaf)))),
    );
  return crowd;
}
