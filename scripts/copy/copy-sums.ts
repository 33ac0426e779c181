import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { CopyFault } from "./copy-fault.ts";
import { COPY_FILES } from "./copy-layout.ts";

const SUM = /^([0-9a-f]{64}) {2}(\S+)$/;

/**
 * Reads the checksums of a copy by path, without computing them. The folder has exactly the listed files.
 * @throws CopyFault if the folder is no copy, lacks a file or has another one
 */
export async function readCopySums(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, COPY_FILES.sums), "utf8").catch(() => {
    throw new CopyFault(`${folder} is not a complete copy: it has no readable file ${COPY_FILES.sums}.`);
  });
  const sums = new Map(
    text
      .trimEnd()
      .split("\n")
      .map((line, i) => {
        const [, sum, path] = SUM.exec(line) ?? [];
        if (sum === undefined || path === undefined)
          throw new CopyFault(
            `${COPY_FILES.sums}, line ${i + 1}: '${line.slice(0, 100)}' is not a checksum and a path.`,
          );
        return [path, sum] as const;
      }),
  );
  const found = await filesIn(folder);
  for (const path of [COPY_FILES.about, COPY_FILES.head, COPY_FILES.places])
    if (!sums.has(path)) throw new CopyFault(`${COPY_FILES.sums} does not list ${path}.`);
  for (const path of sums.keys()) if (!found.includes(path)) throw new CopyFault(`${path} is missing in ${folder}.`);
  for (const path of found)
    if (path !== COPY_FILES.sums && !sums.has(path))
      throw new CopyFault(`${path} in ${folder} is not part of the copy: ${COPY_FILES.sums} does not list it.`);
  return sums;
}

/** @throws CopyFault if a file is not as it was written */
export async function checkCopySums(folder: string, sums: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, sum] of sums) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(join(folder, path)), hash);
    if (hash.digest("hex") !== sum)
      throw new CopyFault(`${path} was altered or is incomplete: its checksum is not the one in ${COPY_FILES.sums}.`);
  }
}

/** Lists everything in a folder but folders, with paths relative to it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}
