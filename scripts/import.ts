import { access, constants, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { importReports } from "../src/actions/record/import-reports.ts";
import { seed } from "../src/actions/record/seed.ts";
import { checkLifts } from "../src/actions/restrictions/check-lifts.ts";
import { ROOT } from "../src/root.ts";
import { listApiKeys } from "../src/store/access/api-keys.ts";
import { loadCrossings } from "../src/store/record/crossings.ts";
import { progress } from "./progress.ts";
import { checkReports, reportsIn } from "./report-lines.ts";
import { stillRestrictedIn } from "./still-restricted.ts";
import { withStore } from "./with-store.ts";

const USAGE = `npm run import -- reports.ndjson --name desk   record a file of reports, one a line, as POST /v1/reports takes them
--name is the holder of a key who answers for them: 'npm run keys -- list' tells who there is.`;

const TELL_MS = 2_000;

/** Reports progress at intervals. */
function paced(tell: (lines: number) => string): (lines: number) => void {
  let told = performance.now();
  return (lines) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    progress(tell(lines));
  };
}

const many = (count: number, what: string): string =>
  `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;

const fail = (sentence: string, code: number): undefined => {
  console.error(sentence);
  process.exitCode = code;
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { name: { type: "string" } } });
const [file] = positionals;
if (file === undefined || positionals.length > 1 || values.name === undefined) fail(USAGE, 2);
else await importFile(resolve(file), values.name);

async function importFile(path: string, name: string): Promise<void> {
  const isFile = await Promise.all([stat(path), access(path, constants.R_OK)]).then(
    // The file is read twice, which a pipe does not allow.
    ([found]) => found.isFile(),
    () => false,
  );
  if (!isFile) return fail(`There is no file ${path} that could be read.`, 2);
  await withStore(async ({ db }) => {
    const holder = (await listApiKeys(db)).find((key) => key.name === name && key.revokedAt === null);
    if (holder === undefined || holder.role === "subscriber")
      return fail(`There is no key in force named '${name}' whose holder may record.\n\n${USAGE}`, 2);
    await seed(db, resolve(ROOT, "prisma/seed"));
    const crossings = await loadCrossings(db);

    const checked = await checkReports(
      path,
      crossings,
      (draft) => checkLifts(db, draft),
      paced((lines) => `${many(lines, "report")} looked at`),
    );
    if (checked.faulty > 0) {
      const rest = checked.faulty - checked.faults.length;
      const lines = [...checked.faults, ...(rest > 0 ? [`and ${many(rest, "more line")}`] : [])];
      return fail(
        `${lines.join("\n")}\n${many(checked.faulty, "line")} of ${path} cannot be recorded; nothing was.`,
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
        `The import broke off after ${many(onRecord, "report")}: ${reason}\nThe same command goes on from there.`,
        1,
      );
    });
    if (imported === undefined) return;
    const { recorded, known } = imported;
    if (recorded + known !== checked.reports)
      return fail(
        `${path} was altered meanwhile: ${many(recorded, "report")} recorded. Do it again with the whole file.`,
        1,
      );
    for (const sentence of await stillRestrictedIn(db, crossings, path)) console.log(sentence);
    console.log(`${many(recorded, "report")} recorded, ${known.toLocaleString("en-US")} on record before.`);
  });
}
