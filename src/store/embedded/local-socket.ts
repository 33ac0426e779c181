import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Maximum length of a socket path. Systems allow 103 or 107 bytes. */
const LONGEST = 100;

/** Calls `work` with a short path to the socket. Shortens a long path with a temporary symbolic link to its folder. */
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

/** Listens on a Unix socket, or on a named pipe on Windows. */
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

/**
 * Connects to a Unix socket, or to a named pipe on Windows.
 * @returns undefined if the path does not exist or nothing is listening
 */
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
