import { resolve } from "node:path";
import { Temporal } from "temporal-polyfill";
import { listCrossings } from "./actions/list-crossings.ts";
import { seed } from "./actions/seed.ts";
import { readConfig } from "./config.ts";
import { makeLog } from "./log.ts";
import { provideOperatorKey } from "./operator-key.ts";
import { ROOT } from "./root.ts";
import { startService } from "./service.ts";
import { openDatabase } from "./store/database.ts";
import { startEmbedded } from "./store/embedded.ts";
import { migrate } from "./store/migrate.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

const config = readConfig();
const log = makeLog(config.LOG_LEVEL);
const now = () => Temporal.Now.instant();
const dataDir = resolve(config.GARITA_DATA);

const embedded = config.DATABASE_URL === undefined ? await startEmbedded({ dataDir, log: say }) : undefined;
const databaseUrl = config.DATABASE_URL ?? embedded?.url ?? "";
await migrate(databaseUrl, resolve(ROOT, "prisma/migrations"), say);

const db = openDatabase(databaseUrl, (error) => log.warn({ err: error }, "a database connection broke"));
await seed(db, resolve(ROOT, "prisma/seed"));
const keyFile = await provideOperatorKey(db, dataDir, now());
const service = await startService(config, db, log, now);

const { answers } = await listCrossings(service.ctx, {});
const count = (open: boolean | null) => answers.filter(({ verdict }) => verdict.open === open).length;
say(`Garita listens at ${service.url}`);
say(`${answers.length} crossings: ${count(true)} open, ${count(false)} not open, ${count(null)} in doubt`);
say(
  keyFile === null
    ? "The first operator key was made elsewhere; `npm run keys` makes more."
    : `The operator key, an admin's, is in ${keyFile}`,
);
say(`Try: curl ${service.url}/lukeville`);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await service.stop();
    await db.close();
    await embedded?.stop();
    process.exit(0);
  });
