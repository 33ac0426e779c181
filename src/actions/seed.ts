import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Crossing, Port } from "../domain/crossing.ts";
import { acceptDraft, type ChangeDraft, type ClaimDraft, type ReportDraft } from "../domain/draft.ts";
import { parseHours } from "../domain/hours.ts";
import { type Moment, parseMoment, parsePublication } from "../domain/moment.ts";
import type { Direction, Mode } from "../domain/words.ts";
import { loadCrossings, saveCrossings } from "../store/crossings.ts";
import type { Database } from "../store/database.ts";
import { exclusively, SET_UP_LOCK } from "../store/lock.ts";
import { appendReport, knownIds } from "../store/reports.ts";

type SeedCrossing = Omit<Crossing, "services"> & { services: Record<Direction, Mode[]> };

/** A draft as it stands in JSON: its times and hours are still text. */
type Written<Line> = Omit<Line, "effectiveAt" | "expectedUntil" | "until" | "hours"> & {
  effectiveAt: string;
  expectedUntil?: string | null;
  until?: string | null;
  hours?: string | null;
};

interface SeedReport extends Pick<ReportDraft, "reason" | "note"> {
  id: string;
  source: Omit<ReportDraft["source"], "publishedAt"> & { publishedAt: string | null };
  changes?: Written<ChangeDraft>[];
  claims?: Written<ClaimDraft>[];
}

/** What seeding added: nothing, the second time. */
export interface Seeded {
  crossings: number;
  reports: number;
}

/**
 * Brings the database up to the seed in `folder`: saves crossings that differ, and records the reports whose ids are not
 * on record. What an operator retracted is on record, and so stays retracted.
 * @throws Refusal `invalid`, RangeError or SyntaxError where the seed itself is unsound; the reports before it stay
 */
export async function seed(db: Database, folder: string): Promise<Seeded> {
  return exclusively(db, SET_UP_LOCK, async () => {
    const read = async (file: string) => JSON.parse(await readFile(join(folder, file), "utf8"));
    const places: { ports: Port[]; crossings: SeedCrossing[] } = await read("crossings.json");
    const reports: SeedReport[] = await read("reports.json");
    const crossings = await seedCrossings(db, places.ports, places.crossings.map(toCrossing));
    return { crossings, reports: await seedReports(db, reports) };
  });
}

async function seedCrossings(db: Database, ports: readonly Port[], given: readonly Crossing[]): Promise<number> {
  const known = await loadCrossings(db);
  const order = JSON.stringify([...known.keys()]) === JSON.stringify(given.map(({ slug }) => slug));
  const differing = given.filter((crossing) => canonical(known.get(crossing.slug)) !== canonical(crossing));
  if (differing.length > 0 || !order) await saveCrossings(db, ports, given);
  return differing.length;
}

async function seedReports(db: Database, reports: readonly SeedReport[]): Promise<number> {
  const crossings = await loadCrossings(db);
  const known = await knownIds(
    db,
    reports.map(({ id }) => id),
  );
  const missing = reports.filter(({ id }) => !known.has(id));
  for (const { id, source, reason = null, note = null, changes = [], claims = [] } of missing) {
    const draft: ReportDraft = {
      source: { ...source, publishedAt: source.publishedAt === null ? null : parsePublication(source.publishedAt) },
      reason,
      note,
      changes: changes.map(({ hours, ...change }) => ({
        ...withMoments(change),
        ...(hours === undefined ? {} : { hours: hours === null ? null : parseHours(hours) }),
      })),
      claims: claims.map(withMoments),
    };
    const report = {
      id,
      recordedBy: "seed",
      source: draft.source,
      reason,
      note,
      retracts: null,
      origin: null,
      ...acceptDraft(draft, crossings),
    };
    await appendReport(db, report, (slug) => crossings.get(slug)?.timeZone ?? "UTC");
  }
  return missing.length;
}

function withMoments<Line extends { effectiveAt: string; expectedUntil?: string | null; until?: string | null }>(
  line: Line,
) {
  const { effectiveAt, expectedUntil, until, ...rest } = line;
  const moment = (text: string | null | undefined): Moment | null => (text ? parseMoment(text) : null);
  return { ...rest, effectiveAt: parseMoment(effectiveAt), expectedUntil: moment(expectedUntil), until: moment(until) };
}

function toCrossing({ services, ...crossing }: SeedCrossing): Crossing {
  const pairs = Object.entries(services) as [Direction, Mode[]][];
  return { ...crossing, services: pairs.flatMap(([direction, modes]) => modes.map((mode) => ({ mode, direction }))) };
}

/** Text that two crossings share exactly where they say the same, in whatever order their lists and fields stand. */
function canonical(crossing: Crossing | undefined): string {
  const lists = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => JSON.stringify(lists(item))).sort();
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value)
      .map(([key, field]) => [key, lists(field)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  };
  return JSON.stringify(lists(crossing ?? null));
}
