import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Temporal } from "temporal-polyfill";
import { writeDraft } from "../../domain/record/draft-json.ts";
import { type NewProposal, PROPOSAL_STATES, type Proposal, type ProposalState } from "../../domain/record/proposal.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { instantOrNull, toDate, toInstant } from "../rows.ts";
import { readStoredDraft } from "./stored-draft.ts";
import { readDoubts } from "./waiting-reports.ts";

type Row = Prisma.ProposalGetPayload<{ include: typeof include }>;
const include = {
  report: { select: { id: true } },
  supersedes: { select: { id: true }, orderBy: { createdAt: "asc" } },
} as const;

const toProposal = ({ report, supersedes, draft, doubts, createdAt, expiresAt, settledAt, ...row }: Row): Proposal => ({
  ...row,
  ...readStoredDraft(draft),
  doubts: readDoubts(doubts),
  createdAt: toInstant(createdAt),
  expiresAt: instantOrNull(expiresAt),
  settledAt: instantOrNull(settledAt),
  supersedes: supersedes.map(({ id }) => id),
  report: report?.id ?? null,
});

// This is one statement, so that an earlier proposal is closed only if the later one exists.
const SAVE = `
WITH made AS (
  INSERT INTO proposal (id, key, item, job, title, grounds, draft, state, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9) ON CONFLICT (key) DO NOTHING RETURNING id
), gone AS (
  UPDATE proposal SET superseded_by = made.id,
    state = CASE WHEN state = 'open' THEN 'superseded' ELSE state END,
    settled_at = coalesce(settled_at, $8), settled_by = coalesce(settled_by, 'job:' || $4::text),
    reason = CASE WHEN state = 'open' THEN $11 ELSE reason END
  FROM made WHERE proposal.id = ANY ($10) AND superseded_by IS NULL
)
SELECT id FROM made`;

/** Reason recorded for a proposal whose item was amended. */
const AMENDED = "the text that it was read from was amended";

/**
 * Stores a proposal, unless its key was used before. The proposals in `supersedes` are linked to it and are no longer
 * open.
 * @returns the id of the proposal, or null if one with its key exists
 */
export async function saveProposal(
  db: Database,
  { draft, item, key, job, title, grounds }: NewProposal,
  createdAt: Temporal.Instant,
  expiresAt: Temporal.Instant,
  supersedes: readonly Pick<Proposal, "id">[] = [],
): Promise<string | null> {
  const made = [randomUUID(), key, item ?? null, job, title, grounds, JSON.stringify(writeDraft(draft))];
  const times = [toDate(createdAt), toDate(expiresAt)];
  const { rows } = await connectionsOf(db).pool.query<{ id: string }>(SAVE, [
    ...made,
    ...times,
    idsOf(supersedes),
    AMENDED,
  ]);
  return rows[0]?.id ?? null;
}

const SUPERSEDE = `
UPDATE proposal SET superseded_by = $1,
  state = CASE WHEN state = 'open' THEN 'superseded' ELSE state END,
  settled_at = coalesce(settled_at, $2), settled_by = coalesce(settled_by, $3),
  reason = CASE WHEN state = 'open' THEN $4 ELSE reason END
WHERE id = ANY ($5) AND superseded_by IS NULL`;

/** Marks proposals as superseded by an existing proposal, as {@link saveProposal} does. */
export async function supersede(
  db: Database,
  proposals: readonly Pick<Proposal, "id">[],
  by: Pick<Proposal, "id" | "job">,
  at: Temporal.Instant,
): Promise<void> {
  if (proposals.length === 0) return;
  await connectionsOf(db).pool.query(SUPERSEDE, [by.id, toDate(at), `job:${by.job}`, AMENDED, idsOf(proposals)]);
}

const idsOf = (proposals: readonly Pick<Proposal, "id">[]): string[] => proposals.map(({ id }) => id);

const EARLIER = `
SELECT id FROM proposal
WHERE item = ANY ($1) OR key = ANY ($2) OR (item IS NOT NULL AND draft->'source'->>'url' = ANY ($3))`;

/** Loads earlier proposals with these items, keys or links, oldest first. */
export async function loadEarlier(
  db: Database,
  { items, keys, links }: Record<"items" | "keys" | "links", readonly string[]>,
): Promise<Proposal[]> {
  const { rows: found } = await connectionsOf(db).pool.query<{ id: string }>(EARLIER, [items, keys, links]);
  if (found.length === 0) return [];
  const rows = await connectionsOf(db).prisma.proposal.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toProposal);
}

/** Returns true if the database rejected a value. A retry would fail too. */
export const isRefusedValue = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");

/** Loads proposals in a state, newest first, starting after the proposal `cursor`. */
export async function loadProposals(
  db: Database,
  state: ProposalState,
  limit: number,
  cursor: string | undefined,
): Promise<Proposal[]> {
  const rows = await connectionsOf(db).prisma.proposal.findMany({
    where: { state },
    include,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  return rows.map(toProposal);
}

export async function loadProposal(db: Database, id: string): Promise<Proposal | undefined> {
  const row = await connectionsOf(db).prisma.proposal.findUnique({ where: { id }, include });
  return row === null ? undefined : toProposal(row);
}

/** Dismisses an open proposal. Returns false if it was already settled. */
export async function dismiss(
  db: Database,
  id: string,
  settled: { by: string; at: Temporal.Instant; reason: string },
): Promise<boolean> {
  const { count } = await connectionsOf(db).prisma.proposal.updateMany({
    where: { id, state: "open" },
    data: { state: "dismissed", settledAt: toDate(settled.at), settledBy: settled.by, reason: settled.reason },
  });
  return count === 1;
}

/** Returns the keys that start with `prefix` and whose proposals are open, or were edited and wait for an operator. */
export async function openKeys(db: Database, prefix: string): Promise<string[]> {
  const rows = await connectionsOf(db).prisma.proposal.findMany({
    where: { key: { startsWith: prefix }, OR: [{ state: "open" }, { successor: { state: "open" } }] },
    select: { key: true },
  });
  return rows.map(({ key }) => key);
}

export async function countProposals(db: Database): Promise<Record<ProposalState, number>> {
  const counted = await connectionsOf(db).prisma.proposal.groupBy({ by: ["state"], _count: true });
  const counts = PROPOSAL_STATES.map((state) => [state, counted.find((each) => each.state === state)?._count ?? 0]);
  return Object.fromEntries(counts) as Record<ProposalState, number>;
}
