import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { makeLog } from "../../src/log.ts";
import { startService } from "../../src/service.ts";
import { openDatabase } from "../../src/store/database.ts";

/** The message that a process sends once it is listening. */
export interface Listening {
  url: string;
}

// A complete Garita process that can be killed. From `epoch` on, the clock of the process runs `speed` times as fast as
// the system clock, so hours pass in seconds.
const [databaseUrl = "", epoch = "", speed = "1"] = process.argv.slice(2);
const began = Temporal.Instant.from(epoch);
const clock = () =>
  began.add({ milliseconds: Math.round(began.until(machineClock()).total("milliseconds") * Number(speed)) });

const config = readConfig({
  PORT: "0",
  JOBS: "off",
  WEBHOOK_PRIVATE_ADDRESSES: "on",
  WRITES_PER_MINUTE: "1000000",
});
const db = openDatabase(databaseUrl, () => undefined);
const service = await startService(config, db, makeLog("silent"), clock, { timeoutSeconds: 1, random: Math.random });
service.webhooks.start();
process.send?.({ url: service.url } satisfies Listening);
process.on("disconnect", async () => {
  await service.stop();
  await db.close();
  process.exit(0);
});
