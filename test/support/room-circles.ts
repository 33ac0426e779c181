import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { importsIn } from "./rooms.ts";

/** The sources of a project: the text by path. Paths are relative to the project's root, with slashes. */
export type Sources = ReadonlyMap<string, string>;

/** The maximum number of files directly in a folder of `src`. */
export const FOLDER_LIMIT = 15;

/** Reads the TypeScript files of `src` among `files`. */
export const readSources = (root: string, files: readonly string[]): Sources =>
  new Map(
    files
      .filter((file) => file.startsWith("src/") && file.endsWith(".ts"))
      .map((file) => [file, readFileSync(join(root, file), "utf8")]),
  );

/**
 * Returns a file's room: its subfolder in a floor (a folder of `src`), such as `domain/status`. A file directly in a
 * floor is its own room.
 */
function roomOf(file: string): string {
  const parts = file
    .replace(/^src\//, "")
    .replace(/\.ts$/, "")
    .split("/");
  return parts.length < 3 ? parts.join("/") : parts.slice(0, 2).join("/");
}

/**
 * Finds circular imports between rooms of a floor, each as `a → b → a`. Returns at least one circle if there are any.
 */
export function findCircles(sources: Sources): string[] {
  const imports = new Map<string, Set<string>>();
  for (const [file, text] of sources)
    for (const { target } of importsIn(text)) {
      if (!target.startsWith(".")) continue;
      const [from, to] = [roomOf(file), roomOf(normalize(join(dirname(file), target)))];
      if (from === to || from.split("/")[0] !== to.split("/")[0]) continue;
      imports.set(from, (imports.get(from) ?? new Set()).add(to));
    }
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (room: string, path: readonly string[]): void => {
    const start = path.indexOf(room);
    if (start !== -1) circles.push([...path.slice(start), room].join(" → "));
    if (start !== -1 || done.has(room)) return;
    for (const next of imports.get(room) ?? []) visit(next, [...path, room]);
    done.add(room);
  };
  for (const room of imports.keys()) visit(room, []);
  return circles;
}

/** Lists the folders of `src` with more than {@link FOLDER_LIMIT} files, and their number. */
export function findCrowdedFolders(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files)
    if (file.startsWith("src/")) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > FOLDER_LIMIT).map(([folder, count]) => `${folder}: ${count} files`);
}
