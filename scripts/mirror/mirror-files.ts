import { z } from "zod";
import { COPY_LIMIT_MINUTES } from "../../src/web/copy/copy-notice.ts";
import { KeptHeadFile } from "../copy/kept-files.ts";

/** Files of a mirror besides its answers. */
export const MIRROR_FILES = { about: "mirror.json", list: "mirror-files.txt" };

/** Folder within the mirror that exists while a process writes there. New files wait in it until all are complete. */
export const LOCK_FOLDER = ".garita-mirror";

/** `mirror.json`: what the mirror contains, and as of when. */
export const AboutMirror = z.object({
  format: z.literal("garita-mirror"),
  version: z.literal(1),
  /** The address from which the answers were copied. */
  source: z.string(),
  /** The public address of the service, to which the pages refer. */
  live: z.string(),
  /** Time of the service at the beginning of the last complete copy. */
  copiedAt: z.string(),
  /** The same of the last renewal, which may have concerned only some crossings. */
  renewedAt: z.string(),
  /** A page about the present is out of date after this many minutes. */
  outdatedAfterMinutes: z.literal(COPY_LIMIT_MINUTES),
  /** `/v1/log/head` of the service at `copiedAt`. */
  head: KeptHeadFile,
});
export type AboutMirror = z.output<typeof AboutMirror>;
