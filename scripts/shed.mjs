import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Files of installed packages that a running service never loads. Paths begin below `node_modules` and use slashes.
 * `test/image.test.ts` runs the service without them.
 */
const NEVER_LOADED = [
  // Source maps, and TypeScript, which Node does not run within node_modules.
  /\.map$/,
  /\.[cm]?ts$/,
  // Prisma has a query compiler for each database, in two sizes and two encodings. `prisma/schema.prisma` selects one.
  /^@prisma\/client\/runtime\/(?!client\.|query_compiler_small_bg\.postgresql\.).*\.m?js$/,
  // The page at /docs uses the bundle.
  /^swagger-ui-dist\/swagger-ui(?!-bundle\.js$).*\.js$/,
];

/** Removes these files from a `node_modules` folder. Returns the number of removed bytes. */
export function shed(modules) {
  let bytes = 0;
  for (const name of readdirSync(modules, { recursive: true })) {
    const file = join(modules, name);
    const path = name.replaceAll("\\", "/");
    if (!NEVER_LOADED.some((pattern) => pattern.test(path)) || !statSync(file).isFile()) continue;
    bytes += statSync(file).size;
    rmSync(file);
  }
  return bytes;
}

// The Dockerfile runs this file in the folder that contains `node_modules`.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const modules = join(process.cwd(), "node_modules");
  if (!existsSync(modules)) throw new Error(`${modules} does not exist`);
  console.log(`Removed ${Math.round(shed(modules) / 1e6)} MB that the service never loads.`);
}
