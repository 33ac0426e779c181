import { existsSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "../../src/store/embedded/process-life.ts";
import { haltServer } from "../../src/store/embedded/server.ts";

/** The names under which the set-up tells the workers what it made. */
export const ADMIN_URL = "GARITA_TEST_ADMIN_URL";
export const TEMPLATE = "GARITA_TEST_TEMPLATE";

/** Runs of different accounts do not touch each other's folders. */
const PREFIX = `garita-test-${process.getuid?.() ?? "user"}-`;

/** The folder of this run's own embedded server, named after its process: runs may go on side by side. */
export const SERVER_FOLDER = join(tmpdir(), `${PREFIX}${process.pid}`);

/** Ends the servers of runs that were killed, and removes their data. */
export async function clearUpKilledRuns(): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const name of folders) {
    const pid = Number(name.slice(PREFIX.length));
    if (isAlive(pid) && pid !== process.pid) continue;
    const folder = join(tmpdir(), name);
    const data = join(folder, "postgres");
    if (existsSync(data)) await haltServer(realpathSync(data));
    rmSync(folder, { recursive: true });
  }
}
