import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import type { Engine } from "./engine.ts";
import { outputOf, type ProgramRun } from "./output-of.ts";

/** The composition of `docker-compose.yml` under a name of its own. */
export interface Composition {
  name: string;
  url: string;
  compose(args: readonly string[], run?: ProgramRun): Promise<string>;
  /** Runs a command in Garita's container. */
  inGarita(...command: string[]): Promise<string>;
  /** Returns a property of a service's container, by a template such as `{{.State.Pid}}`. */
  inspect(service: string, template: string): Promise<string>;
  /** Lists the containers, networks, volumes and images of this composition that still exist. */
  remains(): Promise<string[]>;
}

/** Characters that would need escaping in a URL or in a shell. */
const PASSWORD = "a b:/?#%@&";
/** All characters besides letters and digits that the passwords of the two roles may have. */
const ROLE_PASSWORDS = { OWNER_PASSWORD: "owner._~-1", SERVICE_PASSWORD: "service._~-2" };

/** Copies the files of this clone to `work`, with settings for the trial, so that its own `.env` has no effect. */
export async function makeComposition(engine: Engine, work: string): Promise<Composition> {
  const folder = join(work, "clone");
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z"];
  for (const file of (await outputOf("git", list, { cwd: ROOT })).split("\0").filter((name) => name !== "")) {
    await mkdir(join(folder, file, ".."), { recursive: true });
    await cp(join(ROOT, file), join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
  }
  const port = await freePort();
  const passwords = { POSTGRES_PASSWORD: `'${PASSWORD}'`, ...ROLE_PASSWORDS };
  const settings = { PORT: port, ...passwords, JOBS: "off", WRITES_PER_MINUTE: 1_000_000 };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(folder, ".env"), lines.join(""));
  const name = `garita-trial-${process.pid}`;
  const compose = (args: readonly string[], run?: ProgramRun) =>
    engine.docker(["compose", "--project-name", name, ...args], { cwd: folder, ...run });
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    compose,
    inGarita: (...command) => compose(["exec", "-T", "garita", ...command]),
    inspect: (service, template) =>
      engine.docker(["inspect", "--type", "container", "--format", template, `${name}-${service}-1`]),
    async remains() {
      const found = [];
      const ours = ["--filter", `label=com.docker.compose.project=${name}`];
      for (const list of [["ps", "--all"], ["network", "ls"], ["volume", "ls"], ["images"]])
        found.push(...(await engine.docker([...list, "--quiet", ...ours])).split("\n"));
      return found.filter((id) => id !== "");
    },
  };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    }),
  );
}
