import type { Temporal } from "temporal-polyfill";
import type { TrafficHour } from "../../domain/feed/traffic.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { HistoryItem } from "../../domain/record/history.ts";
import type { HeadOnRecord, TrafficCount } from "../../domain/record/report.ts";
import type { RecordedLine, RecordView, Timeline } from "../../domain/record/timeline.ts";
import type { Interval } from "../../domain/time/interval.ts";
import type { Period } from "../../domain/time/moment.ts";
import type { Database } from "../database.ts";
import {
  loadTrafficHours,
  loadTrafficIntervals,
  type TrafficLimits,
  type TrafficQuestion,
} from "../feed/traffic-hours.ts";
import { type HistoryFilter, loadHistory } from "./history.ts";
import { loadAffectedTimes, loadMarks } from "./marks.ts";
import { loadTimelines, type TimelinesQuestion } from "./timelines.ts";
import { loadTrafficCounts } from "./traffic-counts.ts";

/**
 * Answers questions about the record, from the database or from memory. Both give the same answers. Read the marks
 * before the data, so that an answer never claims to be newer than its data.
 */
export interface RecordReader {
  /** Returns true if a crossing's record is in memory, so that its history and counts need no query. */
  hasRecord(crossing: string): boolean;
  /** Returns true if no query is needed for the state of a crossing at an instant. */
  hasState(crossing: string, at: Temporal.Instant): boolean;
  /** As {@link loadMarks}. */
  marks(crossings: readonly string[], knownAt: Temporal.Instant | undefined): Promise<Map<string, number>>;
  /** As {@link loadAffectedTimes}. */
  affectedTimes(crossings: readonly string[]): Promise<Map<string, Temporal.Instant>>;
  /** As {@link loadTimelines}. */
  timelines(crossings: readonly Crossing[], question: TimelinesQuestion): Promise<ReadonlyMap<string, Timeline>>;
  /** As {@link loadHistory}. */
  history(crossing: string, filter: HistoryFilter, limit: number): Promise<HistoryItem[]>;
  /** As {@link loadTrafficHours}. */
  trafficHours(questions: readonly TrafficQuestion[], limits: TrafficLimits): Promise<(TrafficHour | null)[]>;
  /** As {@link loadTrafficIntervals}. */
  trafficIntervals(
    crossings: readonly string[],
    period: Period,
    recordedBy: Temporal.Instant,
  ): Promise<Map<string, Interval[]>>;
  /** As {@link loadTrafficCounts}. */
  counts(
    crossing: Crossing,
    period: { from?: Temporal.Instant | undefined; to?: Temporal.Instant | undefined },
    view: RecordView,
  ): Promise<(RecordedLine<TrafficCount> & { report: HeadOnRecord })[]>;
}

/** Returns the reader of a context: the memory if there is one, otherwise the database. */
export const recordIn = ({ record, db }: { record?: RecordReader; db: Database }): RecordReader =>
  record ?? readDatabase(db);

/** Returns the reader that queries the database for each question. */
export const readDatabase = (db: Database): RecordReader => ({
  hasRecord: () => false,
  hasState: () => false,
  marks: (slugs, knownAt) => loadMarks(db, slugs, knownAt),
  timelines: (crossings, question) => loadTimelines(db, crossings, question),
  history: (slug, filter, limit) => loadHistory(db, slug, filter, limit),
  affectedTimes: (slugs) => loadAffectedTimes(db, slugs),
  trafficIntervals: (slugs, period, recordedBy) => loadTrafficIntervals(db, slugs, period, recordedBy),
  trafficHours: (questions, limits) => loadTrafficHours(db, questions, limits),
  counts: (crossing, period, view) => loadTrafficCounts(db, crossing, period, view),
});
