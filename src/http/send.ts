import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { yieldTurn } from "../actions/yield-turn.ts";
import type { Language } from "../domain/vocabulary.ts";
import type { Answers } from "../live/cache/answers.ts";
import { type JsonPieces, piecesOf } from "./encode.ts";
import type { Keep } from "./route.ts";

/** An answer that may be kept, written in one form and language. */
export interface Reply {
  text: string;
  /** What the text was written from: the same, whatever its form. */
  wire: unknown;
  /** The same as JSON, where it was written already. */
  pieces?: JsonPieces;
  keep: Keep;
  form: string;
  language: Language;
}

/** How long an answer is kept that tells the time it was made: nobody is told an older one. */
const PASSING_MS = 60_000;

function heldUntil(keep: Keep): number | null {
  if (keep.dated) return null;
  const until = "keptUntil" in keep ? keep.keptUntil.epochMilliseconds : keep.at.epochMilliseconds + PASSING_MS;
  return Math.min(keep.turnsAt?.epochMilliseconds ?? Infinity, until);
}

/** Sends an answer, whose type the response has already, and keeps it for whoever asks the same. */
export async function reply(
  req: Request,
  res: Response,
  answers: Answers,
  { text, wire, pieces, keep, form, language }: Reply,
): Promise<void> {
  const { at, dated, of } = keep;
  const turnsAt = keep.turnsAt?.epochMilliseconds ?? null;
  res.vary("Accept").vary("Accept-Language").vary("Accept-Encoding");
  const type = res.get("Content-Type") ?? "";
  if (!/charset/.test(type)) res.set("Content-Type", `${type}; charset=utf-8`);
  if (!res.hasHeader("Content-Language")) res.set("Content-Language", language);
  await answers.send(req, res, {
    text,
    etag: await etagOf(pieces ?? (await piecesOf(wire)), dated, [form, language]),
    of,
    // An answer for an instant of the asker's own holds at all times.
    madeAt: dated ? -Infinity : at.epochMilliseconds,
    turnsAt,
    heldUntil: heldUntil(keep),
  });
}

/**
 * The tag of an answer. One for no instant of the asker's own carries the time it was made, which alone makes no other
 * answer of it: the tag leaves it out, and is therefore a weak one.
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
