import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { ROOT } from "../../../src/root.ts";
import { eventually } from "../eventually.ts";
import { blocksIn } from "../examples.ts";

/** A web server that serves the files of a folder. */
export interface StaticServer {
  url: string;
  stop(): Promise<void>;
}

/** Servers by name: how to check whether the program is installed, and how to start it on a folder. */
export const STATIC_SERVERS = {
  "nginx without any settings but the folder": { isInstalled: hasNginx, start: startPlainNginx },
  "nginx as in docs/copies.md": { isInstalled: hasNginx, start: startDocumentedNginx },
  "a small static server": { isInstalled: () => true, start: startSmallServer },
};

function hasNginx(): boolean {
  return spawnSync("nginx", ["-v"]).status === 0;
}

function startPlainNginx(folder: string): Promise<StaticServer> {
  return startNginxWith("server { listen 8080; root /srv/mirror; }", folder);
}

function startDocumentedNginx(folder: string): Promise<StaticServer> {
  const blocks = blocksIn(readFileSync(join(ROOT, "docs/copies.md"), "utf8"));
  return startNginxWith(blocks.find(({ language }) => language === "nginx")?.text ?? "", folder);
}

async function startNginxWith(block: string, folder: string): Promise<StaticServer> {
  const work = mkdtempSync(join(tmpdir(), "garita-nginx-"));
  chmodSync(work, 0o755);
  const port = await freePort();
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (each) => `${each}_temp_path ${work}/${each};`,
  );
  writeFileSync(
    join(work, "nginx.conf"),
    `${process.getuid?.() === 0 ? "user root;" : ""}
    worker_processes 1; pid ${work}/pid; daemon off; error_log ${work}/error.log;
    events { worker_connections 64; }
    http { access_log off; ${paths.join(" ")} ${readTypes()}
    ${block.replace("listen 8080;", `listen 127.0.0.1:${port};`).replace("/srv/mirror", folder)} }`,
  );
  const child = spawn("nginx", ["-p", work, "-c", join(work, "nginx.conf")], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await started(child, url);
  return {
    url,
    async stop() {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
      rmSync(work, { recursive: true, force: true });
    },
  };
}

/** Installations of nginx include their list of media types in the settings. */
const readTypes = (): string => {
  try {
    return statSync("/etc/nginx/mime.types").isFile() ? "include /etc/nginx/mime.types;" : "";
  } catch {
    return "types { text/html html; text/css css; text/javascript js; image/svg+xml svg; application/json json; }";
  }
};

async function started(child: ChildProcess, url: string): Promise<void> {
  process.once("exit", () => child.kill("SIGTERM"));
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error("nginx ended");
    await (await fetch(url)).body?.cancel();
  }, 30_000);
}

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** Starts a server that does what `python3 -m http.server` does. */
async function startSmallServer(folder: string): Promise<StaticServer> {
  const server = createServer(({ url = "" }, res) => {
    const path = decodeURIComponent(url.replace(/[?#].*$/, ""));
    const file = join(folder, path);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory() && !path.endsWith("/")) return void res.writeHead(301, { Location: `${path}/` }).end();
    try {
      const name = found?.isDirectory() ? join(file, "index.html") : file;
      const bytes = readFileSync(name);
      res.writeHead(200, { "Content-Type": TYPES[extname(name)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      res.writeHead(404).end("Not found");
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createSocketServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
