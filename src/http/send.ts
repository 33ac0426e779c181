import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Request, Response } from "express";
import type { Language } from "../domain/vocabulary.ts";
import type { AnswerCache } from "../live/cache/answer-cache.ts";
import { yieldTurn } from "../yield-turn.ts";
import type { JsonPieces } from "./encoding/encode.ts";
import { type MementoHeaders, mementoHeaders } from "./memento/memento.ts";
import { LIMIT_HEADERS } from "./request/read-limit.ts";
import type { CachePolicy } from "./route.ts";

/** A cacheable answer in one format and language. */
export interface CacheableReply {
  /** The text, in pieces. Some may be encoded already. */
  texts: readonly (string | Buffer)[];
  /** What the ETag depends on: the encoded answer as JSON, or a text that changes with the answer. */
  version: JsonPieces | string;
  keep: CachePolicy;
  form: string;
  language: Language;
  /** Receives the headers, as alternating names and values. */
  onHead?: (head: readonly string[]) => void;
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
  { onHead, ...reply }: CacheableReply,
): Promise<void> {
  res.vary("Accept").vary("Accept-Language").vary("Accept-Encoding");
  const type = res.get("Content-Type") ?? "";
  if (!/charset/.test(type)) res.set("Content-Type", `${type}; charset=utf-8`);
  if (!res.hasHeader("Content-Language")) res.set("Content-Language", reply.language);
  const head = Object.entries(res.getHeaders()).flatMap(([name, value]) =>
    LIMIT_HEADERS.has(name) ? [] : [name, String(value)],
  );
  onHead?.(head);
  await keepReply(req, res, answers, reply, head);
}

/** Sends a text such as a page, and caches it for later requests. */
export const sendText = (
  req: Request,
  res: Response,
  answers: AnswerCache,
  { text, ...reply }: Pick<CacheableReply, "keep" | "form" | "language"> & { text: string },
): Promise<void> => sendReply(req, res, answers, { texts: [text], version: text, ...reply });

/** Sends an answer with these headers, as alternating names and values, and caches it for later requests. */
export async function keepReply(
  req: IncomingMessage,
  res: ServerResponse,
  answers: AnswerCache,
  { texts, version, keep, form, language }: Omit<CacheableReply, "onHead">,
  head: readonly string[],
): Promise<void> {
  const { at, dated, of } = keep;
  const etag = await etagOf(version, dated, [form, language]);
  const now = answers.askedAt(req);
  const url = "originalUrl" in req ? String(req.originalUrl) : (req.url ?? "");
  const memento = now === undefined ? null : mementoHeaders(url, now);
  // The cache writes all headers at once, so remove those set earlier, but for those of this client.
  for (const name of res.getHeaderNames()) if (!LIMIT_HEADERS.has(name)) res.removeHeader(name);
  await answers.send(
    req,
    res,
    {
      texts,
      etag,
      of,
      // An answer that does not depend on the clock is valid at any time.
      madeAt: dated ? -Infinity : at.epochMilliseconds,
      expiresAt: keep.expiresAt?.epochMilliseconds ?? null,
      heldUntil: heldUntil(keep),
      namesHost: keep.namesHost,
    },
    memento === null ? head : withMemento(head, memento),
  );
}

/** Adds the headers of a memento. */
function withMemento(head: readonly string[], { datetime, link }: MementoHeaders): string[] {
  const at = head.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === "link");
  const linked = at < 0 ? [...head, "Link", link] : head.with(at + 1, `${head[at + 1]}, ${link}`);
  return [...linked, "Memento-Datetime", datetime];
}

/**
 * Length of the text that is hashed at once. A call of the hash function costs as much time as hashing a thousand
 * characters.
 */
const HASHED_AT_ONCE = 16_384;

/**
 * Returns the ETag of an answer. An answer about the present contains its generation time. Two answers that differ only
 * in that time count as the same answer, so the ETag ignores the time and is weak.
 */
async function etagOf(version: JsonPieces | string, dated: boolean, form: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  const pieces: JsonPieces = typeof version === "string" ? [[null, [version]]] : version;
  let text = JSON.stringify(form);
  for (const [name, texts] of pieces) {
    if (name === "at" && !dated) continue;
    text += `\n${name}\n`;
    for (const each of texts) {
      text += each;
      if (text.length < HASHED_AT_ONCE) continue;
      hash.update(text);
      text = "";
      await yieldTurn();
    }
  }
  return `W/"${hash.update(text).digest("base64url").slice(0, 22)}"`;
}
