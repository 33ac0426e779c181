import { Temporal } from "temporal-polyfill";
import { parseException } from "../../domain/hours/exceptions.ts";
import { parseHours } from "../../domain/hours/opening-hours.ts";
import type { Service } from "../../domain/places/crossing.ts";
import type { HistoryItem } from "../../domain/record/history.ts";
import type {
  Claim,
  HeadOnRecord,
  HoursChange,
  HoursException,
  Lifts,
  StatusChange,
  TrafficCount,
} from "../../domain/record/report.ts";
import type { RecordedLine } from "../../domain/record/timeline.ts";
import { remembered } from "../../domain/remembered.ts";
import { parseMoment, parsePublication } from "../../domain/time/moment.ts";
import type { Onset, Programme, Status } from "../../domain/vocabulary.ts";
import { type HeadRow, toHead } from "../rows.ts";

/** A line of any kind with its report's head. Columns of other kinds are null. */
export interface LineRow extends Service, HeadRow {
  /** Milliseconds since 1970, as for all instants here. */
  recordedAt: number;
  /** Null unless the report was withdrawn. */
  retractedAt: number | null;
  publishedAt: string | null;
  kind: "status" | "hours" | "exception" | "claim" | "count";
  line: number;
  status: Status | null;
  limited: boolean | null;
  onset: Onset | null;
  /** Expected end of a status change, or end of a claim or exception. */
  until: string | null;
  /** Weekly hours, or an exception's days with their hours. */
  hours: string | null;
  denied: boolean | null;
  attributed: boolean | null;
  number: number | null;
  lifts: Lifts | null;
  programmes: Programme[] | null;
  effectiveAt: string;
  startsAt: number;
}

type Placed<Line> = RecordedLine<Line> & { report: HeadOnRecord };

/** Reads the rows of one answer. Values that recur in many rows, such as reports, are parsed once. */
export interface LineReader {
  statusChange(row: LineRow, service: Service): Placed<StatusChange>;
  hoursChange(row: LineRow, service: Service): Placed<HoursChange>;
  hoursException(row: LineRow, service: Service): Placed<HoursException>;
  claim(row: LineRow, service: Service): Placed<Claim>;
  count(row: LineRow, service: Service): Placed<TrafficCount>;
  /** Reads a line as a history item. Fields of other kinds are null. */
  historyItem(row: LineRow): HistoryItem;
}

/** Programmes of a line that names none. */
const EVERYBODY: readonly Programme[] = [];

export function makeLineReader(): LineReader {
  const instant = remembered((epoch: number) => Temporal.Instant.fromEpochMilliseconds(epoch));
  const moment = remembered((text: string) => parseMoment(text));
  const month = remembered((text: string) => Temporal.PlainYearMonth.from(text));
  const publication = remembered((text: string) => parsePublication(text));
  const head = remembered(
    (row: LineRow) =>
      toHead(row, {
        recordedAt: instant(row.recordedAt),
        retractedAt: row.retractedAt === null ? null : instant(row.retractedAt),
        publishedAt: row.publishedAt === null ? null : publication(row.publishedAt),
      }),
    (row) => row.seq,
  );
  const hours = remembered((text: string) => parseHours(text));
  const exception = remembered((text: string) => parseException(text));
  const momentOrNull = (text: string | null) => (text === null ? null : moment(text));
  const hoursOrNull = (text: string | null) => (text === null ? null : hours(text));
  const place = (row: LineRow, service: Service) => {
    const startsAt = instant(row.startsAt);
    // An effective time that is an instant equals the start. A day or month starts in local time.
    const effectiveAt = row.effectiveAt.includes("T") ? startsAt : moment(row.effectiveAt);
    return { service, report: head(row), line: row.line, startsAt, effectiveAt };
  };
  return {
    statusChange: (row, service) => ({
      ...place(row, service),
      status: stated(row.status, row),
      limited: stated(row.limited, row),
      programmes: row.programmes ?? EVERYBODY,
      onset: stated(row.onset, row),
      expectedUntil: momentOrNull(row.until),
      lifts: row.lifts,
    }),
    hoursChange: (row, service) => ({ ...place(row, service), hours: hoursOrNull(row.hours) }),
    hoursException: (row, service) => ({
      ...place(row, service),
      exception: row.hours === null ? null : exception(row.hours),
      until: momentOrNull(row.until),
    }),
    claim: (row, service) => ({
      ...place(row, service),
      status: stated(row.status, row),
      limited: stated(row.limited, row),
      programmes: row.programmes ?? EVERYBODY,
      until: momentOrNull(row.until),
      denied: stated(row.denied, row),
      attributed: stated(row.attributed, row),
    }),
    count: (row, service) => ({
      ...place(row, service),
      effectiveAt: month(row.effectiveAt),
      number: stated(row.number, row),
    }),
    historyItem(row) {
      const { kind, status, limited, onset, denied, attributed, crossing, mode, direction } = row;
      if (kind === "count") throw new TypeError(`line ${row.line} of report ${row.id} is a count`);
      return {
        ...place(row, { crossing, mode, direction }),
        kind,
        status,
        limited,
        programmes: limited === null ? null : (row.programmes ?? EVERYBODY),
        hours: kind === "exception" ? null : hoursOrNull(row.hours),
        exception: kind === "exception" && row.hours !== null ? exception(row.hours) : null,
        onset,
        expectedUntil: momentOrNull(row.until),
        denied,
        attributed,
      };
    },
  };
}

/** Returns a column that lines of this kind always have. Throws if it is null. */
function stated<Value>(value: Value | null, row: LineRow): Value {
  if (value === null) throw new TypeError(`line ${row.line} of report ${row.id} is not a ${row.kind}`);
  return value;
}
