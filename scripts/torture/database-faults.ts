import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { query } from "../../test/support/field/field-database.ts";
import { freezeServer } from "../../test/support/frozen.ts";
import type { CuttingProxy } from "./cutting-proxy.ts";

/** A server with its data folder, behind a proxy. */
export interface FaultyServer {
  url: string;
  dataDir: string;
  proxy: CuttingProxy;
}

/** Begins a fault of a database. Returns a function that ends the fault. */
export type DatabaseFault = (server: FaultyServer) => Promise<() => Promise<void>>;

/** Refuses all connections, like a machine without a server. */
export const goAway: DatabaseFault = async ({ proxy, url }) => {
  proxy.lead(null);
  proxy.cutAll();
  return async () => proxy.lead(Number(new URL(url).port));
};

/** Stops all processes of the server. */
export const hang: DatabaseFault = async ({ dataDir }) => {
  const thaw = freezeServer(join(dataDir, "postgres"));
  // A suspended server cannot shut down.
  process.once("exit", thaw);
  return async () => {
    process.off("exit", thaw);
    thaw();
  };
};

/** Takes every connection that the server allows, also those of the service, and keeps them. */
export const takeConnections: DatabaseFault = async ({ url }) => {
  const taken: pg.Client[] = [];
  let isOver = false;
  const take = async (): Promise<boolean> => {
    const client = new pg.Client(url);
    client.on("error", () => undefined);
    const isOpen = await client.connect().then(
      () => true,
      () => false,
    );
    if (isOpen) taken.push(client);
    return isOpen;
  };
  while (await take());
  const work = (async () => {
    while (!isOver) {
      const [own] = taken;
      const mine = taken.map((client) => (client as unknown as { processID: number }).processID);
      await own?.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND NOT pid = ANY($1)",
        [mine],
      );
      while (!isOver && (await take()));
      await sleep(20);
    }
  })();
  return async () => {
    isOver = true;
    await work;
    await Promise.all(taken.map((client) => client.end()));
  };
};

/** Fills the disk of the server, and asks for a new segment of the write-ahead log after `seconds`. */
export const fillDisk =
  (seconds: number): DatabaseFault =>
  async ({ dataDir, url }) => {
    const file = join(dataDir, "filler");
    const descriptor = openSync(file, "w");
    for (let size = 1 << 20; size >= 512; size >>= 1) {
      const piece = Buffer.alloc(size);
      try {
        while (writeSync(descriptor, piece) === size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
    }
    closeSync(descriptor);
    // The server ends with a panic if there is no room for its write-ahead log.
    const timer = setTimeout(() => {
      for (let i = 0; i < 8; i++)
        query(url, "SELECT pg_logical_emit_message(true, 'torture', repeat('x', 4000000))").catch(() => undefined);
    }, seconds * 1000);
    return async () => {
      clearTimeout(timer);
      rmSync(file);
    };
  };
