import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseException } from "../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../src/domain/hours/opening-hours.ts";
import type { Crossing, Port } from "../../src/domain/places/crossing.ts";
import { acceptDraft, type ReportDraft } from "../../src/domain/record/draft.ts";
import type { ReportLines } from "../../src/domain/record/report.ts";
import { parseMoment, parsePublication } from "../../src/domain/time/moment.ts";
import type { Direction, Mode, Onset, Programme, Reason, SourceKind, Status } from "../../src/domain/vocabulary.ts";
import { sidesOf } from "../support/seed-regions.ts";

/**
 * A crossing as in the JSON file. This module reads the files of the seed by itself, because the checks of the seed
 * must not depend on the code that loads it.
 */
export interface SeedCrossing extends Omit<Crossing, "services" | "sides"> {
  sides: { region: string; city: string }[];
  services: Record<Direction, Mode[]>;
}

interface SeedLine {
  crossing: string;
  modes?: Mode[];
  directions?: Direction[];
  limited?: boolean;
  programmes?: Programme[];
  effectiveAt: string;
}

export interface SeedChange extends SeedLine {
  status?: Status;
  onset?: Onset;
  hours?: string | null;
  exception?: string | null;
  until?: string | null;
  expectedUntil?: string | null;
}

export interface SeedClaim extends SeedLine {
  status: Status;
  until?: string | null;
  denied?: boolean;
  attributed?: boolean;
}

export interface SeedReport {
  id: string;
  facts: string[];
  source: { kind: SourceKind; publisher: string; title: string; url: string | null; publishedAt: string | null };
  reason: Reason | null;
  note: string | null;
  changes: SeedChange[];
  claims: SeedClaim[];
}

export interface SeedRetraction {
  id: string;
  retracts: string;
  note: string;
}

function projectRoot(from: string): string {
  return existsSync(join(from, "package.json")) ? from : projectRoot(dirname(from));
}

const ROOT = projectRoot(dirname(fileURLToPath(import.meta.url)));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

export const places: { ports: Port[]; crossings: SeedCrossing[] } = JSON.parse(read("prisma/seed/crossings.json"));
export const firstReports: SeedReport[] = JSON.parse(read("prisma/seed/reports.json"));
export const corrections: { reports: SeedReport[]; retractions: SeedRetraction[] } = JSON.parse(
  read("prisma/seed/corrections.json"),
);

/** Reports of the services that a listing of the feed shows with a wait in minutes. */
export const listings: SeedReport[] = JSON.parse(read("prisma/seed/listings.json"));

/** All reports except the monthly counts, in the order in which they are recorded. */
export const reports: SeedReport[] = [...firstReports, ...corrections.reports, ...listings];

/** The reports that are on record and not withdrawn. */
export const standingReports: SeedReport[] = reports.filter(
  ({ id }) => !corrections.retractions.some(({ retracts }) => retracts === id),
);

/** The crossings as domain objects by slug. */
export const crossings: ReadonlyMap<string, Crossing> = new Map(
  places.crossings.map(({ services, sides: [own, opposite], ...crossing }) => {
    if (own === undefined || opposite === undefined) throw new Error(`${crossing.slug} does not have two sides`);
    const pairs = Object.entries(services) as [Direction, Mode[]][];
    const flat = pairs.flatMap(([direction, modes]) => modes.map((mode) => ({ mode, direction })));
    return [crossing.slug, { ...crossing, sides: sidesOf(own, opposite), services: flat }];
  }),
);

/** Returns the domain lines of a report of the seed. Throws if the domain refuses the report. */
export const linesOf = ({ source, reason, note, changes, claims }: SeedReport): ReportLines =>
  acceptDraft(
    {
      source: { ...source, publishedAt: source.publishedAt === null ? null : parsePublication(source.publishedAt) },
      reason,
      note,
      changes: changes.map(({ hours, exception, until, effectiveAt, expectedUntil, ...change }) => ({
        ...change,
        effectiveAt: parseMoment(effectiveAt),
        ...(expectedUntil ? { expectedUntil: parseMoment(expectedUntil) } : {}),
        ...(hours === undefined ? {} : { hours: hours === null ? null : parseHours(hours) }),
        ...(exception === undefined ? {} : { exception: exception === null ? null : parseException(exception) }),
        ...(until ? { until: parseMoment(until) } : {}),
      })),
      claims: claims.map(({ effectiveAt, until, ...claim }) => ({
        ...claim,
        effectiveAt: parseMoment(effectiveAt),
        until: until ? parseMoment(until) : null,
      })),
    } satisfies ReportDraft,
    crossings,
  );

const DATA = join(ROOT, "../shared/data");

/** False if the source tables of the seed are missing. Without these tables, the tests that need them are skipped. */
export const TABLES_PRESENT = existsSync(join(DATA, "closures.tsv"));

/** Reads a table as a list of rows, each an object keyed by column name. The cells contain no quotes. */
export function readTable(name: string): Record<string, string>[] {
  const [head = "", ...lines] = readFileSync(join(DATA, name), "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, i) => [columns[i], cell])));
}
