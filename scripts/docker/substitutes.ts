import { existsSync } from "node:fs";
import { cp, mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../src/root.ts";
import type { Engine } from "./engine.ts";
import { outputOf } from "./output-of.ts";
import { removeFolder } from "./remove-folder.ts";

/** Bundled with Node 26. */
const NPM = "11.19.1";

/** Certificate authorities of this machine. A proxy's own authority must be known to npm within the build. */
const AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";

/** Parts of Debian that its slim images leave out. */
const NOT_IN_SLIM = [
  ...["doc", "man", "info", "locale", "groff", "lintian", "linda"].map((name) => `usr/share/${name}`),
  "var/cache/apt",
  "var/lib/apt/lists",
];

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Makes an image from Debian's packages, for a machine that reaches no registry of images. The tag must be one of
 * Docker's images of Node on a slim Debian, or of PostgreSQL.
 */
export async function makeSubstitute(engine: Engine, tag: string, work: string, signal: AbortSignal): Promise<void> {
  const root = join(work, "root");
  const [, suite] = /^node:\d+-(\w+)-slim$/.exec(tag) ?? [];
  const [, major] = /^postgres:(\d+)/.exec(tag) ?? [];
  try {
    if (suite !== undefined) await nodeRoot(root, suite, work, signal);
    else if (major !== undefined) await postgresRoot(root, major, signal);
    else throw new Error(`there is no substitute for the image ${tag}`);
    const changes = suite === undefined ? postgresChanges(major ?? "") : nodeChanges();
    const archive = join(work, "root.tar");
    await outputOf("tar", ["-C", root, "-cf", archive, "."], { signal, seconds: 120 });
    await engine.docker(["import", ...changes.flatMap((change) => ["--change", change]), archive, tag], {
      seconds: 180,
    });
    await rm(archive);
  } finally {
    await removeFolder(root);
  }
}

async function nodeRoot(root: string, suite: string, work: string, signal: AbortSignal): Promise<void> {
  const { fetchNewest, NEWEST } = await import(pathToFileURL(join(ROOT, "scripts/newest-node.mjs")).href);
  const node: string | undefined = fetchNewest();
  if (node === undefined) throw new Error(`Node ${NEWEST} could not be fetched`);
  await installDebian(root, suite, ["libatomic1"], signal);
  await cp(node, join(root, "usr/local/bin/node"));
  const prefix = join(work, "npm");
  await mkdir(prefix, { recursive: true });
  const args = ["install", "--prefix", prefix, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  await outputOf("npm", [...args, `npm@${NPM}`], { cwd: prefix, signal, seconds: 180 });
  await cp(join(prefix, "node_modules/npm"), join(root, "usr/local/lib/node_modules/npm"), { recursive: true });
  await symlink("../lib/node_modules/npm/bin/npm-cli.js", join(root, "usr/local/bin/npm"));
  await outputOf("chroot", [root, "groupadd", "--gid", "1000", "node"], { signal });
  await outputOf("chroot", [root, "useradd", "--uid", "1000", "--gid", "node", "--create-home", "node"], { signal });
  if (existsSync(AUTHORITIES)) await cp(AUTHORITIES, join(root, AUTHORITIES), { dereference: true });
}

const nodeChanges = (): string[] => [
  `ENV PATH=${PATH}`,
  ...(existsSync(AUTHORITIES) ? [`ENV NODE_EXTRA_CA_CERTS=${AUTHORITIES}`] : []),
  'CMD ["node"]',
];

async function postgresRoot(root: string, major: string, signal: AbortSignal): Promise<void> {
  await installDebian(root, "trixie", [`postgresql-${major}`], signal);
  await rm(join(root, "var/lib/postgresql"), { recursive: true });
  await cp(join(ROOT, "scripts/docker/postgres-entrypoint.sh"), join(root, "usr/local/bin/entrypoint"));
  await outputOf("chroot", [root, "chmod", "755", "/usr/local/bin/entrypoint"], { signal });
}

const postgresChanges = (major: string): string[] => [
  `ENV PATH=/usr/lib/postgresql/${major}/bin:${PATH}`,
  "ENV PGDATA=/var/lib/postgresql/data",
  "VOLUME /var/lib/postgresql/data",
  'ENTRYPOINT ["entrypoint"]',
];

async function installDebian(root: string, suite: string, packages: string[], signal: AbortSignal): Promise<void> {
  const args = ["--variant=minbase", `--include=${packages.join(",")}`, suite, root];
  await outputOf("debootstrap", args, { signal, seconds: 600 });
  for (const path of NOT_IN_SLIM) await rm(join(root, path), { recursive: true, force: true });
}
