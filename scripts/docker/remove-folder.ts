import { readFile, rm } from "node:fs/promises";
import { outputOf } from "./output-of.ts";

/**
 * Removes a folder. First unmounts whatever is mounted within, because an interrupted debootstrap leaves the machine's
 * own `/proc` and `/sys` mounted there.
 */
export async function removeFolder(folder: string): Promise<void> {
  const mounts = (await readFile("/proc/self/mounts", "utf8").catch(() => ""))
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "")
    .filter((place) => place.startsWith(`${folder}/`));
  for (const place of mounts.reverse()) await outputOf("umount", [place]);
  await rm(folder, { recursive: true, force: true });
}
