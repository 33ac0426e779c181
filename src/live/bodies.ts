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

const chosen = new Map<string, Encoding>();

/**
 * The encoding that a client takes, the smallest first. The values of the header that are around are few; what is sent
 * to fill the memory is not kept.
 */
export function chooseEncoding(accept: string | undefined): Encoding {
  if (accept === undefined) return "identity";
  const known = chosen.get(accept);
  if (known !== undefined) return known;
  const weights = new Map(
    accept
      .toLowerCase()
      .split(",")
      .map((part) => {
        const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
        const q = parameters.find((parameter) => parameter.startsWith("q="));
        return [name, q === undefined ? 1 : Number(q.slice(2)) || 0] as const;
      }),
  );
  const weight = (name: Encoding) => weights.get(name) ?? weights.get("*") ?? (name === "identity" ? 0.001 : 0);
  const encoding = ENCODINGS.reduce((best, name) => (weight(name) > weight(best) ? name : best));
  if (chosen.size < 100) chosen.set(accept, encoding);
  return encoding;
}

/** The answer in an encoding, or a promise of it where it is yet to be made. Short ones stay as they are. */
export function bodyIn(bodies: Bodies, encoding: Encoding): Ready | Promise<Ready> {
  const { raw, identity } = bodies;
  if (encoding === "identity" || identity.bytes.length < LEAST_BYTES) return identity;
  return (
    bodies[encoding] ??
    COMPRESS[encoding](identity.bytes).then((bytes) => {
      bodies[encoding] = readyOf(bytes, encoding, raw);
      return bodies[encoding];
    })
  );
}
