import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connectionsOf } from "../../src/store/connections.ts";
import { startEmbedded } from "../../src/store/embedded/embedded.ts";
import { clearUp, makeFolder } from "../support/embedded.ts";
import { startSeveral } from "../support/several-processes.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase({ seeded: true });
afterAll(clearUp);

test("a start is refused if the processes may open more connections than the server accepts", async () => {
  const dataDir = await makeFolder();
  const settings = ["fsync=off", "max_connections=40", "superuser_reserved_connections=3"];
  const server = await startEmbedded({ dataDir, shelter: `${dataDir}/shelter`, settings, log: () => undefined });
  try {
    await expect(startSeveral(server.address())).rejects.toThrow(
      /code 1: (Applied migration \S+\n)+PROCESSES is 2 and DATABASE_CONNECTIONS is 15, so up to 45 connections to the database are needed: 15 for each process, for one process more while they are replaced, and 0 for jobs\. The database server accepts 37 \(max_connections 40, of which 3 are reserved\)\. Lower PROCESSES or DATABASE_CONNECTIONS, or raise max_connections on the server\.$/,
    );
    const service = await startSeveral(server.address(), { DATABASE_CONNECTIONS: "12" });
    expect(await service.end("SIGTERM")).toBe(0);
  } finally {
    await server.stop();
  }
}, 90_000);

test("a port in use is reported once, with code 1", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port } = other.address() as AddressInfo;
  await expect(startSeveral(loan.url, { PORT: String(port) })).rejects.toThrow(
    /^code 1: Another program is already listening at HOST 127\.0\.0\.1, PORT \d+\. Stop it, or set PORT to another port\.$/,
  );
  await new Promise((done) => other.close(done));
}, 60_000);

test("if a process cannot serve requests, the start ends with the reason, and with code 1", async () => {
  await connectionsOf(loan.db).pool.query("ALTER TABLE job_run RENAME TO elsewhere");
  await expect(startSeveral(loan.url)).rejects.toThrow(/^code 1: .*job_run/);
  await connectionsOf(loan.db).pool.query("ALTER TABLE elsewhere RENAME TO job_run");
}, 60_000);
