import { FeedError } from "./feed-error.ts";
import { asWindows1252 } from "./windows-1252.ts";

/** Byte order marks. UTF-32 comes first, because the mark of UTF-32LE begins with that of UTF-16LE. */
const MARKS: [mark: number[], encoding: string][] = [
  [[0xff, 0xfe, 0, 0], "utf-32"],
  [[0, 0, 0xfe, 0xff], "utf-32"],
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];
const DECLARATION = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/;
const CHARSET = /\bcharset\s*=\s*["']?([\w.:-]+)/i;

/**
 * Decodes a body and removes its byte order mark. Uses the encoding of that mark, of the content type or of the XML
 * declaration, in this order (RFC 7303, sections 3 and 3.2), or else UTF-8. Invalid bytes become U+FFFD.
 * @throws FeedError `not_a_feed` for UTF-32
 */
export function decodeBody(bytes: Uint8Array, contentType: string): string {
  const encoding = encodingOf(bytes, contentType);
  if (encoding === "utf-32") throw new FeedError("not_a_feed", "The body is in UTF-32, which is not supported.");
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding === "windows-1252" ? asWindows1252(text) : text;
}

function encodingOf(bytes: Uint8Array, contentType: string): string {
  const marked = MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked !== undefined) return marked[1];
  // Markup begins with ASCII, so a zero as first or second byte means UTF-16 (XML 1.0, appendix F).
  if (bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0)) return bytes[0] === 0 ? "utf-16be" : "utf-16le";
  const declaration = DECLARATION.exec(Buffer.from(bytes.subarray(0, 200)).toString("latin1"));
  return knownEncoding(CHARSET.exec(contentType)?.[1]) ?? knownEncoding(declaration?.[1]) ?? "utf-8";
}

/**
 * Returns the encoding for a label, or null if the label is unknown or unreliable. .NET declares UTF-16 in UTF-8
 * documents, and old servers send US-ASCII with everything.
 */
function knownEncoding(label: string | undefined): string | null {
  if (label === undefined || /^(?:us-)?ascii$/i.test(label)) return null;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith("utf-16") ? null : encoding;
  } catch {
    return null;
  }
}
