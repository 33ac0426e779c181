import { access, constants, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { importReports } from "../src/actions/record/import-reports.ts";
import { seed } from "../src/actions/record/seed.ts";
import { checkLifts } from "../src/actions/restrictions/check-lifts.ts";
import { ROOT } from "../src/root.ts";
import { listApiKeys } from "../src/store/access/api-keys.ts";
import type { Database } from "../src/store/database.ts";
import { loadCrossings } from "../src/store/record/crossings.ts";
import { importCopy } from "./copy/import-copy.ts";
import { type CountsCited, importCounts } from "./import-counts.ts";
import { many, paced } from "./progress.ts";
import { checkReports, reportsIn } from "./report-lines.ts";
import { stillRestrictedIn } from "./still-restricted.ts";
import { withOwner, withStore } from "./with-store.ts";

const USAGE = `npm run import -- reports.ndjson --name desk   record a file of reports, one per line, in the format of POST /v1/reports
npm run import -- --counts counts.csv --name desk --publisher "Laredo Bridge System"
    record monthly counts from a CSV file with the columns crossing,mode,month,number and, if not northbound, direction
    --title and --url cite the source of the counts
npm run import -- folder    build an equal service in an empty database from a copy, which 'npm run export' wrote
--name names the key holder who is responsible for the reports. 'npm run keys -- list' lists the key holders.`;

const fail = (sentence: string, code: number): undefined => {
  console.error(sentence);
  process.exitCode = code;
};

const text = { type: "string" } as const;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { name: text, counts: text, publisher: text, title: text, url: text },
});
const { name, counts, publisher, title = "Crossings by month", url = null } = values;
const [file] = positionals;
const isOfCounts = counts !== undefined && file === undefined && publisher !== undefined;
const isOfReports = file !== undefined && positionals.length === 1 && counts === undefined && publisher === undefined;
const isCopy = file !== undefined && (await stat(file).catch(() => undefined))?.isDirectory() === true;
if (isCopy && isOfReports && name === undefined) await importFolder(resolve(file));
else if (name === undefined || !(isOfCounts || isOfReports)) fail(USAGE, 2);
else if (isOfReports) await importFile(resolve(file), name);
else if (isOfCounts) await importCountsFile(resolve(counts), name, { publisher, title, url });

async function importFolder(folder: string): Promise<void> {
  await withStore(async (store) => {
    const { sentence, done } = await withOwner(store, (db) => importCopy(db, folder));
    if (done) console.log(sentence);
    else fail(sentence, 1);
  });
}

async function importCountsFile(path: string, holderName: string, cited: CountsCited): Promise<void> {
  if (!(await isReadable(path))) return fail(`There is no readable file ${path}.`, 2);
  await withStore(async (store) => {
    const holder = await recorderNamed(store.db, holderName);
    if (holder === undefined) return;
    await seed(store.db, resolve(ROOT, "prisma/seed"));
    const { sentence, done } = await importCounts(store, path, cited, holder);
    if (done) console.log(sentence);
    else fail(sentence, 1);
  });
}

/** Returns true for a file that can be read more than once, unlike a pipe. */
async function isReadable(path: string): Promise<boolean> {
  const found = await Promise.all([stat(path), access(path, constants.R_OK)]).catch(() => undefined);
  return found?.[0].isFile() === true;
}

/**
 * Finds the holder of the valid key with this name, if the holder may record reports. Prints a message if there is
 * none.
 */
async function recorderNamed(db: Database, name: string) {
  const holder = (await listApiKeys(db)).find((key) => key.name === name && key.revokedAt === null);
  if (holder !== undefined && holder.role !== "subscriber") return holder;
  return fail(`There is no valid key named '${name}' whose holder may record.\n\n${USAGE}`, 2);
}

async function importFile(path: string, name: string): Promise<void> {
  if (!(await isReadable(path))) return fail(`There is no readable file ${path}.`, 2);
  await withStore(async ({ db }) => {
    if ((await recorderNamed(db, name)) === undefined) return;
    await seed(db, resolve(ROOT, "prisma/seed"));
    const crossings = await loadCrossings(db);

    const checked = await checkReports(
      path,
      crossings,
      (draft) => checkLifts(db, draft),
      paced((lines) => `${many(lines, "report")} checked`),
    );
    if (checked.faulty > 0) {
      const rest = checked.faulty - checked.faults.length;
      const lines = [...checked.faults, ...(rest > 0 ? [`and ${many(rest, "more line")}`] : [])];
      return fail(
        `${lines.join("\n")}\n${many(checked.faulty, "line")} of ${path} cannot be recorded. Nothing was recorded.`,
        1,
      );
    }
    const tellRecorded = paced(
      (lines) => `${many(lines, "report")} of ${checked.reports.toLocaleString("en-US")} on record`,
    );
    let onRecord = 0;
    const imported = await importReports(db, crossings, name, reportsIn(path), (sofar) => {
      onRecord = sofar.recorded + sofar.known;
      tellRecorded(onRecord);
    }).catch((error) => {
      const reason = error instanceof Error ? error.message : error;
      return fail(
        `The import stopped after ${many(onRecord, "report")}: ${reason}\nRun the same command again to continue.`,
        1,
      );
    });
    if (imported === undefined) return;
    const { recorded, known } = imported;
    if (recorded + known !== checked.reports)
      return fail(
        `${path} changed during the import: ${many(recorded, "report")} recorded. Import the whole file again.`,
        1,
      );
    for (const sentence of await stillRestrictedIn(db, crossings, path)) console.log(sentence);
    console.log(`${many(recorded, "report")} recorded, ${known.toLocaleString("en-US")} already on record.`);
  });
}
