import { createHash, type Hash } from "node:crypto";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes the files of a copy, and computes their checksums. */
export interface CopyWriter {
  /** Adds text to a file. The first call creates the file and its folder. */
  add(path: string, text: string): Promise<void>;
  /** Writes the files to the disk and closes them. Returns the lines of `SHA256SUMS`. */
  finish(): Promise<string>;
  /** Closes the files. */
  close(): Promise<void>;
}

export function makeCopyWriter(folder: string): CopyWriter {
  const files = new Map<string, { handle: FileHandle; hash: Hash }>();
  const fileAt = async (path: string) => {
    const known = files.get(path);
    if (known !== undefined) return known;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const file = { handle: await open(join(folder, path), "wx"), hash: createHash("sha256") };
    files.set(path, file);
    return file;
  };
  return {
    async add(path, text) {
      const { handle, hash } = await fileAt(path);
      hash.update(text);
      await handle.writeFile(text);
    },
    async finish() {
      for (const { handle } of files.values()) await handle.sync();
      return [...files]
        .map(([path, { hash }]) => `${hash.digest("hex")}  ${path}\n`)
        .sort((a, b) => (a.slice(64) < b.slice(64) ? -1 : 1))
        .join("");
    },
    async close() {
      for (const { handle } of files.values()) await handle.close();
    },
  };
}
