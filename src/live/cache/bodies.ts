import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Shorter bodies are not worth their compression: they fit into one packet anyhow. */
const LEAST_BYTES = 860;

/** Brotli's own default takes ten times as long for a twentieth less; answers are made as people wait for them. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const COMPRESS = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, BROTLI),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

/** Bytes as they are sent, with their headers: names and values in turn. */
export interface Ready {
  bytes: Buffer;
  raw: readonly string[];
}

/** One answer in the encodings that were asked for so far, each made once, and the headers that all of them have. */
export interface Bodies {
  raw: readonly string[];
  identity: Ready;
  br?: Ready;
  gzip?: Ready;
}

/** A text with its headers, in no other encoding yet. */
export const readyBodies = (text: string, raw: readonly string[]): Bodies => ({
  raw,
  identity: readyOf(Buffer.from(text), "identity", raw),
});

const readyOf = (bytes: Buffer, encoding: Encoding, raw: readonly string[]): Ready => ({
  bytes,
  raw: [
    ...raw,
    ...(encoding === "identity" ? [] : ["Content-Encoding", encoding]),
    "Content-Length",
    String(bytes.length),
  ],
});

/** How an answer may be sent: the coding that a client likes best, and whether it takes one without any. */
export interface Coding {
  best: Encoding;
  takesPlain: boolean;
}

const PLAIN: Coding = { best: "identity", takesPlain: true };

const chosen = new Map<string, Coding | null>();

/**
 * The coding that a client takes, the smallest first, by RFC 9110, 12.5.3: what is not coded is acceptable unless it is
 * excluded, and a coding unless it is not listed. Null where there is nothing that it takes. The values of the header that
 * are around are few; what is sent to fill the memory is not kept.
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
  // Less than any weight that can be written: what is not named is taken, and liked least.
  const weight = (name: Encoding) => weights.get(name) ?? weights.get("*") ?? (name === "identity" ? 0.0001 : 0);
  const best = ENCODINGS.reduce((found, name) => (weight(name) > weight(found) ? name : found));
  return weight(best) > 0 ? { best, takesPlain: weight("identity") > 0 } : null;
}

/** The answer in a coding, or a promise of it where it is yet to be made. Short ones stay as they are where that is taken. */
export function bodyIn(bodies: Bodies, { best, takesPlain }: Coding): Ready | Promise<Ready> {
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
