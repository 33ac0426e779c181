import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";

/** What a process that makes load is told: ask these, in turn, over so many connections, for so long. */
export interface LoadTask {
  port: number;
  /** Whole requests, as they go over the wire. */
  requests: string[];
  connections: number;
  milliseconds: number;
}

/** What came of it. Times in milliseconds. */
export interface Load {
  answers: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  seconds: number;
  p50: number;
  p99: number;
  /** The share of a core that this process took: near 1, it is this that was measured, not the server. */
  busy: number;
}

/**
 * Asks over raw sockets, one question at a time on each: Node's own client takes more of a core than a server that is to
 * be measured. Ends by itself with the process that started it.
 */
process.on("message", async (task: LoadTask) => process.send?.(await load(task)));
process.on("disconnect", () => process.exit(0));

async function load({ port, requests, connections, milliseconds }: LoadTask): Promise<Load> {
  const asked = requests.map((request) => Buffer.from(request, "latin1"));
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  let next = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = began + milliseconds;
  const ask = (socket: Socket): Promise<void> =>
    new Promise((done, fail) => {
      let sentAt = 0;
      const send = () => {
        sentAt = performance.now();
        if (sentAt >= until) socket.end(done);
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
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    answers: times.length,
    statuses,
    seconds,
    p50: at(0.5),
    p99: at(0.99),
    busy: (user + system) / 1e6 / seconds,
  };
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
