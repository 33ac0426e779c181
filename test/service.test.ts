import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { machineClock } from "../src/clock.ts";
import { readConfig } from "../src/config.ts";
import { makeLog } from "../src/log.ts";
import { startService } from "../src/service.ts";
import { connectionsOf } from "../src/store/connections.ts";
import { openDatabase } from "../src/store/database.ts";
import { loanDatabase } from "./support/database.ts";

test("a service whose port is in use fails with EADDRINUSE, and leaves nothing open", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port } = other.address() as AddressInfo;
  const database = await loanDatabase({ seeded: false });
  const db = openDatabase(database.url, () => undefined);
  const config = readConfig({ PORT: String(port), HOST: "127.0.0.1", JOBS: "off" });
  await expect(startService(config, db, makeLog("silent"), machineClock)).rejects.toMatchObject({ code: "EADDRINUSE" });
  // With a leaked connection, the next line would never finish.
  await db.close();
  await database.release();
  await new Promise((done) => other.close(done));
});

test("a service that fails late in its start leaves nothing open either", async () => {
  const database = await loanDatabase({ seeded: false });
  const db = openDatabase(database.url, () => undefined);
  await connectionsOf(db).pool.query("ALTER TABLE job_run RENAME TO elsewhere");
  const config = readConfig({ PORT: "0", HOST: "127.0.0.1", JOBS: "off" });
  await expect(startService(config, db, makeLog("silent"), machineClock)).rejects.toThrow("job_run");
  await db.close();
  await database.release();
});
