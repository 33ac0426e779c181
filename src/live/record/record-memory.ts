import type { Temporal } from "temporal-polyfill";
import type { Runtime } from "../../context.ts";
import { type Crossing, type Service, servicesOf } from "../../domain/places/crossing.ts";
import { disputedTimelines, doubtsOfMissingReport } from "../../domain/record/timeline.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { isAway } from "../../store/away.ts";
import { loadFirstTrafficHours } from "../../store/feed/traffic-hours.ts";
import { loadCrossingLines } from "../../store/record/crossing-lines.ts";
import { type RecordReader, readDatabase } from "../../store/record/record-reader.ts";
import type { TimelinesQuestion } from "../../store/record/timelines.ts";
import { countsIn } from "./counts-in.ts";
import { historyIn } from "./history-in.ts";
import { type KeptCrossings, keepCrossings } from "./kept-crossings.ts";
import { RecordInMemory } from "./record-in-memory.ts";
import { ALL_KNOWN } from "./report-columns.ts";
import { shareTimes } from "./shared-times.ts";
import { timelinesIn } from "./timelines-in.ts";
import { type TrafficStarts, watchTrafficStarts } from "./traffic-starts.ts";

/** The record in the memory of a process. It reads what is not in memory from the database. */
export interface RecordMemory extends RecordReader, Pick<KeptCrossings<RecordInMemory>, "touch" | "isBehind" | "size"> {
  /** Loads the newest reports of the crossings in memory, so that answers about them need no database. */
  catchUp(): void;
  /** Notes that waits may have been stored. */
  touchTraffic(): void;
  /** Stops loading crossings. */
  stop(): Promise<void>;
}

/** Functions that the memory needs from its process. */
export interface MemorySource extends Pick<Runtime, "db"> {
  crossingOf(slug: string): Crossing | undefined;
  /** Returns true while the log cannot be followed, so that answers say that they may be out of date. */
  isStale(): boolean;
  /** Finds out whether the log can be followed. `isStale` then tells. */
  look(): Promise<void>;
}

/** Returns true if `knownAt` is not after the last report in memory. */
const isKnownBy = (knownAt: Temporal.Instant | undefined, last: Temporal.Instant | null): boolean =>
  knownAt !== undefined && last !== null && compareInstants(knownAt, last) <= 0;

/** Number of reports loaded at once. Reading them takes about 10 ms, during which other requests wait. */
const PAGE = 500;

/**
 * Creates the memory of a process. It holds the whole records of the crossings that are asked about, up to `mostBytes`.
 * Reports are only added, so a touched crossing needs only its newest reports.
 */
export function makeRecordMemory({ db, crossingOf, isStale, look }: MemorySource, mostBytes: number): RecordMemory {
  const stored = readDatabase(db);
  const times = shareTimes();
  const load = async function* (crossing: Crossing, before: RecordInMemory | undefined) {
    // If the list of crossings was loaded again, the crossing may have other services or another time zone.
    const record = before?.crossing === crossing ? before : new RecordInMemory(crossing, times);
    for (;;) {
      const { marks, lines } = await loadCrossingLines(db, crossing.slug, record.seq, PAGE);
      record.append(marks, lines);
      yield record;
      if (marks.length < PAGE) return;
    }
  };
  const crossings = keepCrossings(load, { mostBytes, isStale });
  const starts: TrafficStarts = watchTrafficStarts((services) => loadFirstTrafficHours(db, services));

  /**
   * Returns the record of a crossing, and loads it if necessary. Returns undefined if the crossing is unknown, or if
   * there is no room for its record in memory.
   */
  async function recordOf(slug: string): Promise<RecordInMemory | undefined> {
    const crossing = crossingOf(slug);
    if (crossing === undefined) return undefined;
    const found = await crossings.get(crossing).catch(async (error) => {
      if (!isAway(error)) throw error;
      // If the database has just become unavailable, the memory answers and says so. Otherwise the load is repeated.
      await look();
      return crossings.get(crossing);
    });
    return found ?? undefined;
  }

  /**
   * Returns the records of crossings by slug, or null if not all are in memory. A question about a single crossing
   * waits until that crossing is loaded. Loading several crossings would take longer than a query, so the query answers
   * the question, and the crossings are loaded for later ones.
   */
  async function recordsOf(slugs: readonly string[]): Promise<Map<string, RecordInMemory> | null> {
    const records = new Map<string, RecordInMemory>();
    for (const slug of slugs) {
      const record = slugs.length === 1 ? await recordOf(slug) : crossings.current(slug);
      if (record !== undefined) records.set(slug, record);
    }
    if (records.size === slugs.length) return records;
    crossings.loadLater(slugs.flatMap((slug) => crossingOf(slug) ?? []));
    return null;
  }

  /**
   * Returns all services of the crossings whose memory is known to lack a report, and has to be used although it does.
   * That report may be about any time. It was recorded after all others, so answers as of an earlier time are complete.
   */
  const doubtsAbout = (
    records: ReadonlyMap<string, RecordInMemory>,
    asked: readonly Crossing[],
    { knownAt }: TimelinesQuestion["view"],
  ): { service: Service; from: Temporal.Instant }[] =>
    asked
      .filter(({ slug }) => crossings.isBehind(slug) && !isKnownBy(knownAt, records.get(slug)?.affectedAt ?? null))
      .flatMap(doubtsOfMissingReport);

  const servicesIn = (slugs: readonly string[]): Service[] =>
    slugs.flatMap((slug) => {
      const crossing = crossingOf(slug);
      return crossing === undefined ? [] : servicesOf(crossing);
    });

  return {
    hasRecord: (slug) => crossings.current(slug) !== undefined,
    hasState: (slug, at) =>
      crossings.current(slug) !== undefined && starts.areKnownAfter(servicesIn([slug]), at.epochMilliseconds),
    async marks(slugs, knownAt) {
      const at = knownAt?.epochMilliseconds ?? ALL_KNOWN;
      const records = await recordsOf(slugs);
      if (records !== null) return new Map([...records].map(([slug, record]) => [slug, record.asOf(at)]));
      // The data of some of these crossings may come from memory, which may be older than the database.
      const marks = await stored.marks(slugs, knownAt);
      for (const slug of slugs) {
        const asOf = crossings.current(slug)?.asOf(at);
        if (asOf !== undefined) marks.set(slug, Math.min(asOf, marks.get(slug) ?? 0));
      }
      return marks;
    },
    async affectedTimes(slugs) {
      const times = slugs.map((slug) => [slug, crossings.current(slug)?.affectedAt] as const);
      if (times.some(([, at]) => at === undefined)) return stored.affectedTimes(slugs);
      return new Map(times.flatMap(([slug, at]) => (at == null ? [] : [[slug, at]])));
    },
    async timelines(asked, question) {
      const records = await recordsOf(asked.map(({ slug }) => slug));
      if (records === null) return stored.timelines(asked, question);
      const timelines = await timelinesIn(records, asked, question);
      return disputedTimelines(timelines, isStale() ? doubtsAbout(records, asked, question.view) : []);
    },
    async history(slug, filter, limit) {
      const [crossing, record] = [crossingOf(slug), await recordOf(slug)];
      return crossing === undefined || record === undefined
        ? stored.history(slug, filter, limit)
        : historyIn(record, crossing, filter, limit);
    },
    async trafficHours(questions, limits) {
      // Most questions are about times before the first stored wait.
      const first = await starts.of(questions.map(({ service }) => service));
      const later = questions.filter(({ at }, i) => at.epochMilliseconds >= (first[i] ?? Number.POSITIVE_INFINITY));
      const found = later.length === 0 ? [] : await stored.trafficHours(later, limits);
      const byQuestion = new Map(later.map((question, i) => [question, found[i] ?? null]));
      return questions.map((question) => byQuestion.get(question) ?? null);
    },
    async trafficIntervals(slugs, period, recordedBy) {
      const first = await starts.of(servicesIn(slugs));
      return first.every((hour) => hour === undefined || period.to.epochMilliseconds <= hour)
        ? new Map()
        : stored.trafficIntervals(slugs, period, recordedBy);
    },
    async counts(crossing, period, view) {
      const record = await recordOf(crossing.slug);
      return record === undefined ? stored.counts(crossing, period, view) : countsIn(record, crossing, period, view);
    },
    touch: crossings.touch,
    touchTraffic: starts.touch,
    isBehind: crossings.isBehind,
    catchUp: () => crossings.loadLater(crossings.behind().flatMap((slug) => crossingOf(slug) ?? [])),
    size: crossings.size,
    stop: crossings.stop,
  };
}
