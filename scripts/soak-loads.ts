import { machineClock } from "../src/clock.ts";
import { readConfig } from "../src/config.ts";
import { makeLog } from "../src/log.ts";
import { startService } from "../src/service.ts";
import { createApiKey } from "../src/store/access/api-keys.ts";
import { tryLoads } from "../test/support/loads.ts";
import { withSeededDatabase } from "./seeded-database.ts";

const ROUNDS = 2000;

/** Long version of `test/live/loads.test.ts`. */
export async function soakLoads(): Promise<void> {
  await withSeededDatabase(async (db) => {
    const config = readConfig({ PORT: "0", JOBS: "off", WRITES_PER_MINUTE: "1000000" });
    const key = (await createApiKey(db, "soak", "recorder", machineClock())) ?? "";
    const service = await startService(config, db, makeLog("silent"), machineClock);
    const { rounds, stepsBack } = await tryLoads(
      { url: service.url, board: service.runtime.snapshot, key },
      ROUNDS,
    ).finally(() => service.stop());
    console.log(
      `loads: ${rounds} reports recorded while all crossings were being loaded, ${stepsBack.length} answers with older data than an earlier answer`,
    );
    for (const step of stepsBack.slice(0, 10)) console.error(`  ${step}`);
    if (stepsBack.length > 0)
      throw new Error(`loads: ${stepsBack.length} answers had older data than an earlier answer`);
  });
}
