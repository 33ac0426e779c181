import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectTo, listenAt } from "./local-socket.ts";

/*
 * The owner of a folder listens on a socket in it: `owner.N/socket`. A socket that refuses was left by a process that is
 * gone, whatever process or network namespace it lived in, and whoever finds it so takes the next number. These rules leave
 * one owner, whenever processes start, stop or are killed:
 *
 * 1. A folder `owner.N` comes to be by one renaming of a folder whose socket listens already, and renaming does not replace
 *    a folder that holds something: of all who take N, one does.
 * 2. The highest number is never removed, not even by an owner that ends. So numbers only grow, and whoever took a number
 *    late, after others went further, finds a higher one when it looks again, and withdraws.
 */

const PART = "owner.part-";

/** A draft older than this was left by a process that was killed in the milliseconds that it takes. */
const PART_MS = 60_000;

const isWindows = process.platform === "win32";

const home = (folder: string, generation: number) => join(folder, `owner.${generation}`);

/** On Windows a name of a pipe is of the machine, is gone with its process, and is given to one process at a time. */
const pipeOf = (folder: string): string =>
  `\\\\.\\pipe\\garita-${createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 32)}`;

/** The number of the last owner of a folder; 0 where there was none. */
export function lastGeneration(folder: string): number {
  const numbers = readdirSync(folder).map((name) => Number(/^owner\.(\d+)$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

/** Connects to the owner of that number. @returns undefined where it is gone */
export async function reachOwner(folder: string, generation: number): Promise<Socket | undefined> {
  if (generation === 0 && !isWindows) return undefined;
  for (;;) {
    try {
      return await connectTo(isWindows ? pipeOf(folder) : join(home(folder, generation), "socket"));
    } catch (error) {
      // So many wait to be heard that there is no room for one more.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      await sleep(20);
    }
  }
}

/** Takes a number for this process. @returns the server whose connections are the owner's, or undefined where another process has gone further */
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
    // Everybody may ask whether the folder has an owner; the password of its database is kept elsewhere.
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

/** What root makes in the folder of another user is that user's, who could not remove it else. */
function giveTo(folder: string, draft: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(draft, uid, gid);
}

/** Removes what owners before the last one have left. That one's stays, for those who read the folder just now. */
function sweep(folder: string, generation: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const number = Number(/^owner\.(\d+)$/.exec(name)?.[1] ?? Infinity);
    const isLeft =
      name.startsWith(PART) && Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > PART_MS;
    if (number < generation - 1 || isLeft) rmSync(path, { recursive: true, force: true });
  }
}
