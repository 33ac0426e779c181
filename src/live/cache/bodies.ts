import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * Minimum size of a body to be compressed, in bytes. Shorter bodies fit into one packet, so compressing them gains
 * nothing.
 */
const LEAST_BYTES = 860;

/** Brotli's default quality takes ten times as long to save another 5%, and people wait during the compression. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const COMPRESS = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, BROTLI),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

/** A body in one encoding, with its headers as alternating names and values. */
export interface EncodedBody {
  bytes: Buffer;
  raw: readonly string[];
}

/** An answer in every encoding requested so far, each compressed once, and the shared headers. */
export interface Bodies {
  raw: readonly string[];
  identity: EncodedBody;
  br?: EncodedBody;
  gzip?: EncodedBody;
}

/** Creates the bodies of an answer without compressing any yet. */
export const prepareBodies = (text: string, raw: readonly string[]): Bodies => ({
  raw,
  identity: readyOf(Buffer.from(text), "identity", raw),
});

const readyOf = (bytes: Buffer, encoding: Encoding, raw: readonly string[]): EncodedBody => ({
  bytes,
  raw: [
    ...raw,
    ...(encoding === "identity" ? [] : ["Content-Encoding", encoding]),
    "Content-Length",
    String(bytes.length),
  ],
});

/** Encoding that a client prefers, and whether the client accepts an uncompressed body. */
export interface Coding {
  best: Encoding;
  takesPlain: boolean;
}

const PLAIN: Coding = { best: "identity", takesPlain: true };

const chosen = new Map<string, Coding | null>();

/**
 * Chooses the encoding for an `Accept-Encoding` header (RFC 9110, 12.5.3): the one that the client prefers, and the
 * smallest if it prefers several equally. `identity` is acceptable unless excluded, and any other encoding only if
 * listed. Returns null if the client accepts none. The choices for at most 100 header values are cached. Real clients
 * send fewer, and a flood of others must not fill the memory.
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
  // 0.0001 is less than any weight that a header can state: an unlisted `identity` is accepted but preferred least.
  const weight = (name: Encoding) => weights.get(name) ?? weights.get("*") ?? (name === "identity" ? 0.0001 : 0);
  const best = ENCODINGS.reduce((found, name) => (weight(name) > weight(found) ? name : found));
  return weight(best) > 0 ? { best, takesPlain: weight("identity") > 0 } : null;
}

/**
 * Returns the body in an encoding, or a promise of the body if it has yet to be compressed. Short bodies stay
 * uncompressed if the client accepts them.
 */
export function bodyIn(bodies: Bodies, { best, takesPlain }: Coding): EncodedBody | Promise<EncodedBody> {
  const { raw, identity } = bodies;
  if (best === "identity" || (takesPlain && identity.bytes.length < LEAST_BYTES)) return identity;
  return (
    bodies[best] ??
    COMPRESS[best](identity.bytes).then((bytes) => {
      const ready = readyOf(bytes, best, raw);
      bodies[best] = ready;
      return ready;
    })
  );
}
