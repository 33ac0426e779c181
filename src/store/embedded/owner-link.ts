import type { Socket } from "node:net";

/** A service keeps the folder for as long as it runs; a command lends it a moment. */
export type Role = "service" | "command";

/** What an owner says of itself to whoever connects, and again when it changes: a line of JSON each time. */
export interface Word {
  pid: number;
  host: string;
  network: string;
  role: Role;
  /** `taking` until it is sure that it is the only one. */
  state: "taking" | "owning" | "stopping";
  /** Where its database server listens on loopback; null while it starts. */
  port: number | null;
}

/** What is heard from an owner. */
export interface Link {
  isOpen(): boolean;
  word(): Word | undefined;
  /** Waits until a word fits, the owner is gone, or time is up. */
  until(fits: (word: Word) => boolean, ms: number): Promise<{ word: Word | undefined }>;
  leave(): void;
  unref(): void;
}

/** Reads what an owner says on a connection. */
export function hear(socket: Socket): Link {
  let word: Word | undefined;
  let rest = "";
  socket.setEncoding("utf8").on("error", () => undefined);
  socket.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    const last = lines.at(-1);
    if (last === undefined) return;
    word = JSON.parse(last) as Word;
    socket.emit("word");
  });
  const isOpen = () => !socket.destroyed && !socket.readableEnded;
  return {
    isOpen,
    word: () => word,
    until: (fits, ms) =>
      new Promise((done) => {
        const timer = ms === Infinity ? undefined : setTimeout(() => end(), ms);
        const end = () => {
          clearTimeout(timer);
          socket.off("word", look).off("close", end);
          done({ word });
        };
        const look = () => {
          if (!isOpen() || (word !== undefined && fits(word))) end();
        };
        socket.on("word", look).on("close", end);
        look();
      }),
    leave: () => void socket.destroy(),
    unref: () => void socket.unref(),
  };
}
