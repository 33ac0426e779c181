import { Temporal } from "temporal-polyfill";
import type { Service } from "../domain/crossing.ts";
import type { HistoryItem } from "../domain/history.ts";
import { parseHours } from "../domain/hours.ts";
import { parseMoment, parsePublication } from "../domain/moment.ts";
import type { Claim, HeadOnRecord, HoursChange, Report, StatusChange } from "../domain/report.ts";
import type { Recorded } from "../domain/timeline.ts";
import type { Onset, Status } from "../domain/words.ts";

/** The head of a report as one statement gives it; instants in milliseconds since 1970. */
interface HeadRow {
  id: string;
  seq: number;
  recordedAt: number;
  recordedBy: string;
  sourceKind: Report["source"]["kind"];
  publisher: string;
  title: string;
  url: string | null;
  publishedAt: string | null;
  reason: Report["reason"];
  note: string | null;
  retracts: string | null;
  origin: string | null;
  retractedAt: number | null;
}

/** A line of any kind with the head of its report; what its kind has not is null. */
export interface LineRow extends Service, HeadRow {
  kind: "status" | "hours" | "claim";
  line: number;
  status: Status | null;
  limited: boolean | null;
  onset: Onset | null;
  /** Of a status change the expected end, of a claim its end. */
  until: string | null;
  hours: string | null;
  denied: boolean | null;
  attributed: boolean | null;
  effectiveAt: string;
  startsAt: number;
}

type Placed<Line> = Recorded<Line> & { report: HeadOnRecord };

const instant = (epoch: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(epoch);
const momentOrNull = (text: string | null) => (text === null ? null : parseMoment(text));

function toHead(row: HeadRow): HeadOnRecord {
  return {
    id: row.id,
    seq: row.seq,
    recordedAt: instant(row.recordedAt),
    recordedBy: row.recordedBy,
    source: {
      kind: row.sourceKind,
      publisher: row.publisher,
      title: row.title,
      url: row.url,
      publishedAt: row.publishedAt === null ? null : parsePublication(row.publishedAt),
    },
    reason: row.reason,
    note: row.note,
    retracts: row.retracts,
    origin: row.origin,
    retractedAt: row.retractedAt === null ? null : instant(row.retractedAt),
  };
}

const place = (row: LineRow, service: Service) => ({
  service,
  report: toHead(row),
  line: row.line,
  startsAt: instant(row.startsAt),
  effectiveAt: parseMoment(row.effectiveAt),
});

/** What the table's kind never leaves out. */
function stated<Value>(value: Value | null, row: LineRow): Value {
  if (value === null) throw new TypeError(`line ${row.line} of report ${row.id} is no ${row.kind}`);
  return value;
}

export const toStatusChange = (row: LineRow, service: Service): Placed<StatusChange> => ({
  ...place(row, service),
  status: stated(row.status, row),
  limited: stated(row.limited, row),
  onset: stated(row.onset, row),
  expectedUntil: momentOrNull(row.until),
});

export const toHoursChange = (row: LineRow, service: Service): Placed<HoursChange> => ({
  ...place(row, service),
  hours: row.hours === null ? null : parseHours(row.hours),
});

export const toClaim = (row: LineRow, service: Service): Placed<Claim> => ({
  ...place(row, service),
  status: stated(row.status, row),
  limited: stated(row.limited, row),
  until: momentOrNull(row.until),
  denied: stated(row.denied, row),
  attributed: stated(row.attributed, row),
});

/** A line as history tells it; what a kind has not is null. */
export function toHistoryItem(row: LineRow): HistoryItem {
  const { kind, status, limited, onset, denied, attributed, crossing, mode, direction } = row;
  return {
    ...place(row, { crossing, mode, direction }),
    kind,
    status,
    limited,
    hours: row.hours === null ? null : parseHours(row.hours),
    onset,
    expectedUntil: momentOrNull(row.until),
    denied,
    attributed,
  };
}
