import { existsSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "../../src/store/embedded/process-life.ts";
import { haltServer } from "../../src/store/embedded/server.ts";

/** Environment variables with the results of the setup, for the workers. */
export const ADMIN_URL = "GARITA_TEST_ADMIN_URL";
export const TEMPLATE = "GARITA_TEST_TEMPLATE";
export const STRATEGY = "GARITA_TEST_STRATEGY";

/** Prefix of folder names. Includes the account's id, so that accounts do not share folders. */
const PREFIX = `garita-test-${process.getuid?.() ?? "user"}-`;

/** Folder of this run's embedded server. Includes the process id, so that runs may overlap. */
export const SERVER_FOLDER = join(tmpdir(), `${PREFIX}${process.pid}`);

/** Stops the servers of killed runs and removes their data. */
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
