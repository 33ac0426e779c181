import { createHash } from "node:crypto";
import type { ExpectedVersion } from "../../domain/expected-version.ts";

/** Separates the version of an item from the hash of its representation. */
const SEPARATOR = ".";

/**
 * Returns the ETag of an item: its version, which changes if somebody changes the item, and a hash of the whole answer.
 * `If-Match` compares versions only, so that the progress of deliveries refuses no request.
 */
export const versionTag = (version: string, answer: unknown): string =>
  `"${version}${SEPARATOR}${createHash("sha256").update(JSON.stringify(answer)).digest("base64url").slice(0, 12)}"`;

/** Reads `If-Match`. A weak tag matches nothing (RFC 9110, section 13.1.1). Returns undefined without the header. */
export function expectedVersion(header: string | undefined): ExpectedVersion | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (text === "*") return { versions: null, text };
  const tags = text.split(/\s*,\s*/);
  return { versions: tags.flatMap((tag) => /^"([\w-]+)\.[\w-]{12}"$/.exec(tag)?.[1] ?? []), text };
}
