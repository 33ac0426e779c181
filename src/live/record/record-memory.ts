import type { Runtime } from "../../context.ts";
import { type Crossing, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { loadFirstTrafficHours, type TrafficQuestion } from "../../store/feed/traffic-hours.ts";
import { loadCrossingLines } from "../../store/record/crossing-lines.ts";
import { type RecordReader, readDatabase } from "../../store/record/record-reader.ts";
import { countsIn } from "./counts-in.ts";
import { historyIn } from "./history-in.ts";
import { type KeptCrossings, keepCrossings } from "./kept-crossings.ts";
import { RecordInMemory, shareTimes } from "./record-in-memory.ts";
import { timelinesIn } from "./timelines-in.ts";

/** The record in the memory of a process. It reads what is not in memory from the database. */
export type RecordMemory = RecordReader & Pick<KeptCrossings<RecordInMemory>, "touch" | "size">;

/** Returns true if no wait is stored up to an instant in milliseconds since 1970. */
const isBeforeTraffic = ({ firstTrafficHours }: RecordInMemory, at: number): boolean =>
  [...firstTrafficHours.values()].every((hour) => at < hour);

/** Number of reports loaded at once. Reading them takes about 10 ms, during which other requests wait. */
const PAGE = 500;

/**
 * Creates the memory of a process. It holds the whole records of the crossings that were asked about last, up to
 * `mostBytes`. The record only grows, so a touched crossing needs only its newest reports.
 */
export function makeRecordMemory(
  { db }: Pick<Runtime, "db">,
  crossingOf: (slug: string) => Crossing | undefined,
  mostBytes: number,
): RecordMemory {
  const stored = readDatabase(db);
  const times = shareTimes();
  const crossings = keepCrossings<RecordInMemory>(async function* load(crossing, before) {
    const record = before ?? new RecordInMemory(crossing, times);
    for (;;) {
      const { marks, lines } = await loadCrossingLines(db, crossing.slug, record.seq, PAGE);
      record.append(marks, lines);
      yield record;
      if (marks.length < PAGE) break;
    }
    record.firstTrafficHours = await loadFirstTrafficHours(db, servicesOf(crossing));
  }, mostBytes);

  /** Returns the records of crossings by slug, or null if one is not kept in memory. */
  async function recordsOf(slugs: readonly string[]): Promise<Map<string, RecordInMemory> | null> {
    const records = new Map<string, RecordInMemory>();
    for (const slug of slugs) {
      const crossing = crossingOf(slug);
      const record = crossings.current(slug) ?? (crossing === undefined ? null : await crossings.get(crossing));
      if (record === null) return null;
      records.set(slug, record);
    }
    return records;
  }

  return {
    isInMemory(slug, at) {
      const record = crossings.current(slug);
      if (record === undefined || at === undefined) return record !== undefined;
      return isBeforeTraffic(record, at.epochMilliseconds);
    },
    async marks(slugs, knownAt) {
      const records = await recordsOf(slugs);
      if (records === null) return stored.marks(slugs, knownAt);
      const at = knownAt?.epochMilliseconds ?? Number.MAX_VALUE;
      return new Map([...records].map(([slug, record]) => [slug, record.asOf(at)]));
    },
    async affectedTimes(slugs) {
      const records = await recordsOf(slugs);
      if (records === null) return stored.affectedTimes(slugs);
      return new Map(
        [...records].flatMap(([slug, { affectedAt }]) => (affectedAt === null ? [] : [[slug, affectedAt]])),
      );
    },
    async timelines(asked, question) {
      const records = await recordsOf(asked.map(({ slug }) => slug));
      return records === null ? stored.timelines(asked, question) : timelinesIn(records, asked, question);
    },
    async history(slug, filter, limit) {
      const [crossing, record] = [crossingOf(slug), (await recordsOf([slug]))?.get(slug)];
      return crossing === undefined || record === undefined
        ? stored.history(slug, filter, limit)
        : historyIn(record, crossing, filter, limit);
    },
    async trafficHours(questions, limits) {
      const records = await recordsOf([...new Set(questions.map(({ service }) => service.crossing))]);
      if (records === null) return stored.trafficHours(questions, limits);
      // Most questions are about times before the first stored wait.
      const isAfterFirst = ({ service, at }: TrafficQuestion): boolean =>
        at.epochMilliseconds >=
        (records.get(service.crossing)?.firstTrafficHours.get(serviceKey(service)) ?? Number.POSITIVE_INFINITY);
      const later = questions.filter(isAfterFirst);
      const found = later.length === 0 ? [] : await stored.trafficHours(later, limits);
      const byQuestion = new Map(later.map((question, i) => [question, found[i] ?? null]));
      return questions.map((question) => byQuestion.get(question) ?? null);
    },
    async trafficIntervals(slugs, period, recordedBy) {
      const records = await recordsOf(slugs);
      const last = period.to.epochMilliseconds;
      const isEarly = records !== null && [...records.values()].every((record) => isBeforeTraffic(record, last));
      return isEarly ? new Map() : stored.trafficIntervals(slugs, period, recordedBy);
    },
    async counts(crossing, { from, to }, view) {
      const record = (await recordsOf([crossing.slug]))?.get(crossing.slug);
      return record === undefined
        ? stored.counts(crossing, { from, to }, view)
        : countsIn(record, crossing, { from, to }, view);
    },
    touch: crossings.touch,
    size: crossings.size,
  };
}
