import type { Socket } from "node:net";

/** A service keeps the folder while it runs. A command needs it only briefly. */
export type FolderRole = "service" | "command";

/** An owner's message to each connected process, sent on connection and after each change: one line of JSON. */
export interface OwnerMessage {
  pid: number;
  host: string;
  network: string;
  role: FolderRole;
  /** `taking` until the process is certain to be the only owner. */
  state: "taking" | "owning" | "stopping";
  /** Port of the owner's server on loopback. Null while the server starts. */
  port: number | null;
}

/** A connection to an owner. */
export interface OwnerLink {
  isOpen(): boolean;
  word(): OwnerMessage | undefined;
  /** Waits until a message satisfies `fits`, the owner is gone, or the time is up. */
  until(fits: (word: OwnerMessage) => boolean, ms: number): Promise<{ word: OwnerMessage | undefined }>;
  leave(): void;
  unref(): void;
}

/** Reads an owner's messages from a connection. */
export function readOwnerMessages(socket: Socket): OwnerLink {
  let word: OwnerMessage | undefined;
  let rest = "";
  socket.setEncoding("utf8").on("error", () => undefined);
  socket.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    const last = lines.at(-1);
    if (last === undefined) return;
    word = JSON.parse(last) as OwnerMessage;
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
