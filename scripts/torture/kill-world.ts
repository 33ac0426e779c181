import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seed } from "../../src/actions/record/seed.ts";
import { ROOT } from "../../src/root.ts";
import { openDatabase } from "../../src/store/database.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded/embedded.ts";
import { findServer } from "../../src/store/embedded/server.ts";
import { migrate } from "../../src/store/migrate.ts";
import { killServer } from "../../test/support/frozen.ts";
import { type ServiceProcess, startProcess } from "../../test/support/service-process.ts";
import { type CuttingProxy, makeCuttingProxy } from "./cutting-proxy.ts";

/** A service with its database, both of which can be killed, and a proxy in front of each. */
export interface KillWorld {
  /** The address of the service through its proxy. It stays the same when the process is replaced. */
  url: string;
  /** The address of the database without a proxy. It may change when the server is started again. */
  databaseUrl(): string;
  /** The proxy between the clients and the service. */
  clients: CuttingProxy;
  /** The proxy between the service and its database. Undefined if the service has its own server. */
  database: CuttingProxy | undefined;
  /** Starts a process of the service, as a supervisor does after it has ended. */
  start(): Promise<void>;
  killProcess(): Promise<void>;
  /** Kills the server. The watcher in this process, or in the service, starts it again. */
  killServer(): void;
  close(): Promise<void>;
}

/** Settings that let the service send webhooks, and keep its jobs from the network. */
const OFFLINE = {
  JOBS: "on",
  WEBHOOK_PRIVATE_ADDRESSES: "on",
  NOTICE_POLL_SECONDS: "1",
  LOG_LEVEL: "silent",
  BWT_URLS: "http://127.0.0.1:9/",
  ANNOUNCEMENT_URLS: "Nobody=http://127.0.0.1:9/",
  COUNTS_URL: "http://127.0.0.1:9/",
  NWS_CONTACT: "",
  FEDERAL_REGISTER: "off",
  ARIZONA_ROADS_KEY: "",
};

/** Number of attempts to start a process. A process does not start while its database is away. */
const STARTS = 60;

/** Creates a folder that the account of a database server may enter. */
export async function makeServerFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "garita-torture-"));
  await chmod(folder, 0o711);
  return folder;
}

/** Starts a server in a folder, for this process. The server is durable, and is started again if it is killed. */
export const startOwnServer = (dataDir: string, settings: readonly string[] = []): Promise<Embedded> =>
  startEmbedded({ dataDir, shelter: join(dataDir, "shelter"), settings, log: () => undefined });

/** Fills the database of a server with the tables and the seed. */
export async function seedServer(url: string): Promise<void> {
  await migrate(url, resolve(ROOT, "prisma/migrations"), () => undefined);
  const db = openDatabase(url, () => undefined);
  await seed(db, resolve(ROOT, "prisma/seed")).finally(() => db.close());
}

/** Makes a world in which the service uses a PostgreSQL server on another port. */
export async function makeServerWorld(): Promise<KillWorld> {
  const dataDir = await makeServerFolder();
  const server = await startOwnServer(dataDir);
  await seedServer(server.address());
  const database = await makeCuttingProxy();
  const through = new URL(server.address());
  database.lead(Number(through.port));
  through.port = String(database.port);
  const world = await makeWorld(dataDir, through.href, server.address);
  return {
    ...world,
    database,
    async close() {
      await world.close();
      await database.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes a world in which the service runs its own, embedded server. */
export async function makeEmbeddedWorld(): Promise<KillWorld> {
  const dataDir = await makeServerFolder();
  const data = join(dataDir, "postgres");
  const world = await makeWorld(dataDir, "", () => {
    const { port, password } = JSON.parse(readFileSync(join(data, "garita-access.json"), "utf8"));
    return `postgresql://garita:${password}@127.0.0.1:${port}/garita`;
  });
  return {
    ...world,
    async close() {
      await world.close();
      // A service that was killed leaves its server running.
      if (existsSync(data) && findServer(data) !== undefined) killServer(data);
      await sleep(500);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeWorld(dataDir: string, serviceUrl: string, databaseUrl: () => string): Promise<KillWorld> {
  const clients = await makeCuttingProxy();
  let service: ServiceProcess | undefined;
  const start = async () => {
    for (let tries = 1; service === undefined; tries++) {
      service = await startProcess(serviceUrl, { ...OFFLINE, GARITA_DATA: dataDir }).catch(async (error) => {
        if (tries === STARTS) throw error;
        await sleep(500);
        return undefined;
      });
    }
    clients.lead(Number(new URL(service.url).port));
  };
  await start();
  return {
    url: `http://127.0.0.1:${clients.port}`,
    databaseUrl,
    clients,
    database: undefined,
    start,
    async killProcess() {
      clients.lead(null);
      const victim = service;
      service = undefined;
      await victim?.kill();
    },
    killServer: () => killServer(join(dataDir, "postgres")),
    async close() {
      await service?.stop();
      await clients.close();
    },
  };
}
