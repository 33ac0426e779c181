import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { BadSetting, type Config, readConfig } from "../../src/config.ts";
import type { DoctorWords } from "../../src/locales/messages/doctor.ts";
import type { Messages } from "../../src/locales/messages.ts";
import type { Clock } from "../../src/store/append/append-in-time.ts";
import { checkDatabase } from "./check-database.ts";
import { checkProcess } from "./check-process.ts";
import { type Finding, note, right, wrong } from "./finding.ts";

/** Examines the installation that the settings in `environment` describe, and changes nothing. */
export async function examine(
  messages: Messages,
  clock: Clock,
  environment: Record<string, string | undefined> = process.env,
): Promise<Finding[]> {
  const words = messages.doctor;
  const node = right(words.node(process.versions.node));
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (error instanceof BadSetting) return [node, wrong(words.unusable(error.message))];
    throw error;
  }
  return [
    node,
    right(words.settings),
    await checkDisk(config, words),
    ...(await checkDatabase(config, words, clock)),
    await checkProcess(config, messages),
  ].flat();
}

/** Minimum of free space, in gigabytes. PostgreSQL needs space for its log even when little is recorded. */
const LEAST_FREE = 1;

async function checkDisk({ DATABASE_URL: address, GARITA_DATA }: Config, words: DoctorWords): Promise<Finding> {
  if (address !== undefined) return note(words.diskElsewhere);
  let folder = resolve(GARITA_DATA);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / 1e9;
  return free < LEAST_FREE
    ? wrong(words.diskShort(free.toFixed(1), folder))
    : right(words.disk(free.toFixed(1), folder));
}
