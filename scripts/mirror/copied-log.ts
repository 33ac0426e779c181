import { fileOfAddress } from "./mirror-address.ts";
import { SourceFault } from "./mirror-faults.ts";
import type { MirrorFolder } from "./mirror-folder.ts";
import type { Source } from "./source.ts";

const LOG_FILE = "v1/export.ndjson";

/**
 * Copies the log, as one file and as one file for each report. Returns the names of these files.
 * @throws SourceFault if it has fewer than `reports` reports
 */
export async function copyLog(source: Source, folder: MirrorFolder, reports: number): Promise<Set<string>> {
  const log = await source.get("/v1/export", "application/x-ndjson");
  const lines = log.toString().split("\n").slice(0, -1);
  if (lines.length < reports)
    throw new SourceFault(`${source.address}/v1/export has ${lines.length} reports, and the log has ${reports}.`);
  const files = new Set([LOG_FILE]);
  await folder.add(LOG_FILE, log);
  for (const line of lines) {
    const id = /^\{"id":"([^"]*)"/.exec(line)?.[1];
    if (id === undefined) throw new SourceFault(`${source.address}/v1/export has a line that is not a report.`);
    const file = fileOfAddress(`/v1/reports/${id}`);
    if (file === null) continue;
    await folder.add(file, line);
    files.add(file);
  }
  return files;
}
