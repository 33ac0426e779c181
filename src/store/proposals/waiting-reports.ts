import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { serviceKey } from "../../domain/places/crossing.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import { writeDraft } from "../../domain/record/draft-json.ts";
import type { WaitingDoubt } from "../../domain/record/proposal.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { type Idempotency, REMEMBERED_KEY } from "../append/report-document.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { READING_CHANNEL } from "../feed/observations.ts";
import { toDate } from "../rows.ts";

/** A report of an operator that is to wait for a second one. */
export interface NewWaitingReport {
  title: string;
  draft: ReportDraft;
  draftedBy: string;
  retracts: string | null;
  doubts: readonly WaitingDoubt[];
  createdAt: Temporal.Instant;
  idempotency: Idempotency | undefined;
  /** Open proposal that the operator edited, and that this one replaces. */
  replaces: string | null;
}

const MAKE_ROOM = "DELETE FROM idempotency_key WHERE holder = $1 AND key = $2 AND created_at < $3";

// This is one statement, so that the edited proposal is closed only if its successor exists.
const SAVE = `
WITH gone AS (
  UPDATE proposal SET state = 'superseded', superseded_by = $1::text, settled_at = $8::timestamptz, settled_by = $5::text,
    reason = $10::text
  WHERE id = $9::text AND state = 'open' RETURNING id
), made AS (
  INSERT INTO proposal (id, key, job, drafted_by, retracts, title, grounds, draft, doubts, state, created_at)
  SELECT $1, 'operator:' || $1, 'operator:' || $5, $5, $6::text, $2::text, '', $3::jsonb, $4::jsonb, 'open', $8
  WHERE $9 IS NULL OR EXISTS (SELECT FROM gone) RETURNING id
), asked AS (
  INSERT INTO idempotency_key (holder, key, body_hash, proposal_id, created_at)
  SELECT ($7::text[])[1], ($7)[2], ($7)[3], made.id, $8 FROM made WHERE $7 IS NOT NULL
)
SELECT pg_notify('${READING_CHANNEL}', '') FROM made`;

/** Reason recorded for a proposal that an operator edited. */
const EDITED = "an operator edited it, and the edited report waits for a second one";

/**
 * Stores a report that waits, and notifies all processes. Returns its id, or null if the proposal that it replaces is
 * settled.
 * @throws the database's own error if the idempotency key was used, or if a retraction of the same report waits
 */
export async function saveWaitingReport(db: Database, report: NewWaitingReport): Promise<string | null> {
  const { title, draft, draftedBy, retracts, doubts, createdAt, idempotency, replaces } = report;
  const { pool } = connectionsOf(db);
  if (idempotency !== undefined) {
    const { holder, key } = idempotency;
    await pool.query(MAKE_ROOM, [holder, key, toDate(createdAt.subtract(REMEMBERED_KEY))]);
  }
  const id = randomUUID();
  const { rowCount } = await pool.query(SAVE, [
    ...[id, title, JSON.stringify(writeDraft(draft))],
    doubts.length === 0
      ? null
      : JSON.stringify(doubts.map(({ service, from }) => ({ ...service, from: String(from) }))),
    ...[draftedBy, retracts],
    idempotency === undefined ? null : [idempotency.holder, idempotency.key, idempotency.bodyHash],
    ...[toDate(createdAt), replaces, EDITED],
  ]);
  return rowCount === 1 ? id : null;
}

/** Notifies all processes that a waiting report disputes an open status, or no longer does. */
export async function announceDoubts(db: Database): Promise<void> {
  await connectionsOf(db).pool.query(`SELECT pg_notify('${READING_CHANNEL}', '')`);
}

const DOUBTS = `
SELECT d.service FROM proposal p CROSS JOIN LATERAL jsonb_array_elements(p.doubts) AS d (service)
WHERE p.state = 'open' AND p.doubts IS NOT NULL AND d.service->>'crossing' = ANY ($1)`;

/** Loads what waiting reports dispute about the given crossings: the first time for each service. */
export async function loadDoubts(db: Database, slugs: readonly string[]): Promise<WaitingDoubt[]> {
  const { rows } = await connectionsOf(db).pool.query<{ service: StoredDoubt }>({
    name: "doubts",
    text: DOUBTS,
    values: [slugs],
  });
  const first = new Map<string, WaitingDoubt>();
  for (const doubt of readDoubts(rows.map(({ service }) => service))) {
    const key = serviceKey(doubt.service);
    const other = first.get(key);
    if (other === undefined || compareInstants(doubt.from, other.from) < 0) first.set(key, doubt);
  }
  return [...first.values()];
}

/** A doubt in the JSON column. */
type StoredDoubt = WaitingDoubt["service"] & { from: string };

/** Reads the JSON column of a proposal. */
export const readDoubts = (stored: unknown): WaitingDoubt[] =>
  ((stored ?? []) as StoredDoubt[]).map(({ from, ...service }) => ({ service, from: Temporal.Instant.from(from) }));

/** Number of reports and of retractions that wait for a second operator. */
export type WaitingCounts = Record<"report" | "retraction", number>;

/** Counts what waits for a second operator. */
export async function countWaitingReports(db: Database): Promise<WaitingCounts> {
  const { proposal } = connectionsOf(db).prisma;
  const open = { state: "open", draftedBy: { not: null } } as const;
  const [report, retraction] = await Promise.all([
    proposal.count({ where: { ...open, retracts: null } }),
    proposal.count({ where: { ...open, retracts: { not: null } } }),
  ]);
  return { report, retraction };
}

/** Returns the id of the waiting retraction of a report and who sent it, or undefined. */
export async function loadWaitingRetraction(
  db: Database,
  report: string,
): Promise<{ id: string; draftedBy: string | null } | undefined> {
  const row = await connectionsOf(db).prisma.proposal.findFirst({
    where: { retracts: report, state: "open" },
    select: { id: true, draftedBy: true },
  });
  return row ?? undefined;
}
