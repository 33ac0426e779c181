import { readSources } from "./room-circles.ts";
import { listSources } from "./rooms.ts";

const DECLARATION =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class|interface|type|enum|namespace) (\w+)/gm;
const DESTRUCTURED = /^export const [{[]([^}\]]*)[}\]] =/gm;
const LIST = /^export (?:type )?\{([^}]*)\}(\s*from\b)?/gm;
const IMPORT = /^import (?:type )?([^"']*?)\s+from\b/gm;

/** Returns the names that a source defines and exports. Names re-exported unchanged are excluded. */
export function exportedNames(source: string): Set<string> {
  const names = new Set<string>();
  for (const [, name = ""] of source.matchAll(DECLARATION)) names.add(name);
  for (const [, list = ""] of source.matchAll(DESTRUCTURED))
    for (const part of partsOf(list)) names.add(part.split(":").at(-1)?.trim() ?? "");
  const imported = new Set([...source.matchAll(IMPORT)].flatMap(([, list = ""]) => list.match(/\w+/g) ?? []));
  for (const [, list = "", from] of source.matchAll(LIST))
    for (const part of partsOf(list)) {
      const [local = "", as = local] = part.replace(/^type /, "").split(/\s+as\s+/);
      if (as !== local || (from === undefined && !imported.has(local))) names.add(as);
    }
  return names;
}

const partsOf = (list: string): string[] =>
  list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Returns the names exported by more than one source, each with the exporting files, in alphabetical order. */
export function findDoubles(sources: ReadonlyMap<string, string>): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const [file, source] of sources)
    for (const name of exportedNames(source)) files.set(name, [...(files.get(name) ?? []), file]);
  return new Map([...files].filter(([, of]) => of.length > 1).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns one sentence for each name with a second meaning. */
export const doublesFaults = (doubles: ReadonlyMap<string, string[]>): string[] =>
  [...doubles].map(([name, files]) => `${name} is exported with more than one meaning: by ${files.join(" and ")}`);

/** Returns the names that a project's sources export with more than one meaning. Generated code is ignored. */
export const listDoubles = (root: string): Map<string, string[]> => findDoubles(readSources(root, listSources(root)));
