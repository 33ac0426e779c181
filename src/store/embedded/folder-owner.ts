import { readlinkSync } from "node:fs";
import type { Socket } from "node:net";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { UnusableDatabase } from "../unusable-database.ts";
import { type FolderRole, type OwnerLink, type OwnerMessage, readOwnerMessages } from "./owner-link.ts";
import { lastGeneration, reachOwner, takeGeneration } from "./owner-socket.ts";

/** A process's ownership of a folder. */
export interface Ownership {
  /** Tells the server's port to all processes that are attached now or later. */
  announce(port: number): void;
  /** Announces that the folder will soon be free. Services keep waiting, and commands no longer attach. */
  closing(): void;
  /** Returns the number of attached processes. */
  guests(): number;
  release(): void;
}

/** What a process holds while it uses the server of a folder's owner. */
export interface Attachment {
  /** Returns the current port of the server. */
  port(): number;
  /**
   * Detaches from the owner.
   * @returns true if the owner has exited or is stopping
   */
  leave(): Promise<boolean>;
}

/** Time limit for an owner's first message. The message comes at once, unless the owner hangs or is suspended. */
const WORD_MS = 10_000;

/** Maximum wait for an owner that is stopping. */
const STOP_MS = 60_000;
/** Time for the start of a server, including recovery. */
const START_MS = 180_000;

/** Returns the network namespace of this process. Loopback addresses work only within one namespace. */
function network(): string {
  try {
    return readlinkSync("/proc/self/ns/net");
  } catch {
    return "";
  }
}

/**
 * Makes this process the owner of a folder. If there is an owner already, a command attaches to it.
 * @throws UnusableDatabase if a service claims the folder of another service, or if the owner does not respond
 */
export async function claimFolder(
  folder: string,
  role: FolderRole,
  log: (message: string) => void,
): Promise<Ownership | Attachment> {
  for (let told = false; ; ) {
    const generation = lastGeneration(folder);
    const socket = await reachOwner(folder, generation).catch((error: NodeJS.ErrnoException) => {
      throw new UnusableDatabase(
        `The owner of the database in ${folder} cannot be contacted (${error.message}). Start Garita as the same user, or set GARITA_DATA to another folder.`,
      );
    });
    if (socket === undefined) {
      const ownership = await own(folder, generation + 1, role);
      if (ownership !== undefined) return ownership;
      continue;
    }
    const link = readOwnerMessages(socket);
    const { word } = await link.until((heard) => heard.state !== "taking", WORD_MS);
    if (word === undefined && link.isOpen()) throw doesNotAnswer(folder, link);
    if (role === "service" && word?.role === "service" && word.state === "owning") {
      link.leave();
      throw isOwned(folder, word);
    }
    if (role === "command" && word?.state === "owning") {
      const attachment = await attach(folder, link, word);
      if (attachment !== undefined) return attachment;
    }
    if (!told && role === "service" && word !== undefined) {
      told = true;
      log(`Another process (${word.pid}) uses the database in ${folder}. Waiting for it to stop…`);
    }
    await link.until(() => false, word?.state === "stopping" ? STOP_MS : Infinity);
    if (link.isOpen()) throw doesNotAnswer(folder, link);
  }
}

const isOwned = (folder: string, { pid, host }: OwnerMessage): UnusableDatabase =>
  new UnusableDatabase(
    `Another Garita (process ${pid}${host === hostname() ? "" : ` on ${host}`}) uses the database in ${folder}. Stop that one, ` +
      "or set GARITA_DATA to another folder. To let several services share one database, set DATABASE_URL to a PostgreSQL server.",
  );

function doesNotAnswer(folder: string, link: OwnerLink): UnusableDatabase {
  link.leave();
  return new UnusableDatabase(
    `The process that owns the database in ${folder} does not answer or does not stop. Stop it, then start Garita again.`,
  );
}

async function own(folder: string, generation: number, role: FolderRole): Promise<Ownership | undefined> {
  const guests = new Set<Socket>();
  const word: OwnerMessage = {
    pid: process.pid,
    host: hostname(),
    network: network(),
    role,
    state: "taking",
    port: null,
  };
  const line = () => `${JSON.stringify(word)}\n`;
  const tell = (change: Partial<OwnerMessage>) => {
    Object.assign(word, change);
    for (const guest of guests) guest.write(line());
  };
  const server = await takeGeneration(folder, generation, (guest) => {
    guests.add(guest.unref());
    // Ignore errors: they mean that the attached process was killed.
    guest.on("error", () => undefined).on("close", () => guests.delete(guest));
    guest.resume().write(line());
  });
  if (server === undefined) {
    for (const guest of guests) guest.destroy();
    return undefined;
  }
  tell({ state: "owning" });
  return {
    announce: (port) => tell({ port }),
    closing: () => tell({ state: "stopping" }),
    guests: () => guests.size,
    release() {
      server.close();
      for (const guest of guests) guest.destroy();
    },
  };
}

async function attach(
  folder: string,
  link: OwnerLink,
  { pid, host, network: theirs }: OwnerMessage,
): Promise<Attachment | undefined> {
  if (theirs !== network()) {
    link.leave();
    throw new UnusableDatabase(
      `The database in ${folder} is served by process ${pid} on ${host}, in another container. Run this command there, or set DATABASE_URL to a server that both can reach.`,
    );
  }
  const { word } = await link.until(({ port, state }) => port !== null || state === "stopping", START_MS);
  if (!link.isOpen() || word?.state === "stopping") return undefined;
  if (word?.port == null) throw doesNotAnswer(folder, link);
  link.unref();
  let port = word.port;
  return {
    port() {
      port = link.word()?.port ?? port;
      return port;
    },
    async leave() {
      const isGoing = !link.isOpen() || link.word()?.state === "stopping";
      // Wait until the stopping owner has released the folder. The owner left the server running for this process, so
      // this process must now stop the server.
      if (isGoing) await link.until(() => false, STOP_MS);
      link.leave();
      return isGoing;
    },
  };
}

/** Returns true if the claim made this process the owner. */
export const isOwner = (claim: Ownership | Attachment): claim is Ownership => "release" in claim;

/** Returns the number of attached processes, after a short wait for those that are just leaving. */
export async function settledGuests(ownership: Ownership): Promise<number> {
  if (ownership.guests() > 0) await sleep(100);
  return ownership.guests();
}
