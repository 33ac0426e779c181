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

/** The bytes of one answer in the encodings that were asked for so far, each made once. */
export interface Bodies {
  identity: Buffer;
  br?: Buffer;
  gzip?: Buffer;
}

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

/** The bytes in an encoding, or a promise of them where they are yet to be made. Short ones stay as they are. */
export function bodyIn(bodies: Bodies, encoding: Encoding): Buffer | Promise<Buffer> {
  if (encoding === "identity" || bodies.identity.length < LEAST_BYTES) return bodies.identity;
  return (
    bodies[encoding] ??
    COMPRESS[encoding](bodies.identity).then((bytes) => {
      bodies[encoding] = bytes;
      return bytes;
    })
  );
}

/** The encoding that {@link bodyIn} gives, by the bytes that it gave. */
export const encodingOf = (bodies: Bodies, body: Buffer): Encoding =>
  body === bodies.br ? "br" : body === bodies.gzip ? "gzip" : "identity";
