import { createPublicKey, verify } from "node:crypto";
import { canonicalJson } from "../../domain/record/chain/canonical-json.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { listLogKeys } from "./log-key.ts";

/** A head of the log as `/v1/log/head` answers it. */
export interface KeptHead {
  seq: number;
  hash: string | null;
  time: string | null;
  reports: number;
  keyId: string | null;
  signature: string | null;
}

/**
 * How a head that was kept compares with the log.
 * - `signature`: the head is not what the key signed, so it proves nothing.
 * - `unknownKey`: the database does not list the key, and the caller did not give it.
 * - `cut`: the log has no report with the head's number.
 * - `rewritten`: that report had another hash when the head was kept.
 */
export type HeadCheck =
  | { kind: "sound"; isSigned: boolean }
  | { kind: "signature" | "unknownKey" | "cut" }
  | { kind: "rewritten"; now: string };

/** Compares a head with the log, and checks its signature. `publicKey` (PEM) replaces the key that the database lists. */
export async function checkHead(db: Database, head: KeptHead, publicKey?: string): Promise<HeadCheck> {
  const { signature, keyId } = head;
  if (signature !== null && keyId !== null) {
    const pem = publicKey ?? (await listLogKeys(db)).find(({ id }) => id === keyId)?.publicKey;
    if (pem === undefined) return { kind: "unknownKey" };
    if (!isSignedBy(pem, head, signature)) return { kind: "signature" };
  }
  const isSigned = signature !== null;
  if (head.seq === 0) return { kind: "sound", isSigned };
  const row = await connectionsOf(db).prisma.reportHash.findUnique({ where: { seq: head.seq } });
  if (row === null) return { kind: "cut" };
  return row.hash === head.hash ? { kind: "sound", isSigned } : { kind: "rewritten", now: row.hash };
}

/** Returns true if a key (PEM) has signed a head. */
export const isSignedBy = (pem: string, { signature: _, ...signed }: KeptHead, signature: string): boolean =>
  verify(null, Buffer.from(canonicalJson(signed)), createPublicKey(pem), Buffer.from(signature, "base64"));
