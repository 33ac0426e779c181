import { z } from "zod";
import type { CopiedTable } from "../../src/store/copy/copied-rows.ts";
import type { AllPlaces } from "../../src/store/record/crossings.ts";

/** Names of the files of a copy, relative to its folder. */
export const COPY_FILES = {
  readMe: "README.txt",
  sums: "SHA256SUMS",
  about: "copy.json",
  head: "head.json",
  keys: "keys.json",
  places: "places.json",
  logOf: (year: string) => `log/${year}.ndjson`,
  rowsOf: ({ name }: CopiedTable, year: string | null) =>
    year === null ? `rows/${name}.ndjson` : `rows/${name}/${year}.ndjson`,
};

/** Content of `copy.json`. A later layout gets another version. */
export const AboutCopy = z.object({
  format: z.literal("garita-copy"),
  version: z.literal(1, { error: "This copy has a layout that this version of Garita does not know." }),
  writtenAt: z.string(),
});

const Named = z.looseObject({ code: z.string() });
const PlacesFile = z.object({
  regions: z.array(Named.extend({ country: Named })),
  ports: z.array(Named),
  crossings: z.array(
    z.looseObject({
      slug: z.string(),
      timeZone: z.string(),
      services: z.array(z.looseObject({ mode: z.string(), direction: z.string() })),
    }),
  ),
});

/** Reads the content of `places.json`. The database checks the rest. @throws ZodError */
export const readPlaces = (json: unknown): AllPlaces => PlacesFile.parse(json) as unknown as AllPlaces;

/** Text of `README.txt`. */
export const COPY_README = `This folder is a copy of everything that a Garita service has on record about border crossings.
Garita tells whether a crossing is open, who said so, and what was known when.

log/2023.ndjson and so on
    The reports that were recorded in a year (UTC), one per line, as JSON. "seq" numbers the reports in the order in which
    they were recorded, and "recordedAt" is the time of recording. "source" says who made the statement. "changes" and
    "claims" are its content. Reports are never altered. A wrong report is withdrawn by a later one ("retracts").
    Monthly counts of traffic are claims with "count".
places.json
    The crossings with their services, names, positions and time zones, and the ports, regions and countries.
rows/
    Readings of the feeds of waits: the wait of each lane in each hour (wait_sample), how often a service was polled and had
    traffic (feed_hour), the newest reading (observation), and the sources (feed_source). Each line is a row of the table.
    proposal.ndjson has the proposals of jobs from which reports were made.
head.json
    The number and the hash of the last report. The hash covers all reports. keys.json has the public keys with which
    such heads are signed.
copy.json
    The time at which this copy was written, and the version of its layout.
SHA256SUMS
    A checksum of each file. "sha256sum -c SHA256SUMS" finds damaged files.

The hash of a report is the SHA-256 of its content and of the hash before. docs/verify.md of Garita describes this, so that
anybody can check the log without Garita. "npm run import -- FOLDER" checks this folder, and makes an equal service of it in
an empty database.

The copy contains no keys of users, no sessions, no subscriptions, and no notes of the desk.
`;
