import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ZodError, z } from "zod";
import { linesIn, type Report } from "../../src/domain/record/report.ts";
import { formatMoment } from "../../src/domain/time/moment.ts";
import { isSignedBy, type KeptHead } from "../../src/store/chain/check-head.ts";
import { COPIED_TABLES, type CopiedRow, type CopiedTable } from "../../src/store/copy/copied-rows.ts";
import type { AllPlaces } from "../../src/store/record/crossings.ts";
import { makeChainCheck } from "./chain-check.ts";
import { readCopiedReport } from "./copied-report.ts";
import { CopyFault } from "./copy-fault.ts";
import { AboutCopy, COPY_FILES, readPlaces } from "./copy-layout.ts";
import { checkCopySums, readCopySums } from "./copy-sums.ts";
import { KeptHeadFile, KeptKeysFile } from "./kept-files.ts";

/** A copy whose checksums are right. */
export interface Copy {
  head: KeptHead;
  places: AllPlaces;
  /**
   * Yields the reports in order, in batches. Checks each against its hash, its crossing, and the head at the end.
   * @throws CopyFault
   */
  reports(): AsyncGenerator<Report[]>;
  /** Yields the rows of a table, in batches. @throws CopyFault */
  rows(table: CopiedTable): AsyncGenerator<CopiedRow[]>;
}

/** Maximum numbers of lines and characters of one batch. A report may have thousands of lines of its own. */
const BATCH = { reports: 100, rows: 2_000, characters: 1_000_000 };

/** Opens a copy and checks all files against their checksums. @throws CopyFault */
export async function openCopy(folder: string): Promise<Copy> {
  const sums = await readCopySums(folder);
  await checkCopySums(folder, sums);
  const read = async <Value>(path: string, parse: (json: unknown) => Value): Promise<Value> => {
    const text = await readFile(join(folder, path), "utf8");
    return within(path, () => parse(JSON.parse(text)));
  };
  await read(COPY_FILES.about, (json) => AboutCopy.parse(json));
  const head = await read(COPY_FILES.head, (json) => KeptHeadFile.parse(json));
  const keys = sums.has(COPY_FILES.keys) ? (await read(COPY_FILES.keys, (json) => KeptKeysFile.parse(json))).keys : [];
  checkSignature(head, keys);
  const places = await read(COPY_FILES.places, readPlaces);
  const paths = [...sums.keys()].sort();
  const filesOf = (table: CopiedTable) =>
    paths.filter((path) => path === COPY_FILES.rowsOf(table, null) || path.startsWith(`rows/${table.name}/`));
  const known = ["log/", ...COPIED_TABLES.map(({ name }) => `rows/${name}`)];
  const unknown = paths.find((path) => path.includes("/") && !known.some((start) => path.startsWith(start)));
  if (unknown !== undefined) throw new CopyFault(`${unknown} is not a file of a copy.`);
  return {
    head,
    places,
    reports: () =>
      reportsOf(
        folder,
        paths.filter((path) => path.startsWith("log/")),
        { head, places },
      ),
    async *rows(table) {
      for (const path of filesOf(table)) yield* batchesIn(folder, path, BATCH.rows, readRow);
    },
  };
}

function checkSignature(head: KeptHead, keys: z.output<typeof KeptKeysFile>["keys"]): void {
  const { signature, keyId } = head;
  if (signature === null) return;
  const key = keys.find(({ id }) => id === keyId);
  if (key === undefined)
    throw new CopyFault(`${COPY_FILES.head} is signed with a key that ${COPY_FILES.keys} lacks: ${keyId}.`);
  if (!within(COPY_FILES.keys, () => isSignedBy(key.publicKey, head, signature)))
    throw new CopyFault(`${COPY_FILES.head} was altered: its signature is not valid.`);
}

async function* reportsOf(
  folder: string,
  paths: readonly string[],
  { head, places }: Pick<Copy, "head" | "places">,
): AsyncGenerator<Report[]> {
  const check = makeChainCheck();
  const services = new Set(
    places.crossings.flatMap(({ slug, services }) =>
      services.map(({ mode, direction }) => `${slug} ${mode} ${direction}`),
    ),
  );
  for (const path of paths)
    yield* batchesIn(folder, path, BATCH.reports, (line) => {
      const report = readCopiedReport(line);
      check.add(report);
      for (const { service } of linesIn(report)) {
        const name = `${service.crossing} ${service.mode} ${service.direction}`;
        if (!services.has(name))
          throw new CopyFault(`${COPY_FILES.places} has no service ${name}, which report ${report.id} names.`);
      }
      return report;
    });
  const end = check.head();
  const time = end.time === null ? null : formatMoment(end.time);
  if (end.seq === head.seq && end.hash === head.hash && end.reports === head.reports && time === head.time) return;
  throw new CopyFault(
    `The log does not end as ${COPY_FILES.head} says: it has ${end.reports} reports up to seq ${end.seq}, ${end.hash}, and the head names ${head.reports} reports up to seq ${head.seq}, ${head.hash}.`,
  );
}

const readRow = (line: string): CopiedRow => z.record(z.string(), z.unknown()).parse(JSON.parse(line));

/** Yields what `readLine` makes of the lines of a file, in batches. */
async function* batchesIn<Item>(
  folder: string,
  path: string,
  most: number,
  readLine: (line: string) => Item,
): AsyncGenerator<Item[]> {
  // latin1 keeps every byte. In UTF-8, some characters would count as line breaks.
  const input = createReadStream(join(folder, path), "latin1");
  let batch: Item[] = [];
  let characters = 0;
  let number = 0;
  for await (const bytes of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    const line = Buffer.from(bytes, "latin1").toString("utf8");
    batch.push(within(`${path}, line ${number}`, () => readLine(line)));
    characters += line.length;
    if (batch.length < most && characters < BATCH.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Runs `work`. Names the place of whatever cannot be read. */
function within<Value>(where: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof ZodError)
      throw new CopyFault(
        `${where}: ${error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
      );
    throw new CopyFault(`${where}: ${(error as Error).message}`);
  }
}
