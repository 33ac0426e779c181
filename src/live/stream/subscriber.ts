import type { ServerResponse } from "node:http";
import type { ChangeFilter } from "../../domain/record/change.ts";

/** A client of the stream: its connection, filter and progress. */
export interface Subscriber {
  filter: ChangeFilter;
  /** Last `seq` that the client has received. */
  seq: number;
  /** False while the client receives the reports that it missed. */
  isLive: boolean;
  /** Sends a piece of the stream. Disconnects a client that is too slow; it can resume where it stopped. */
  send(piece: Buffer): void;
  /** Waits until the buffer is empty or the connection is closed. */
  drained(): Promise<void>;
  isGone(): boolean;
  end(): void;
}

/** Maximum number of bytes that may wait for a slow client: about fifty events. */
const MOST_WAITING = 64 * 1024;

export const STREAM_HEAD = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Accel-Buffering": "no",
};

/** Opens the stream to a client. Calls `onGone` once, when the connection has closed. */
export function openStream(
  res: ServerResponse,
  filter: ChangeFilter,
  seq: number,
  onGone: (subscriber: Subscriber) => void,
): Subscriber {
  // Without chunked encoding, one buffer can be written to all sockets unchanged. The stream ends with the connection,
  // so it needs no chunks.
  res.useChunkedEncodingByDefault = false;
  res.shouldKeepAlive = false;
  res.writeHead(200, { ...STREAM_HEAD, Connection: "close" });
  res.flushHeaders();
  const { socket } = res;
  const subscriber: Subscriber = {
    filter,
    seq,
    isLive: false,
    send(piece) {
      if (socket === null || socket.destroyed) return;
      if (socket.writableLength > MOST_WAITING) socket.destroy();
      else socket.write(piece);
    },
    drained: () =>
      new Promise((done) => {
        if (socket === null || socket.destroyed || !socket.writableNeedDrain) return done();
        const go = () => {
          socket.off("drain", go).off("close", go);
          done();
        };
        socket.on("drain", go).on("close", go);
      }),
    isGone: () => socket === null || socket.destroyed,
    end: () => void res.end(),
  };
  res.once("close", () => onGone(subscriber));
  return subscriber;
}
