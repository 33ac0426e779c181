/**
 * Returns the `Link` header with the next page of a list (RFC 8288), for formats that cannot contain the link
 * themselves.
 */
export function nextPage(url: string, wire: unknown): Record<string, string> {
  const next = typeof wire === "object" && wire !== null && "next" in wire ? wire.next : null;
  if (typeof next !== "string") return {};
  const { pathname, searchParams } = new URL(url, "http://garita");
  searchParams.set("cursor", next);
  return { Link: `<${pathname}?${searchParams}>; rel="next"` };
}
