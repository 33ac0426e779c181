import type { ChainHead } from "../../domain/record/chain/chain-head.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toInstant } from "../rows.ts";

const HEAD_SQL = `
SELECT h.seq, h.hash, h.position, r.recorded_at AS "recordedAt"
FROM report_hash h JOIN report r USING (seq) ORDER BY h.seq DESC LIMIT 1`;

/** Loads the end of the chain of hashes. */
export async function loadChainHead(db: Database): Promise<ChainHead> {
  const { rows } = await connectionsOf(db).pool.query<{
    seq: string;
    hash: string;
    position: string;
    recordedAt: Date;
  }>(HEAD_SQL);
  const [row] = rows;
  if (row === undefined) return { seq: 0, hash: null, time: null, reports: 0 };
  return { seq: Number(row.seq), hash: row.hash, time: toInstant(row.recordedAt), reports: Number(row.position) };
}
