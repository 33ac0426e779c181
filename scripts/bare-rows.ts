import { randomUUID } from "node:crypto";
import { newReport } from "../src/actions/record/new-report.ts";
import { type Crossing, zonesOf } from "../src/domain/places/crossing.ts";
import type { ReportDraft } from "../src/domain/record/draft.ts";
import { crossingsOf } from "../src/domain/record/report.ts";
import { documentOf } from "../src/store/append/report-document.ts";

/**
 * Inserts a report's rows in one statement, with no lock, so `seq` numbers may appear out of order. Does not insert
 * exceptions and counts, because the benchmark's reports have none. The row of hashes has the usual size, but its hashes
 * form no chain, because a chain needs the lock.
 */
export const BARE_ROWS = `
WITH head AS (
  INSERT INTO report (id, seq, recorded_at, recorded_by, source_kind, publisher, title, url, published_at, reason, note)
  VALUES ($1, nextval('report_seq'), clock_timestamp(), 'bench', $2, $3, $4, $5, $6, $7, $8) RETURNING id, seq
), status_lines AS (
  INSERT INTO status_change (report_id, seq, line, crossing, mode, direction, status, limited, onset, effective_at, starts_at, expected_until, lifts, programmes, ahead)
  SELECT head.id, head.seq, l.*, l."startsAt" > now() + INTERVAL '768 hours' FROM head, jsonb_to_recordset($9) AS l ("line" int, "crossing" text, "mode" "Mode", "direction" "Direction",
    "status" "Status", "limited" bool, "onset" "Onset", "effectiveAt" text, "startsAt" timestamptz, "expectedUntil" text,
    "lifts" jsonb, "programmes" "Programme"[])
), hours_lines AS (
  INSERT INTO hours_change (report_id, seq, line, crossing, mode, direction, hours, effective_at, starts_at, ahead)
  SELECT head.id, head.seq, l.*, l."startsAt" > now() + INTERVAL '768 hours' FROM head, jsonb_to_recordset($10) AS l ("line" int, "crossing" text, "mode" "Mode", "direction" "Direction",
    "hours" text, "effectiveAt" text, "startsAt" timestamptz)
), claim_lines AS (
  INSERT INTO claim (report_id, seq, line, crossing, mode, direction, status, limited, effective_at, starts_at, until, ends_at, denied, attributed, programmes, ahead)
  SELECT head.id, head.seq, l.*, l."startsAt" > now() + INTERVAL '768 hours' FROM head, jsonb_to_recordset($11) AS l ("line" int, "crossing" text, "mode" "Mode", "direction" "Direction",
    "status" "Status", "limited" bool, "effectiveAt" text, "startsAt" timestamptz, "until" text, "endsAt" timestamptz, "denied" bool, "attributed" bool,
    "programmes" "Programme"[])
), hashes AS (
  INSERT INTO report_hash (seq, position, hash, previous_hash)
  SELECT head.seq, head.seq, encode(sha256(convert_to($13, 'UTF8')), 'hex'), repeat('0', 64) FROM head
)
INSERT INTO mark (crossing, seq) SELECT m.crossing, head.seq FROM head, unnest($12::text[]) AS m (crossing)`;

/** Returns the parameters of {@link BARE_ROWS} for a draft. */
export function bareRowsOf(draft: ReportDraft, crossings: ReadonlyMap<string, Crossing>): unknown[] {
  const report = newReport(draft, crossings, { id: randomUUID(), recordedBy: "bench" });
  const document = documentOf(report, zonesOf(crossings));
  const { statusChanges, hoursChanges, claims } = document;
  return [
    document.id,
    document.sourceKind,
    document.publisher,
    document.title,
    document.url,
    document.publishedAt,
    document.reason,
    document.note,
    ...[statusChanges, hoursChanges, claims].map((lines) => JSON.stringify(lines)),
    crossingsOf(report),
    document.canonical.join(""),
  ];
}
