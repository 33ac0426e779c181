import { Temporal } from "temporal-polyfill";
import { groupBy } from "../../domain/group-by.ts";
import {
  type AskedServices,
  type Crossing,
  isAskedService,
  type Service,
  serviceKey,
  servicesOf,
} from "../../domain/places/crossing.ts";
import type { HeadOnRecord } from "../../domain/record/report.ts";
import {
  byEffect,
  emptyTimeline,
  isVisible,
  lacksHours,
  linesOfTimeline,
  linkHours,
  type RecordView,
  type Timeline,
} from "../../domain/record/timeline.ts";
import { type Completeness, isComplete } from "../../domain/status/completeness.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import { type LineReader, type LineRow, makeLineReader } from "./line-rows.ts";
import { LINES_SQL } from "./timelines-sql.ts";

/** Selects timelines, and says which questions they must answer. */
export interface TimelinesQuestion extends AskedServices {
  view: RecordView;
  /** Instant of the question. */
  at: Temporal.Instant;
  /** If true, all later lines are loaded, and the timelines answer for `at` and every later instant. */
  onward: boolean;
  /** With `onward`, the last instant to answer for. */
  until?: Temporal.Instant;
}

/** Maximum number of lines of each kind on either side of the instant. */
export interface LinesLimits {
  status: number;
  hours: number;
}

/**
 * Limits of the first query. They cover every status record in the seed. A longer record is read back to the last
 * reopening that lifts all restrictions, or to its start.
 */
const FIRST: LinesLimits = { status: 16, hours: 4 };
/** Each further query raises the limits by this factor. */
const GROWTH = 4;

/**
 * Loads the timelines of the requested services, by service key. Loads only the lines that the answer needs, even if
 * the record has millions.
 */
export const loadTimelines = (
  db: Database,
  crossings: readonly Crossing[],
  question: TimelinesQuestion,
): Promise<Map<string, Timeline>> =>
  timelinesWith(
    async (wanted) =>
      new Map(
        (await loadServices(db, wanted, question)).map(({ timeline }) => [serviceKey(timeline.service), timeline]),
      ),
    crossings,
    question,
  );

/** Loads the lines of all services of the given crossings, from which {@link timelinesFromRows} builds the timelines. */
export async function loadTimelineRows(
  db: Database,
  crossings: readonly Crossing[],
  question: Omit<TimelinesQuestion, keyof AskedServices>,
): Promise<Map<string, readonly LineRow[]>> {
  const loaded = await loadServices(db, crossings.flatMap(placedServicesOf), question);
  return new Map(loaded.map(({ timeline, rows }) => [serviceKey(timeline.service), rows]));
}

/** Builds the timelines of a crossing from the rows that {@link loadTimelineRows} returned for the same question. */
export function timelinesFromRows(
  crossing: Crossing,
  rowsOf: (service: string) => readonly LineRow[],
  question: Omit<TimelinesQuestion, keyof AskedServices>,
): Promise<Map<string, Timeline>> {
  const reader = makeLineReader();
  const read = async (wanted: readonly PlacedService[]) =>
    new Map(
      wanted.map(({ service, zone }) => {
        const key = serviceKey(service);
        return [key, assembled(service, zone, rowsOf(key), question.view, reader)];
      }),
    );
  return timelinesWith(read, [crossing], question);
}

const placedServicesOf = (crossing: Crossing): PlacedService[] =>
  servicesOf(crossing).map((service) => ({ service, zone: crossing.timeZone }));

/**
 * Returns the timelines of the requested services, by service key. `readServices` returns timelines that do not yet
 * include the hours of the crossing's other services (`otherHours`).
 */
export async function timelinesWith(
  readServices: (wanted: readonly PlacedService[]) => Promise<Map<string, Timeline>>,
  crossings: readonly Crossing[],
  question: TimelinesQuestion,
): Promise<Map<string, Timeline>> {
  const all = crossings.flatMap(placedServicesOf);
  const wanted = all.filter(({ service }) => isAskedService(question, service));
  const found = await readServices(wanted);
  const asked = [...found.values()];
  // A service without hours of its own needs those of the crossing's other services in its direction, even if these
  // were not requested.
  const lacking = asked.filter(
    (each) => lacksHours(each, question.at) || each.hoursChanges.some(({ hours }) => hours === null),
  );
  const isBeside = ({ crossing, direction }: Service) =>
    lacking.some(({ service }) => service.crossing === crossing && service.direction === direction);
  const beside = all.filter(({ service }) => !found.has(serviceKey(service)) && isBeside(service));
  const others = beside.length === 0 ? [] : (await readServices(beside)).values();
  linkHours(asked, [...asked, ...others]);
  return found;
}

/** A service with its time zone. */
export interface PlacedService {
  service: Service;
  zone: string;
}

/** The rows of a service, and its timeline without the hours of others. */
interface LoadedService {
  rows: readonly SideRow[];
  timeline: Timeline;
}

async function loadServices(
  db: Database,
  wanted: readonly PlacedService[],
  question: TimelinesQuestion,
): Promise<LoadedService[]> {
  const { view, at, onward } = question;
  const found = new Map<PlacedService, LoadedService>();
  let missing: readonly PlacedService[] = wanted;
  const reader = makeLineReader();
  for (let factor = 1; missing.length > 0; factor *= GROWTH) {
    const limits = { status: factor * FIRST.status, hours: factor * FIRST.hours };
    const byService = groupBy(await fetchLines(db, missing, question, limits), serviceKey);
    const incomplete: PlacedService[] = [];
    for (const each of missing) {
      const { service, zone } = each;
      const rows = byService.get(serviceKey(service)) ?? [];
      const timeline = assembled(service, zone, rows, view, reader);
      found.set(each, { rows, timeline });
      if (!isComplete(timeline, at, reachOf(rows, limits, onward))) incomplete.push(each);
      await yieldTurn();
    }
    missing = incomplete;
  }
  return wanted.flatMap((each) => found.get(each) ?? []);
}

/** A line before or after the instant. */
interface SideRow extends LineRow {
  side: "past" | "future";
}

async function fetchLines(
  db: Database,
  wanted: readonly { service: Service }[],
  { view, at, onward, until }: TimelinesQuestion,
  limits: LinesLimits,
): Promise<SideRow[]> {
  const services = wanted.map(({ service }) => service);
  const { rows } = await connectionsOf(db).planned.query<SideRow>({
    name: "timelines",
    text: LINES_SQL,
    values: [
      services.map(({ crossing }) => crossing),
      services.map(({ mode }) => mode),
      services.map(({ direction }) => direction),
      toDate(at),
      view.knownAt === undefined ? null : toDate(view.knownAt),
      limits.status,
      onward,
      limits.hours,
      view.publishedBefore === undefined ? null : toDate(view.publishedBefore),
      until === undefined ? null : toDate(until),
    ],
  });
  return rows;
}

/** Builds a timeline from lines in any order. Leaves out lines that the view excludes. */
function assembled(
  service: Service,
  zone: string,
  rows: readonly LineRow[],
  view: RecordView,
  reader: LineReader,
): Timeline {
  const timeline = emptyTimeline(service, zone);
  const keep = <Line>(lines: Line[], line: Line & { report: HeadOnRecord }) => {
    if (isVisible(line.report, view)) lines.push(line);
  };
  for (const row of rows) {
    if (row.kind === "status") keep(timeline.statusChanges, reader.statusChange(row, service));
    else if (row.kind === "hours") keep(timeline.hoursChanges, reader.hoursChange(row, service));
    else if (row.kind === "exception") keep(timeline.hoursExceptions, reader.hoursException(row, service));
    else if (row.kind === "claim") keep(timeline.claims, reader.claim(row, service));
    else keep(timeline.counts, reader.count(row, service));
  }
  for (const lines of linesOfTimeline(timeline)) lines.sort(byEffect);
  return timeline;
}

/** Returns the range in which the fetched lines are complete. */
function reachOf(rows: readonly SideRow[], limits: LinesLimits, onward: boolean): Completeness {
  const bound = (kind: keyof LinesLimits, side: SideRow["side"]): Temporal.Instant | null => {
    const starts = rows.filter((row) => row.kind === kind && row.side === side).map((row) => row.startsAt);
    if (starts.length < limits[kind] || (side === "future" && onward)) return null;
    return Temporal.Instant.fromEpochMilliseconds(side === "past" ? Math.min(...starts) : Math.max(...starts));
  };
  return {
    status: { from: bound("status", "past"), to: bound("status", "future") },
    hours: { from: bound("hours", "past"), to: bound("hours", "future") },
  };
}
