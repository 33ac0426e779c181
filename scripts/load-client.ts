import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";

/** What a process that makes load is told: ask these, in turn, over so many connections. */
export interface LoadTask {
  port: number;
  /** Whole requests, as they go over the wire. */
  requests: string[];
  connections: number;
  /** For how long; null: until each was asked once. */
  milliseconds: number | null;
}

/** What came of it. */
export interface Load {
  answers: number;
  /** How long each answer took, in milliseconds. */
  times: number[];
  /** Answers by status. */
  statuses: Record<string, number>;
  seconds: number;
  /** The share of a core that this process took: near 1, it is this that was measured, not the server. */
  busy: number;
}

/**
 * Asks over raw sockets, one question at a time on each: Node's own client takes more of a core than a server that is to
 * be measured. Ends by itself with the process that started it.
 */
process.on("message", async (task: LoadTask) => {
  try {
    process.send?.(await load(task));
  } catch (error) {
    console.error(`the load on port ${task.port} broke`, error);
    process.exit(1);
  }
});
process.on("disconnect", () => process.exit(0));

async function load({ port, requests, connections, milliseconds }: LoadTask): Promise<Load> {
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
        send();
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

/** Tells of each whole answer, with its status. There is only ever one under way. */
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
