import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from "node:zlib";
import { yieldTurn } from "../../yield-turn.ts";
import { inOwnMemory } from "../own-memory.ts";

const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Bodies below this many bytes are not compressed. They fit into one packet anyway. */
const LEAST_BYTES = 860;

/** Brotli's default quality takes ten times as long to save another 5 %, and a client is waiting for the answer. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const COMPRESS = { br: () => createBrotliCompress(BROTLI), gzip: () => createGzip() };
const COMPRESS_WHOLE = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, BROTLI),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

/**
 * Length of the pieces in which a long body is encoded, compressed and sent. Encoding this much text takes about a
 * millisecond.
 */
const PIECE_LENGTH = 1024 * 1024;

/** A body in one encoding, in pieces. In its headers, names and values alternate. */
export interface EncodedBody {
  pieces: readonly Buffer[];
  length: number;
  raw: readonly string[];
}

/** An answer in the encodings requested so far, with shared headers. */
export interface Bodies {
  raw: readonly string[];
  identity: EncodedBody;
  br?: EncodedBody;
  gzip?: EncodedBody;
}

/** Creates the bodies of an answer from its texts. They are compressed when first requested. */
export async function prepareBodies(texts: readonly (string | Buffer)[], raw: readonly string[]): Promise<Bodies> {
  const pieces: Buffer[] = [];
  let text = "";
  for (const each of texts) {
    if (typeof each === "string") {
      text += each;
      if (text.length < PIECE_LENGTH) continue;
    }
    if (text !== "") pieces.push(Buffer.from(text));
    text = "";
    if (typeof each !== "string") pieces.push(each);
    await yieldTurn();
  }
  if (text !== "") pieces.push(Buffer.from(text));
  // A short body is sent at once.
  const isShort = lengthOf(pieces) < PIECE_LENGTH;
  return { raw, identity: readyOf(isShort ? [inOwnMemory(pieces)] : pieces, "identity", raw) };
}

function readyOf(pieces: readonly Buffer[], encoding: Encoding, raw: readonly string[]): EncodedBody {
  const length = lengthOf(pieces);
  const coding = encoding === "identity" ? [] : ["Content-Encoding", encoding];
  return { pieces, length, raw: [...raw, ...coding, "Content-Length", String(length)] };
}

const lengthOf = (pieces: readonly Buffer[]): number => pieces.reduce((sum, piece) => sum + piece.length, 0);

async function compressed({ pieces }: EncodedBody, encoding: keyof typeof COMPRESS): Promise<Buffer[]> {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return [inOwnMemory([await COMPRESS_WHOLE[encoding](only)])];
  const made: Buffer[] = [];
  await pipeline(Readable.from(pieces), COMPRESS[encoding](), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) made.push(chunk);
  });
  return made;
}

/** Sends a body, and ends the response. A long body is sent as fast as the client reads it. */
export function endWith(res: ServerResponse, { pieces }: EncodedBody): void {
  const [only] = pieces;
  if (pieces.length <= 1) res.end(only);
  // If the client disconnects, there is nobody to tell.
  else pipeline(Readable.from(pieces), res).catch(() => undefined);
}

/** A client's preferred encoding, and whether it accepts an uncompressed body. */
export interface Coding {
  best: Encoding;
  takesPlain: boolean;
}

const PLAIN: Coding = { best: "identity", takesPlain: true };

const chosen = new Map<string, Coding | null>();

/**
 * Chooses the encoding for an `Accept-Encoding` header (RFC 9110, 12.5.3): the one that the client prefers. If the
 * client prefers several equally, chooses the one that compresses best. `identity` is acceptable unless the header
 * excludes it, and other encodings only if the header lists them, by name or as `*`. Returns null if nothing is
 * acceptable. Caches only 100 header values, so that a flood of them cannot fill the memory. Real clients send fewer.
 */
export function chooseCoding(accept: string | undefined): Coding | null {
  if (accept === undefined) return PLAIN;
  const known = chosen.get(accept);
  if (known !== undefined) return known;
  const coding = codingOf(accept);
  if (chosen.size < 100) chosen.set(accept, coding);
  return coding;
}

function codingOf(accept: string): Coding | null {
  const weights = new Map(
    accept
      .toLowerCase()
      .split(",")
      .map((part) => {
        const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
        const q = parameters.find((parameter) => parameter.startsWith("q="));
        return [name === "x-gzip" ? "gzip" : name, q === undefined ? 1 : Number(q.slice(2)) || 0] as const;
      }),
  );
  // 0.0001 is less than any weight in a header: an unlisted `identity` is acceptable but comes last.
  const weight = (name: Encoding) => weights.get(name) ?? weights.get("*") ?? (name === "identity" ? 0.0001 : 0);
  const best = ENCODINGS.reduce((found, name) => (weight(name) > weight(found) ? name : found));
  return weight(best) > 0 ? { best, takesPlain: weight("identity") > 0 } : null;
}

/**
 * Returns the body in an encoding, or a promise while it is compressed. Short bodies stay uncompressed if the client
 * accepts that.
 */
export function bodyIn(bodies: Bodies, { best, takesPlain }: Coding): EncodedBody | Promise<EncodedBody> {
  const { raw, identity } = bodies;
  if (best === "identity" || (takesPlain && identity.length < LEAST_BYTES)) return identity;
  return (
    bodies[best] ??
    compressed(identity, best).then((pieces) => {
      const ready = readyOf(pieces, best, raw);
      bodies[best] = ready;
      return ready;
    })
  );
}
