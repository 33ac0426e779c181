import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../../src/root.ts";

/** A cache in front of a service, with the configuration in `docs/examples`. */
export interface Front {
  url: string;
  /** Returns the CPU time of the program's child processes, which do the work, in microseconds. Linux only. */
  cpu(): number;
  stop(): Promise<void>;
}

/** Caches by name: how to check whether the program is installed, and how to start it. */
export const FRONTS = {
  nginx: { isInstalled: () => runs("nginx", "-v"), start: startNginx },
  Varnish: { isInstalled: () => runs("varnishd", "-V"), start: startVarnish },
};

const runs = (program: string, flag: string): boolean => spawnSync(program, [flag]).status === 0;

/** Reads an example, and replaces each text of `changes`, which must occur in it. */
async function readExample(name: string, changes: Record<string, string>): Promise<string> {
  let text = await readFile(join(ROOT, "docs/examples", name), "utf8");
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`${name} does not contain ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** Header in which clients name their address, if a test wants clients with several addresses. */
export const CLIENT_HEADER = "X-Client";

/**
 * Starts nginx in front of the service at `origin`. Only addresses and folders of the example are changed, and with
 * `namesClients`, the clients name their addresses. `more` is added to the configuration of nginx.
 */
export async function startNginx(origin: string, { more = "", namesClients = false } = {}): Promise<Front> {
  const [folder, port] = [await makeFolder(), await freePort()];
  const example = await readExample("nginx.conf", {
    "/var/cache/nginx/garita": join(folder, "cache"),
    "listen 8080;": `listen 127.0.0.1:${port};`,
    "127.0.0.1:3000": new URL(origin).host,
    ...(namesClients ? { "X-Forwarded-For $remote_addr": "X-Forwarded-For $http_x_client" } : {}),
  });
  await writeFile(join(folder, "garita.conf"), example);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (each) => `${each}_temp_path ${folder}/${each};`,
  );
  await writeFile(
    join(folder, "nginx.conf"),
    `${process.getuid?.() === 0 ? "user root;" : ""}
    worker_processes 1; pid ${folder}/pid; daemon off; error_log ${folder}/error.log;
    events { worker_connections 4096; }
    http { access_log off; ${paths.join(" ")} include ${folder}/garita.conf; ${more} }`,
  );
  return started("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], folder, port);
}

/** Starts Varnish in front of the service at `origin`, as nginx is started. */
export async function startVarnish(origin: string, { namesClients = false } = {}): Promise<Front> {
  const [folder, port] = [await makeFolder(), await freePort()];
  const vcl = await readExample("varnish.vcl", {
    '"3000"': `"${new URL(origin).port}"`,
    ...(namesClients ? { "client.ip": `req.http.${CLIENT_HEADER}` } : {}),
  });
  await writeFile(join(folder, "garita.vcl"), vcl);
  const options = ["-F", "-j", "none", "-n", join(folder, "work"), "-s", "malloc,64m", "-p", "http_gzip_support=off"];
  await mkdir(join(folder, "work"));
  return started("varnishd", [...options, "-a", `127.0.0.1:${port}`, "-f", join(folder, "garita.vcl")], folder, port);
}

async function started(program: string, args: string[], folder: string, port: number): Promise<Front> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const abandon = () => child.kill("SIGTERM");
  process.once("exit", abandon);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (said += piece));
  const ended = once(child, "close");
  const url = `http://127.0.0.1:${port}`;
  await answers(url, child).catch((error) => {
    throw new Error(`${program} did not start: ${said}`, { cause: error });
  });
  return {
    url,
    cpu: () => cpuOfChildren(child.pid ?? 0),
    async stop() {
      process.off("exit", abandon);
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (const until = performance.now() + 30_000; ; await sleep(20)) {
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    if (child.exitCode !== null || performance.now() > until) throw new Error("there is no answer");
  }
}

/** A tick of the kernel's CPU times, in microseconds. */
const TICK = 10_000;

function cpuOfChildren(pid: number): number {
  const { stdout } = spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" });
  const ticks = stdout.match(/\d+/g)?.map((child) => {
    const stat = readFileSync(`/proc/${child}/stat`, "utf8");
    // The name of the program, in parentheses, may contain spaces. User and system time are fields 14 and 15.
    const [user = "", system = ""] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    return Number(user) + Number(system);
  });
  return (ticks ?? []).reduce((sum, each) => sum + each, 0) * TICK;
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "garita-front-"));
  await chmod(folder, 0o755);
  return folder;
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
