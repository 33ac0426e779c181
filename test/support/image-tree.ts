import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../../src/root.ts";

/** A folder with the files of the container image, without a container. */
export interface ImageTree {
  folder: string;
  remove(): void;
}

/** Creates the files of the image as its Dockerfile does, from this clone's packages and its build. */
export function makeImageTree(): ImageTree {
  const folder = mkdtempSync(join(tmpdir(), "garita-image-"));
  for (const path of productionPackages()) linkAll(join(ROOT, path), join(folder, path));
  for (const [from, to] of copiesOf(readFileSync(join(ROOT, "Dockerfile"), "utf8"))) {
    const target = to.endsWith("/") ? join(folder, to, from.slice(from.lastIndexOf("/") + 1)) : join(folder, to);
    linkAll(join(ROOT, from), target);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Lists the packages that `npm ci --omit=dev --omit=optional --omit=peer` installs, as paths from the root. */
function productionPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { dev?: true; devOptional?: true; optional?: true; peer?: true }>;
  };
  return Object.entries(packages)
    .filter(([path, { dev, devOptional, optional, peer }]) => path !== "" && !(dev || devOptional || optional || peer))
    .map(([path]) => path);
}

/** Lists the sources and targets that the last stage of the Dockerfile copies from the stage `build`. */
function copiesOf(dockerfile: string): [from: string, to: string][] {
  const [, lastStage = ""] = /.*^FROM (.*)/ms.exec(dockerfile) ?? [];
  return [...lastStage.matchAll(/^COPY --from=build (.+) (\S+)$/gm)].flatMap(([, sources = "", to = ""]) =>
    sources.split(" ").map((source): [string, string] => [source.replace("/garita/", ""), to]),
  );
}

/** Copies a file or a folder by links, or byte by byte if it is on another file system. */
function linkAll(from: string, to: string): void {
  if (statSync(from).isDirectory()) {
    mkdirSync(to, { recursive: true });
    // Packages within packages are listed on their own.
    for (const name of readdirSync(from)) if (name !== "node_modules") linkAll(join(from, name), join(to, name));
    return;
  }
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
}
