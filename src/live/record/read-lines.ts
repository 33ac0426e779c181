import type { Service } from "../../domain/places/crossing.ts";
import type { HistoryItem } from "../../domain/record/history.ts";
import type {
  Claim,
  HeadOnRecord,
  HoursChange,
  HoursException,
  StatusChange,
  TrafficCount,
} from "../../domain/record/report.ts";
import type { RecordedLine } from "../../domain/record/timeline.ts";
import { instantAt } from "../../domain/time/instant-at.ts";
import type { LineColumns, LineContent } from "./line-columns.ts";
import type { ReportColumns } from "./report-columns.ts";

type Placed<Line> = RecordedLine<Line> & { report: HeadOnRecord };

/** Returns the fields that lines of all kinds have. */
function place(lines: LineColumns, index: number, service: Service, reports: ReportColumns) {
  const startsAt = instantAt(lines.startsAt[index] ?? 0);
  return {
    service,
    report: reports.head(lines.report[index] ?? 0),
    line: lines.line[index] ?? 0,
    startsAt,
    effectiveAt: lines.effectiveAt[index] ?? startsAt,
  };
}

const contentAt = (lines: LineColumns, index: number): LineContent => {
  const content = lines.content[index];
  if (content === undefined) throw new RangeError(`no line at ${index}`);
  return content;
};

/** Returns a value that every line of its kind states. */
function stated<Value>(value: Value | null): Value {
  if (value === null) throw new TypeError("a line lacks a value of its kind");
  return value;
}

type Read<Line> = (lines: LineColumns, index: number, service: Service, reports: ReportColumns) => Placed<Line>;

// The readers extend the object of `place`, because a copy of it takes longer.

export const readStatusChange: Read<StatusChange> = (lines, index, service, reports) => {
  const { status, limited, programmes, onset, lifts } = contentAt(lines, index);
  return Object.assign(place(lines, index, service, reports), {
    status: stated(status),
    limited: stated(limited),
    programmes,
    onset: stated(onset),
    expectedUntil: lines.until[index] ?? null,
    lifts,
  });
};

export const readHoursChange: Read<HoursChange> = (lines, index, service, reports) =>
  Object.assign(place(lines, index, service, reports), { hours: contentAt(lines, index).hours });

export const readHoursException: Read<HoursException> = (lines, index, service, reports) =>
  Object.assign(place(lines, index, service, reports), {
    exception: contentAt(lines, index).exception,
    until: lines.until[index] ?? null,
  });

export const readClaim: Read<Claim> = (lines, index, service, reports) => {
  const { status, limited, programmes, denied, attributed } = contentAt(lines, index);
  return Object.assign(place(lines, index, service, reports), {
    status: stated(status),
    limited: stated(limited),
    programmes,
    until: lines.until[index] ?? null,
    denied: stated(denied),
    attributed: stated(attributed),
  });
};

export const readCount: Read<TrafficCount> = (lines, index, service, reports) =>
  Object.assign(place(lines, index, service, reports), {
    effectiveAt: lines.effectiveAt[index] as TrafficCount["effectiveAt"],
    number: stated(contentAt(lines, index).number),
  });

/** Reads a line as a history item. Fields of other kinds are null. */
export function readHistoryItem(
  kind: HistoryItem["kind"],
  lines: LineColumns,
  index: number,
  service: Service,
  reports: ReportColumns,
): HistoryItem {
  const { status, limited, programmes, onset, denied, attributed, hours, exception } = contentAt(lines, index);
  return Object.assign(place(lines, index, service, reports), {
    kind,
    status,
    limited,
    programmes: limited === null ? null : programmes,
    hours,
    exception,
    onset,
    expectedUntil: lines.until[index] ?? null,
    denied,
    attributed,
  });
}
