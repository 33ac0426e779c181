import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectTo, listenAt } from "./local-socket.ts";

/**
 * The owner of a folder listens on a socket in it: `owner.N/socket`, where N is the owner's number. A socket that
 * refuses connections means that its process has ended, even across PID and network namespaces. A process that finds
 * such a socket claims the next number. Two rules ensure that there is only one owner:
 * 1. A folder `owner.N` appears through a single rename, when its socket is already listening. A rename cannot replace
 * a folder with contents, so only one process gets the number N.
 * 2. The highest number is never removed, so numbers only increase. A process that was too slow sees a higher number
 * when it checks again, and withdraws.
 */

const PART = "owner.part-";

/**
 * A folder that was not renamed within this time was left by a killed process. A rename normally comes within
 * milliseconds.
 */
const PART_MS = 60_000;

const isWindows = process.platform === "win32";

const home = (folder: string, generation: number) => join(folder, `owner.${generation}`);

/**
 * Returns the name of the owner's pipe on Windows. It is valid on the whole machine, belongs to one process at a time,
 * and disappears with that process.
 */
const pipeOf = (folder: string): string =>
  `\\\\.\\pipe\\garita-${createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 32)}`;

/** Returns the number of the last owner of a folder, or 0 if there was none. */
export function lastGeneration(folder: string): number {
  const numbers = readdirSync(folder).map((name) => Number(/^owner\.(\d+)$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

/**
 * Connects to the owner with this number.
 * @returns undefined if that owner is gone
 */
export async function reachOwner(folder: string, generation: number): Promise<Socket | undefined> {
  if (generation === 0 && !isWindows) return undefined;
  for (;;) {
    try {
      return await connectTo(isWindows ? pipeOf(folder) : join(home(folder, generation), "socket"));
    } catch (error) {
      // Retry if the socket's backlog is full, or if the owner was killed before it accepted.
      if (!["EAGAIN", "ECONNRESET"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      await sleep(20);
    }
  }
}

/**
 * Claims a number for this process.
 * @returns the server on which the new owner accepts connections, or undefined if another process has this number or a
 * higher one
 */
export async function takeGeneration(
  folder: string,
  generation: number,
  onConnection: (socket: Socket) => void,
): Promise<Server | undefined> {
  const server = createServer(onConnection).unref();
  if (isWindows)
    return listenAt(server, pipeOf(folder)).then(
      () => server,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE" || error.code === "EACCES") return undefined;
        throw error;
      },
    );
  const draft = mkdtempSync(join(folder, PART));
  const withdraw = (place: string) => {
    server.close();
    rmSync(place, { recursive: true, force: true });
    return undefined;
  };
  try {
    await listenAt(server, join(draft, "socket"));
    // Any user may check whether the folder has an owner. The socket reveals nothing else; the password is elsewhere.
    chmodSync(draft, 0o755);
    chmodSync(join(draft, "socket"), 0o666);
    giveTo(folder, draft);
    renameSync(draft, home(folder, generation));
  } catch (error) {
    withdraw(draft);
    if (["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
  if (lastGeneration(folder) !== generation) return withdraw(home(folder, generation));
  sweep(folder, generation);
  return server;
}

/** Gives a folder created by root to the owner of the data folder, who could not remove it otherwise. */
function giveTo(folder: string, draft: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(draft, uid, gid);
}

/**
 * Removes the folders of owners before the previous one, and those left by killed processes. The previous owner's
 * folder stays, because other processes may be reading it.
 */
function sweep(folder: string, generation: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const number = Number(/^owner\.(\d+)$/.exec(name)?.[1] ?? Infinity);
    const isLeft =
      name.startsWith(PART) && Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > PART_MS;
    if (number < generation - 1 || isLeft) rmSync(path, { recursive: true, force: true });
  }
}
