import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loanDatabase } from "../database.ts";
import { soundReport } from "../service.ts";
import { startProcess } from "../service-process.ts";
import { type SeveredSource, startSeveredSource } from "./severed-source.ts";

/** A running service, a folder for its mirror, and a server between the two. */
export interface MirrorTrial {
  /** Address of the service. */
  url: string;
  source: SeveredSource;
  /** A folder for the test. */
  folder: string;
  /** The folder of the mirror, in that folder. It does not exist at first. */
  mirror: string;
  read(file: string): string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  json(file: string): any;
  /** Returns the first heading of a page of the mirror. */
  heading(file: string): string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  ask(path: string): Promise<any>;
  /** Records that a crossing is suspended. Returns the HTTP status. */
  suspend(crossing: string): Promise<number>;
  release(): Promise<void>;
}

/** Starts the service as a process, on its own seeded database. */
export async function startMirrorTrial(): Promise<MirrorTrial> {
  const database = await loanDatabase({ seeded: true });
  const service = await startProcess(database.url);
  const key = await service.operatorKey();
  const source = await startSeveredSource(service.url);
  const folder = mkdtempSync(join(tmpdir(), "garita-mirror-"));
  const mirror = join(folder, "mirror");
  const read = (file: string): string => readFileSync(join(mirror, file), "utf8");
  return {
    url: service.url,
    source,
    folder,
    mirror,
    read,
    json: (file) => JSON.parse(read(file)),
    heading: (file) => /<h1[^>]*>(.*?)<\/h1>/s.exec(read(file))?.[1] ?? "",
    ask: async (path) => (await fetch(`${service.url}${path}`)).json(),
    async suspend(crossing) {
      const { status } = await fetch(`${service.url}/v1/reports`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
        body: JSON.stringify(soundReport({ crossing, modes: undefined, directions: undefined })),
      });
      return status;
    },
    async release() {
      await source.stop();
      await service.stop();
      await database.release();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Lists the files in a folder and its subfolders. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
