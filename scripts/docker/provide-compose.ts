import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { outputOf } from "./output-of.ts";

/** `docker-compose.yml` uses `env_file` with `required`, which older versions refuse. */
const LEAST: readonly [number, number] = [2, 24];

/** The first release of Debian with a sufficient version. */
const RELEASE = "trixie";

/**
 * Returns an environment in which `docker compose` is new enough. If the machine has none, fetches Debian's package
 * into `work`.
 * @throws if it can be neither found nor fetched
 */
export async function provideCompose(
  env: NodeJS.ProcessEnv,
  work: string,
  signal: AbortSignal,
): Promise<NodeJS.ProcessEnv> {
  const version = await outputOf("docker", ["compose", "version", "--short"], { env }).catch(() => "0.0");
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return env;
  const config = join(work, "docker-config");
  try {
    await fetchDebian("docker-compose", work, signal);
    await mkdir(join(config, "cli-plugins"), { recursive: true });
    const plugin = join(work, "docker-compose/usr/libexec/docker/cli-plugins/docker-compose");
    await outputOf("cp", [plugin, join(config, "cli-plugins/")], { signal });
  } catch (cause) {
    throw new Error(`The trial needs Docker Compose ${LEAST.join(".")} or newer.`, { cause });
  }
  return { ...env, DOCKER_CONFIG: config };
}

/** Downloads a package of Debian and unpacks it into a folder of its name in `work`. Installs nothing. */
async function fetchDebian(name: string, work: string, signal: AbortSignal): Promise<void> {
  const apt = join(work, "apt");
  await mkdir(join(apt, "lists/partial"), { recursive: true });
  const keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
  await writeFile(join(apt, "sources.list"), `deb [signed-by=${keys}] http://deb.debian.org/debian ${RELEASE} main\n`);
  const options = [
    `Dir::Etc::sourcelist=${join(apt, "sources.list")}`,
    "Dir::Etc::sourceparts=-",
    `Dir::State::lists=${join(apt, "lists")}`,
    "Dir::Cache::pkgcache=",
    "Dir::Cache::srcpkgcache=",
  ].flatMap((option) => ["-o", option]);
  await outputOf("apt-get", [...options, "update"], { signal, seconds: 120 });
  await outputOf("apt-get", [...options, "download", name], { cwd: apt, signal, seconds: 120 });
  await outputOf("sh", ["-c", `dpkg-deb -x ${name}_*.deb ../${name}`], { cwd: apt, signal });
}
