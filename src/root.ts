import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Root folder of the project, wherever this file is compiled to. */
export const ROOT = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  if (dirname(folder) === folder) throw new Error("Garita's package.json is in none of the folders above its code");
  return findRoot(dirname(folder));
}
