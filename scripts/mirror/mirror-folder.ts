import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { lockMirror } from "./lock-mirror.ts";
import { FolderFault } from "./mirror-faults.ts";
import { AboutMirror, LOCK_FOLDER, MIRROR_FILES } from "./mirror-files.ts";

/** Numbers of files of a mirror. */
export interface FileCounts {
  all: number;
  changed: number;
  removed: number;
}

/** A folder with a mirror, or an empty one. */
export interface MirrorFolder {
  /** Returns the `mirror.json` of the last copy, or null if there is none. */
  about(): AboutMirror | null;
  /** Returns true if the last copy has a file. */
  has(file: string): boolean;
  /** Writes a file to the disk, but not yet into the mirror. Does nothing if the mirror has the same file. */
  add(file: string, content: string | Buffer): Promise<void>;
  /**
   * Moves all added files into the mirror, removes those for which `isKept` is false, and writes `mirror.json`. Returns
   * the numbers of all files, of those that changed, and of those that were removed.
   */
  publish(about: AboutMirror, isKept: (file: string) => boolean): Promise<FileCounts>;
  /** Removes the added files that were not published. */
  discard(): Promise<void>;
  /** Lets other processes write into the folder. */
  close(): Promise<void>;
}

/**
 * Opens the folder of a mirror, which may not exist yet.
 * @throws FolderFault if it contains anything else, or if another process writes a mirror there
 */
export async function openMirrorFolder(folder: string): Promise<MirrorFolder> {
  const draft = join(folder, LOCK_FOLDER, "new");
  // Nothing is written into a folder that is not a mirror, not even a lock.
  if (!existsSync(join(folder, LOCK_FOLDER))) await readMirror(folder);
  const unlock = await lockMirror(folder);
  const removeDraft = () => rm(draft, { recursive: true, force: true });
  let { about, files } = await removeDraft()
    .then(() => readMirror(folder))
    .catch(async (error) => {
      await unlock();
      throw error;
    });
  let added = new Set<string>();
  const put = async (file: string, content: string | Buffer) => {
    await mkdir(dirname(join(draft, file)), { recursive: true });
    const handle = await open(join(draft, file), "w");
    await handle.writeFile(content);
    await handle.sync();
    await handle.close();
  };
  const move = async (file: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await rename(join(draft, file), join(folder, file));
  };
  const writeNow = async (file: string, content: string) => {
    await put(file, content);
    await move(file);
  };
  const list = (names: Iterable<string>) =>
    writeNow(
      MIRROR_FILES.list,
      [...names]
        .sort()
        .map((name) => `${name}\n`)
        .join(""),
    );
  const discard = async () => {
    added = new Set();
    await removeDraft();
  };
  return {
    about: () => about,
    has: (file) => files.has(file),
    discard,
    close: unlock,
    async add(file, content) {
      const known = files.has(file) ? await readFile(join(folder, file)).catch(() => undefined) : undefined;
      if (known?.equals(Buffer.from(content))) return;
      await put(file, content);
      added.add(file);
    },
    async publish(next, isKept) {
      const gone = [...files].filter((file) => !isKept(file) && !added.has(file));
      // The list is complete before the first file is there, so that after an interruption no file is taken for a
      // foreign one.
      await list(new Set([...files, ...added]));
      // Pages come after the files that they load.
      for (const file of [...added].sort((a, b) => Number(a.endsWith(".html")) - Number(b.endsWith(".html"))))
        await move(file).then(() => files.add(file));
      for (const file of gone) {
        await removeFile(folder, file);
        files.delete(file);
      }
      await list(files);
      await writeNow(MIRROR_FILES.about, `${JSON.stringify(next, null, 2)}\n`);
      about = next;
      const changed = added.size;
      await discard();
      return { all: files.size, changed, removed: gone.length };
    },
  };
}

/** Removes a file, and the folders that are empty without it. */
async function removeFile(folder: string, file: string): Promise<void> {
  await rm(join(folder, file), { force: true });
  for (let parent = dirname(file); parent !== "."; parent = dirname(parent))
    if (
      !(await rmdir(join(folder, parent)).then(
        () => true,
        () => false,
      ))
    )
      return;
}

/** Reads what a folder contains, besides the lock. @throws FolderFault if it is not a mirror and not empty */
async function readMirror(folder: string): Promise<{ about: AboutMirror | null; files: Set<string> }> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return { about: null, files: new Set() };
  if (!found.isDirectory()) throw new FolderFault(`${folder} is not a folder.`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const present = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((file) => !file.startsWith(`${LOCK_FOLDER}/`));
  if (present.length === 0) return { about: null, files: new Set() };
  const refuse = (reason: string) =>
    new FolderFault(`${folder} is neither empty nor a mirror, so it stays as it is. ${reason}`);
  const listed = await readFile(join(folder, MIRROR_FILES.list), "utf8").catch(() => undefined);
  if (listed === undefined) throw refuse(`It has no ${MIRROR_FILES.list}.`);
  const lines = new Set(listed.split("\n"));
  const own = new Set<string>(Object.values(MIRROR_FILES));
  const others = present.filter((file) => !own.has(file));
  const foreign = others.find((file) => !lines.has(file));
  if (foreign !== undefined) throw refuse(`${MIRROR_FILES.list} does not list ${foreign}.`);
  // The list may name files that an interrupted copy never moved here. Only files found in the folder are ever removed.
  const files = new Set(others);
  const text = await readFile(join(folder, MIRROR_FILES.about), "utf8").catch(() => undefined);
  if (text === undefined) return { about: null, files };
  try {
    return { about: AboutMirror.parse(JSON.parse(text)), files };
  } catch {
    throw refuse(`${MIRROR_FILES.about} cannot be read.`);
  }
}
