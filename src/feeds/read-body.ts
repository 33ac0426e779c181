import { FeedError } from "./feed-error.ts";

const PROLOG = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)["']/;
const CHARSET = /\bcharset\s*=\s*"?([\w-]+)/i;

/**
 * Gathers a body and decodes it: as ISO-8859-1 where its content type or, failing that, its XML prolog declares that,
 * else as UTF-8.
 * @throws FeedError `too_large` as soon as it is longer than `maxBytes`: the rest is neither kept nor read
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  contentType: string,
): Promise<string> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new FeedError("too_large", `The body is longer than ${maxBytes} bytes.`);
    kept.push(chunk);
  }
  return decode(Buffer.concat(kept), contentType);
}

function decode(bytes: Buffer, contentType: string): string {
  const declared = CHARSET.exec(contentType)?.[1] ?? PROLOG.exec(bytes.toString("latin1", 0, 200))?.[1] ?? "";
  const encoding = /^(?:iso-8859-1|latin1|windows-1252)$/i.test(declared) ? "windows-1252" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
