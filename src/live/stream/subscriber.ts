import type { ServerResponse } from "node:http";
import type { ChangeFilter } from "../../domain/record/change.ts";

/** One client of the stream: a connection, what it wants to hear of, and how far it has been told. */
export interface Subscriber {
  filter: ChangeFilter;
  /** The `seq` up to which it was told. */
  seq: number;
  /** False while it is told what it missed. */
  isLive: boolean;
  /** Sends a piece of the stream; a client that lets too much pile up is cut off, and resumes where it was. */
  send(piece: Buffer): void;
  /** Waits until there is room for more, or the connection is gone. */
  drained(): Promise<void>;
  isGone(): boolean;
  end(): void;
}

/** Bytes that may wait for a slow client, besides the piece that comes on top: some fifty events. */
const MOST_WAITING = 64 * 1024;

/** The headers of the stream. */
export const STREAM_HEAD = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Accel-Buffering": "no",
};

/** Opens the stream to a client. `onGone` is told once, when the connection is. */
export function openStream(
  res: ServerResponse,
  filter: ChangeFilter,
  seq: number,
  onGone: (subscriber: Subscriber) => void,
): Subscriber {
  // The end of the connection is the end of the stream; so pieces can be written to the socket as they are, one buffer
  // for all clients.
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
