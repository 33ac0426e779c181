import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Systems take 103 or 107 bytes for the path of a socket. */
const LONGEST = 100;

/** Does something with a path to a socket that is short enough, by a link to its folder where it has to be. */
async function byShortPath<Result>(path: string, work: (path: string) => Promise<Result>): Promise<Result> {
  if (process.platform === "win32" || Buffer.byteLength(path) <= LONGEST) return work(path);
  const folder = mkdtempSync(join(tmpdir(), "garita-"));
  try {
    symlinkSync(dirname(path), join(folder, "s"));
    return await work(join(folder, "s", basename(path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Listens on a socket in the file system. */
export const listenAt = (server: Server, path: string): Promise<void> =>
  byShortPath(
    path,
    (short) =>
      new Promise((done, fail) => {
        server.once("error", fail).listen(short, () => {
          server.off("error", fail);
          done();
        });
      }),
  );

/** Connects to a socket in the file system. @returns undefined where nobody listens on it, or it does not exist */
export const connectTo = (path: string): Promise<Socket | undefined> =>
  byShortPath(
    path,
    (short) =>
      new Promise((done, fail) => {
        const socket = connect(short);
        socket.once("connect", () => {
          socket.removeAllListeners("error");
          done(socket);
        });
        socket.once("error", (error: NodeJS.ErrnoException) => {
          if (error.code === "ECONNREFUSED" || error.code === "ENOENT") done(undefined);
          else fail(error);
        });
      }),
  );
