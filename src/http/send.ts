import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import type { Language } from "../domain/vocabulary.ts";
import type { AnswerCache } from "../live/cache/answer-cache.ts";
import { yieldTurn } from "../yield-turn.ts";
import { type JsonPieces, jsonPiecesOf } from "./encode.ts";
import type { CachePolicy } from "./route.ts";

/** A cacheable answer in one format and language. */
export interface CacheableReply {
  text: string;
  /** Value from which the text was written: the encoded answer, or the text itself for a page. */
  wire: unknown;
  /** The same value as JSON, if already written. */
  pieces?: JsonPieces;
  keep: CachePolicy;
  form: string;
  language: Language;
}

/** Maximum time for which an answer that states the current time is cached, in milliseconds. */
const PASSING_MS = 60_000;

function heldUntil(keep: CachePolicy): number | null {
  if (keep.dated) return null;
  const until = "keptUntil" in keep ? keep.keptUntil.epochMilliseconds : keep.at.epochMilliseconds + PASSING_MS;
  return Math.min(keep.expiresAt?.epochMilliseconds ?? Infinity, until);
}

/** Sends an answer and caches it for later requests. The content type of the response must already be set. */
export async function sendReply(
  req: Request,
  res: Response,
  answers: AnswerCache,
  { text, wire, pieces, keep, form, language }: CacheableReply,
): Promise<void> {
  const { at, dated, of } = keep;
  const expiresAt = keep.expiresAt?.epochMilliseconds ?? null;
  res.vary("Accept").vary("Accept-Language").vary("Accept-Encoding");
  const type = res.get("Content-Type") ?? "";
  if (!/charset/.test(type)) res.set("Content-Type", `${type}; charset=utf-8`);
  if (!res.hasHeader("Content-Language")) res.set("Content-Language", language);
  await answers.send(req, res, {
    text,
    etag: await etagOf(pieces ?? (await jsonPiecesOf(wire)), dated, [form, language]),
    of,
    // An answer that does not depend on the clock is valid at any time.
    madeAt: dated ? -Infinity : at.epochMilliseconds,
    expiresAt,
    heldUntil: heldUntil(keep),
  });
}

/**
 * Returns the ETag of an answer. An answer about the present contains its generation time, and a difference in that
 * time alone does not make a different answer. The ETag therefore ignores that time and is weak.
 */
async function etagOf(pieces: JsonPieces, dated: boolean, form: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(form));
  for (const [name, texts] of pieces) {
    if (name === "at" && !dated) continue;
    hash.update(`\n${name}\n`);
    for (const text of texts) {
      hash.update(text);
      await yieldTurn();
    }
  }
  return `W/"${hash.digest("base64url").slice(0, 22)}"`;
}
