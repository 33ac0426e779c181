import { decodeBody } from "./decode-body.ts";
import { FeedError } from "./feed-error.ts";

/**
 * Reads a body and decodes it with {@link decodeBody}.
 * @throws FeedError `too_large` as soon as the body exceeds `maxBytes`
 */
export async function downloadBody(
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
  return decodeBody(Buffer.concat(kept), contentType);
}
