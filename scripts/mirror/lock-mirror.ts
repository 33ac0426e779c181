import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { FolderFault } from "./mirror-faults.ts";
import { LOCK_FOLDER } from "./mirror-files.ts";

/** Name of the file in the lock that says which process holds it, such as `4711@host`. */
const OWNER = /^([1-9]\d*)@(.+)$/;

/**
 * Makes sure that only this process writes into a folder. Returns the function that ends that. Takes over the lock of a
 * process of this host that has ended. A lock of another host, or of another container, must be removed by hand.
 * @throws FolderFault if another process may be writing there
 */
export async function lockMirror(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, LOCK_FOLDER);
  const self = `${process.pid}@${encodeURIComponent(hostname())}`;
  await mkdir(folder, { recursive: true });
  const isNew = await mkdir(lock).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
  if (isNew) await writeFile(join(lock, self), "");
  else await takeOver(folder, lock, self);
  return () => rm(lock, { recursive: true, force: true });
}

async function takeOver(folder: string, lock: string, self: string): Promise<void> {
  const names = await readdir(lock).catch(() => []);
  const [former = "", ...others] = names.filter((name) => OWNER.test(name));
  const [, pid = "", host = ""] = OWNER.exec(former) ?? [];
  const isOver = host === self.replace(OWNER, "$2") && others.length === 0 && !isRunning(Number(pid));
  const writer = former === "" ? "Another process" : `Process ${pid} on ${decodeURIComponent(host)}`;
  const refusal = new FolderFault(`${writer} writes a mirror into ${folder}. If it no longer does, remove ${lock}.`);
  if (!isOver) throw refusal;
  // Of several processes that do this at once, only one finds the file of the former owner.
  await rename(join(lock, former), join(lock, self)).catch(() => {
    throw refusal;
  });
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
