import { z } from "zod";
import type { SourceState } from "./catalog.ts";
import { fileOfAddress } from "./mirror-address.ts";
import { SourceFault } from "./mirror-faults.ts";
import type { MirrorFolder } from "./mirror-folder.ts";
import type { Source } from "./source.ts";

type Head = SourceState["head"];

const LOG_FILE = "v1/export.ndjson";

const LogLine = z.object({ id: z.string(), seq: z.int(), hash: z.string() });

/**
 * Checks the head of a source before anything is copied. Whether a longer log continues the mirrored one is seen when
 * the log is copied.
 * @throws SourceFault if the log is shorter than the mirrored one, or as long and different
 */
export function refuseEarlierHead(source: Source, folder: MirrorFolder, { seq, hash }: Head): void {
  const before = folder.about()?.head;
  if (before === undefined || seq > before.seq || (seq === before.seq && hash === before.hash)) return;
  throw otherLog(source, `ends with seq ${seq}, ${hash}`, before);
}

/**
 * Copies the log, as one file and as one file for each report. Returns the names of these files.
 * @throws SourceFault if it has fewer reports than its head, or does not continue the mirrored log
 */
export async function copyLog(source: Source, folder: MirrorFolder, { reports }: Head): Promise<Set<string>> {
  const log = await source.get("/v1/export", "application/x-ndjson");
  const lines = log.toString().split("\n").slice(0, -1);
  if (lines.length < reports)
    throw new SourceFault(`${source.address}/v1/export has ${lines.length} reports, and the log has ${reports}.`);
  const before = folder.about()?.head;
  const files = new Set([LOG_FILE]);
  let hashBefore: string | undefined;
  for (const line of lines) {
    const { id, seq, hash } = readLine(source, line);
    if (seq === before?.seq) hashBefore = hash;
    const file = fileOfAddress(`/v1/reports/${id}`);
    if (file === null) continue;
    await folder.add(file, line);
    files.add(file);
  }
  if (before !== undefined && before.hash !== null && hashBefore !== before.hash)
    throw otherLog(source, `has ${hashBefore ?? "no report"} at seq ${before.seq}`, before);
  await folder.add(LOG_FILE, log);
  return files;
}

function readLine(source: Source, line: string): z.output<typeof LogLine> {
  try {
    return LogLine.parse(JSON.parse(line));
  } catch {
    throw new SourceFault(`${source.address}/v1/export has a line that is not a report.`);
  }
}

const otherLog = ({ address }: Source, difference: string, { seq, hash }: Head): SourceFault =>
  new SourceFault(
    `${address} has another log than the mirror: it ${difference}, and the mirror has seq ${seq}, ${hash}. Nothing was copied. To mirror the other log, choose another folder.`,
  );
