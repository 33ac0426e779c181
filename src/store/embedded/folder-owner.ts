import { readlinkSync } from "node:fs";
import type { Socket } from "node:net";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { UnusableDatabase } from "../unusable-database.ts";
import { hear, type Link, type Role, type Word } from "./owner-link.ts";
import { lastGeneration, reachOwner, takeGeneration } from "./owner-socket.ts";

/** That this process owns a folder. */
export interface Ownership {
  /** Tells everybody attached where the database server listens, now and whenever that changes. */
  announce(port: number): void;
  /** Tells that the folder will soon be free: services that start wait for it, commands attach no more. */
  closing(): void;
  /** How many processes are attached. */
  guests(): number;
  release(): void;
}

/** That another process owns a folder, and lets this one use its database server. */
export interface Attachment {
  /** Where the server listens now. */
  port(): number;
  /** Leaves. @returns true where the owner has gone before, or is going */
  leave(): Promise<boolean>;
}

/** How long an owner may take to say its first word: more than a moment means that it is stopped or hangs. */
const WORD_MS = 10_000;

/** How long a start waits for an owner that says that it ends, and a command for a server that recovers. */
const STOP_MS = 60_000;
const START_MS = 180_000;

/** The network in which this process listens on loopback. */
function network(): string {
  try {
    return readlinkSync("/proc/self/ns/net");
  } catch {
    return "";
  }
}

/**
 * Makes this process the owner of a folder, or, for a command, attaches it to the owner.
 * @throws UnusableDatabase for a service where another service owns the folder, and where an owner does not answer
 */
export async function claimFolder(
  folder: string,
  role: Role,
  log: (message: string) => void,
): Promise<Ownership | Attachment> {
  for (let told = false; ; ) {
    const generation = lastGeneration(folder);
    const socket = await reachOwner(folder, generation).catch((error: NodeJS.ErrnoException) => {
      throw new UnusableDatabase(
        `The owner of the database in ${folder} cannot be asked (${error.message}). Start as the same user, or set GARITA_DATA to another folder.`,
      );
    });
    if (socket === undefined) {
      const ownership = await own(folder, generation + 1, role);
      if (ownership !== undefined) return ownership;
      continue;
    }
    const link = hear(socket);
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
      log(`Another process (${word.pid}) uses the database in ${folder}; waiting for it to end…`);
    }
    await link.until(() => false, word?.state === "stopping" ? STOP_MS : Infinity);
    if (link.isOpen()) throw doesNotAnswer(folder, link);
  }
}

const isOwned = (folder: string, { pid, host }: Word): UnusableDatabase =>
  new UnusableDatabase(
    `Another Garita (process ${pid}${host === hostname() ? "" : ` on ${host}`}) owns the database in ${folder}: stop that one, ` +
      "or set GARITA_DATA to another folder, or let several services share one database by setting DATABASE_URL to a PostgreSQL server.",
  );

function doesNotAnswer(folder: string, link: Link): UnusableDatabase {
  link.leave();
  return new UnusableDatabase(
    `The process that owns the database in ${folder} does not answer, or does not end. End it, and start again.`,
  );
}

async function own(folder: string, generation: number, role: Role): Promise<Ownership | undefined> {
  const guests = new Set<Socket>();
  const word: Word = { pid: process.pid, host: hostname(), network: network(), role, state: "taking", port: null };
  const line = () => `${JSON.stringify(word)}\n`;
  const tell = (change: Partial<Word>) => {
    Object.assign(word, change);
    for (const guest of guests) guest.write(line());
  };
  const server = await takeGeneration(folder, generation, (guest) => {
    guests.add(guest.unref());
    // A guest that is killed is gone, and that is all.
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
  link: Link,
  { pid, host, network: theirs }: Word,
): Promise<Attachment | undefined> {
  if (theirs !== network()) {
    link.leave();
    throw new UnusableDatabase(
      `The database in ${folder} is served by process ${pid} on ${host}, in another container: run this command there, or set DATABASE_URL to a server that both reach.`,
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
      // One that is going lets go only when it has counted its guests.
      if (isGoing) await link.until(() => false, STOP_MS);
      link.leave();
      return isGoing;
    },
  };
}

/** True for a claim that made this process the owner. */
export const isOwner = (claim: Ownership | Attachment): claim is Ownership => "release" in claim;

/** Lets those who left a moment ago be counted as gone. */
export async function settledGuests(ownership: Ownership): Promise<number> {
  if (ownership.guests() > 0) await sleep(100);
  return ownership.guests();
}
