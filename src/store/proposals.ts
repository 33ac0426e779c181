import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { NewProposal, Proposal, ProposalState } from "../domain/proposal.ts";
import { readDraft, type WrittenDraft, writeDraft } from "../domain/written-draft.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import type { Database } from "./database.ts";
import { toDate, toInstant } from "./rows.ts";

type Row = Prisma.ProposalGetPayload<{ include: { report: { select: { id: true } } } }>;
const include = { report: { select: { id: true } } } as const;

const toProposal = ({ report, draft, createdAt, expiresAt, settledAt, ...row }: Row): Proposal => ({
  ...row,
  draft: readDraft(draft as unknown as WrittenDraft),
  createdAt: toInstant(createdAt),
  expiresAt: toInstant(expiresAt),
  settledAt: settledAt === null ? null : toInstant(settledAt),
  report: report?.id ?? null,
});

/** Keeps a proposal, unless one of its key was ever made; false then. */
export async function saveProposal(
  db: Database,
  { draft, ...proposal }: NewProposal,
  createdAt: Temporal.Instant,
  expiresAt: Temporal.Instant,
): Promise<boolean> {
  const written = writeDraft(draft) as unknown as Prisma.InputJsonObject;
  const times = { createdAt: toDate(createdAt), expiresAt: toDate(expiresAt) };
  const { count } = await db.prisma.proposal.createMany({
    data: { id: randomUUID(), ...proposal, draft: written, state: "open", ...times },
    skipDuplicates: true,
  });
  return count === 1;
}

/** The newest proposals of a state, from the one after `cursor` on. */
export async function loadProposals(
  db: Database,
  state: ProposalState,
  limit: number,
  cursor: string | undefined,
): Promise<Proposal[]> {
  const rows = await db.prisma.proposal.findMany({
    where: { state },
    include,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  return rows.map(toProposal);
}

/** One proposal, or undefined. */
export async function loadProposal(db: Database, id: string): Promise<Proposal | undefined> {
  const row = await db.prisma.proposal.findUnique({ where: { id }, include });
  return row === null ? undefined : toProposal(row);
}

/** Dismisses an open proposal; false where it is settled already. */
export async function dismiss(
  db: Database,
  id: string,
  settled: { by: string; at: Temporal.Instant; reason: string },
): Promise<boolean> {
  const { count } = await db.prisma.proposal.updateMany({
    where: { id, state: "open" },
    data: { state: "dismissed", settledAt: toDate(settled.at), settledBy: settled.by, reason: settled.reason },
  });
  return count === 1;
}

/** The open proposals whose key starts so. */
export async function openKeys(db: Database, prefix: string): Promise<string[]> {
  const rows = await db.prisma.proposal.findMany({
    where: { state: "open", key: { startsWith: prefix } },
    select: { key: true },
  });
  return rows.map(({ key }) => key);
}
