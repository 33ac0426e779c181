import type { Runtime } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { isAway } from "../../store/away.ts";
import { loadCrossingLines } from "../../store/record/crossing-lines.ts";
import { type RecordReader, readDatabase } from "../../store/record/record-reader.ts";
import { CrossingRecord } from "./crossing-record.ts";
import { historyIn } from "./history-in.ts";
import { timelinesIn } from "./timelines-in.ts";

/** The record in the memory of a process. It reads what is not in memory from the database. */
export interface RecordMemory extends RecordReader {
  /** Notes that reports about these crossings may have been recorded. */
  touch(slugs: readonly string[]): void;
  /** Returns the number of crossings in memory and their approximate size in bytes. */
  size(): { crossings: number; bytes: number };
}

/** Number of reports loaded at once. Reading them takes about 10 ms, during which other requests wait. */
const PAGE = 500;

interface Kept {
  record: CrossingRecord;
  /** Number of touches of the crossing before its last load. */
  touches: number;
}

/**
 * Creates the memory of a process. It holds the whole records of the crossings that were asked about last, up to
 * `mostBytes`. The record only grows, so a touched crossing needs only its newest reports.
 */
export function makeRecordMemory(
  { db }: Pick<Runtime, "db">,
  crossingOf: (slug: string) => Crossing | undefined,
  mostBytes: number,
): RecordMemory {
  /** Crossings in memory, those asked about last at the end. */
  const kept = new Map<string, Kept>();
  const touches = new Map<string, number>();
  const loads = new Map<string, Promise<CrossingRecord | null>>();
  /** Crossings that are too large for the memory. */
  const tooLarge = new Set<string>();
  const stored = readDatabase(db);

  const bytes = (): number => [...kept.values()].reduce((sum, { record }) => sum + record.bytes, 0);

  /** Loads the newest reports of a crossing. Returns null if its record is too large. */
  async function load(crossing: Crossing): Promise<CrossingRecord | null> {
    const { slug } = crossing;
    const before = touches.get(slug) ?? 0;
    const record = kept.get(slug)?.record ?? new CrossingRecord(crossing);
    for (;;) {
      const { marks, lines } = await loadCrossingLines(db, slug, record.seq, PAGE);
      record.append(marks, lines);
      if (record.bytes > mostBytes) {
        tooLarge.add(slug);
        kept.delete(slug);
        return null;
      }
      if (marks.length < PAGE) break;
    }
    kept.delete(slug);
    kept.set(slug, { record, touches: before });
    makeRoom();
    return record;
  }

  function makeRoom(): void {
    let sum = bytes();
    for (const [slug, { record }] of kept) {
      if (sum <= mostBytes) return;
      kept.delete(slug);
      sum -= record.bytes;
    }
  }

  /** Returns the current record of a crossing, or null if it is not kept in memory. */
  async function recordOf(crossing: Crossing): Promise<CrossingRecord | null> {
    const { slug } = crossing;
    if (tooLarge.has(slug)) return null;
    const known = kept.get(slug);
    if (known !== undefined && known.touches === (touches.get(slug) ?? 0)) {
      kept.delete(slug);
      kept.set(slug, known);
      return known.record;
    }
    try {
      return await loadShared(crossing);
    } catch (error) {
      // While the database is unavailable, the record in memory is the best there is.
      if (known === undefined || !isAway(error)) throw error;
      return known.record;
    }
  }

  async function loadShared(crossing: Crossing): Promise<CrossingRecord | null> {
    const { slug } = crossing;
    // A load that began before the last touch may miss its report, so wait for it and load again.
    const wanted = touches.get(slug) ?? 0;
    for (;;) {
      const running = loads.get(slug);
      if (running === undefined) break;
      const record = await running;
      if (record === null || kept.get(slug)?.touches === wanted) return record;
    }
    const loading = load(crossing).finally(() => loads.delete(slug));
    loads.set(slug, loading);
    return loading;
  }

  async function recordsOf(crossings: readonly Crossing[]): Promise<CrossingRecord[] | null> {
    const records: CrossingRecord[] = [];
    for (const crossing of crossings) {
      const record = await recordOf(crossing);
      if (record === null) return null;
      records.push(record);
    }
    return records;
  }

  const known = (slugs: readonly string[]): Crossing[] => slugs.flatMap((slug) => crossingOf(slug) ?? []);

  return {
    async marks(slugs, knownAt) {
      const crossings = known(slugs);
      const records = crossings.length === slugs.length ? await recordsOf(crossings) : null;
      if (records === null) return stored.marks(slugs, knownAt);
      const at = knownAt?.epochMilliseconds ?? Number.MAX_VALUE;
      return new Map(slugs.map((slug, i) => [slug, records[i]?.asOf(at) ?? 0]));
    },
    async timelines(crossings, question) {
      const records = await recordsOf(crossings);
      return records === null
        ? stored.timelines(crossings, question)
        : timelinesIn(new Map(crossings.map(({ slug }, i) => [slug, records[i]])), crossings, question);
    },
    async history(slug, filter, limit) {
      const [crossing] = known([slug]);
      const record = crossing === undefined ? null : await recordOf(crossing);
      return crossing === undefined || record === null
        ? stored.history(slug, filter, limit)
        : historyIn(record, crossing, filter, limit);
    },
    counts: stored.counts,
    touch(slugs) {
      for (const slug of slugs) touches.set(slug, (touches.get(slug) ?? 0) + 1);
    },
    size: () => ({ crossings: kept.size, bytes: bytes() }),
  };
}
