/**
 * Writes JSON in the canonical form of RFC 8785: without blanks, and with the members of each object sorted by their
 * UTF-16 code units. Omits members that are undefined. Strings must not contain lone surrogates, which PostgreSQL
 * refuses as well.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  // RFC 8785 writes numbers and strings as JSON.stringify does.
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = value as Record<string, unknown>;
  const names = Object.keys(members).filter((name) => members[name] !== undefined);
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(members[name])}`)
    .join()}}`;
}
