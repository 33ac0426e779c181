import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { formatMoment } from "../src/domain/time/moment.ts";
import { listLogKeys, readLogKey } from "../src/store/chain/log-key.ts";
import { withLogSnapshot } from "../src/store/copy/log-snapshot.ts";
import { CopyFault } from "./copy/copy-fault.ts";
import { COPY_FILES } from "./copy/copy-layout.ts";
import { readCopySums } from "./copy/copy-sums.ts";
import { makeCopyWriter } from "./copy/copy-writer.ts";
import { writeCopy } from "./copy/write-copy.ts";
import { many, progress } from "./progress.ts";
import { type Store, withStore } from "./with-store.ts";

const USAGE = `npm run export -- folder    write a copy of the whole log, the crossings and the waits into a new folder, or replace an earlier copy there`;

const TELL_MS = 2_000;

const fail = (sentence: string, code: number): void => {
  console.error(sentence);
  process.exitCode = code;
};

/**
 * Returns a sentence if `folder` contains anything but an earlier copy, which may be replaced. Returns null otherwise.
 */
async function reasonToKeep(folder: string): Promise<string | null> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return null;
  if (!found.isDirectory()) return `${folder} is not a folder.`;
  if ((await readdir(folder)).length === 0) return null;
  try {
    await readCopySums(folder);
    return null;
  } catch (error) {
    if (!(error instanceof CopyFault)) throw error;
    return `${folder} is neither empty nor an earlier copy, so it stays as it is. ${error.message}`;
  }
}

/** Replaces `folder` by the complete copy in `draft`. An earlier copy is removed last. */
async function putInPlace(draft: string, folder: string): Promise<void> {
  const former = `${draft}.former`;
  const isReplaced = await rename(folder, former).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
  await rename(draft, folder);
  if (isReplaced) await rm(former, { recursive: true });
}

async function exportTo({ config, db, clock }: Store, folder: string): Promise<void> {
  // Beside the folder, so that it can be renamed.
  const draft = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString("hex")}.part`);
  const logKey = await readLogKey(config.LOG_KEY, resolve(config.GARITA_DATA));
  const keys = await listLogKeys(db);
  const writer = makeCopyWriter(draft);
  let toldAt = performance.now();
  try {
    await mkdir(draft, { recursive: true });
    const head = await withLogSnapshot(db, (snapshot) =>
      writeCopy(snapshot, writer, {
        logKey,
        keys,
        now: formatMoment(clock()),
        tell(what, done) {
          if (performance.now() - toldAt < TELL_MS) return;
          toldAt = performance.now();
          const all = what === "reports" ? ` of ${snapshot.size.toLocaleString("en-US")}` : "";
          progress(`${done.toLocaleString("en-US")}${all} ${what} written`);
        },
      }),
    );
    const sums = await writer.finish();
    await writeFile(join(draft, COPY_FILES.sums), sums, { flush: true });
    await putInPlace(draft, folder);
    const signed = head.signature === null ? " The head is not signed, because the key is not here." : "";
    console.log(
      `${folder} has a copy of ${many(head.reports, "report")}. Its head is seq ${head.seq}, ${head.hash}.${signed}`,
    );
  } catch (error) {
    const { path } = error as NodeJS.ErrnoException;
    const isOfFiles = path?.startsWith(dirname(draft)) === true;
    if (!(error instanceof CopyFault) && !isOfFiles) throw error;
    const advice = isOfFiles ? "" : " 'npm run verify' checks the whole log.";
    fail(`No copy was written: ${(error as Error).message}${advice}`, 1);
  } finally {
    await writer.close();
    await rm(draft, { recursive: true, force: true });
  }
}

const { positionals } = parseArgs({ allowPositionals: true });
const [given] = positionals;
if (given === undefined || positionals.length > 1) fail(USAGE, 2);
else {
  const folder = resolve(given);
  const reason = await reasonToKeep(folder);
  if (reason !== null) fail(reason, 2);
  else await withStore((store) => exportTo(store, folder), { readOnly: true });
}
