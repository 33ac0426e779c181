import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";

/** Task of a load generator: the number of connections, and requests to send in turn. */
export interface LoadTask {
  port: number;
  /** Complete requests, as sent over the wire. */
  requests: string[];
  connections: number;
  /** Duration in milliseconds. If null, sends each request once. */
  milliseconds: number | null;
  /** Time between an answer and the next request on the same connection, in milliseconds. */
  pause?: number;
}

export interface Load {
  answers: number;
  /** Latency of each answer in milliseconds. */
  times: number[];
  /** Number of answers by status. */
  statuses: Record<string, number>;
  seconds: number;
  /** Share of a core that this process used. A share near 1 means that the load generator was the bottleneck. */
  busy: number;
}

/**
 * Uses raw sockets, because Node's own client takes more CPU than the server under test. The process exits when its
 * parent exits.
 */
process.on("message", async (task: LoadTask) => {
  try {
    process.send?.(await load(task));
  } catch (error) {
    console.error(`the load generator for port ${task.port} failed`, error);
    process.exit(1);
  }
});
process.on("disconnect", () => process.exit(0));

async function load({ port, requests, connections, milliseconds, pause = 0 }: LoadTask): Promise<Load> {
  const asked = requests.map((request) => Buffer.from(request));
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  let next = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = milliseconds === null ? Infinity : began + milliseconds;
  const most = milliseconds === null ? asked.length : Infinity;
  const ask = (socket: Socket): Promise<void> =>
    new Promise((done, fail) => {
      let sentAt = 0;
      const send = () => {
        sentAt = performance.now();
        if (sentAt >= until || next >= most) socket.end(done);
        else socket.write(asked[next++ % asked.length] ?? "");
      };
      const read = makeReader((status) => {
        statuses[status] = (statuses[status] ?? 0) + 1;
        times.push(performance.now() - sentAt);
        if (pause > 0) setTimeout(send, pause);
        else send();
      });
      socket.on("data", read).once("error", fail).once("connect", send);
    });
  await Promise.all(
    Array.from({ length: connections }, () => ask(connect({ port, host: "127.0.0.1", noDelay: true }))),
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { answers: times.length, times, statuses, seconds, busy: (user + system) / 1e6 / seconds };
}

/** Calls `answered` with the status of each complete answer. */
function makeReader(answered: (status: string) => void): (piece: Buffer) => void {
  let left = 0;
  let status = "";
  let begun: Buffer | undefined;
  return (piece) => {
    if (left > 0) left -= piece.length;
    else {
      const head = begun === undefined ? piece : Buffer.concat([begun, piece]);
      const end = head.indexOf("\r\n\r\n");
      begun = end < 0 ? head : undefined;
      if (end < 0) return;
      status = head.toString("latin1", 9, 12);
      left = end + 4 + (status === "304" ? 0 : lengthIn(head.toString("latin1", 0, end))) - head.length;
    }
    if (left === 0) answered(status);
  };
}

const lengthIn = (head: string): number => Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
