import { isPreviewer, mayBePreview } from "./link-preview.ts";

/** Request headers on which a cached answer depends. A header that was not sent is undefined. */
export interface RequestHeaders {
  accept: string | undefined;
  language: string | undefined;
  encoding: string | undefined;
  /** `If-None-Match`. */
  match: string | undefined;
  /**
   * True if the request has two `Host` headers. A proxy and this server may each use a different one, so RFC 9112
   * requires a refusal.
   */
  hasTwoHosts: boolean;
}

type Field = Exclude<keyof RequestHeaders, "hasTwoHosts">;

/**
 * Field for each lower-case header name, indexed first by the length of the name. Most headers can be skipped by their
 * length alone.
 */
const FIELDS: readonly (Readonly<Record<string, Field>> | undefined)[] = byLength({
  accept: "accept",
  "accept-language": "language",
  "accept-encoding": "encoding",
  "if-none-match": "match",
});

function byLength(fields: Record<string, Field>): Record<string, Field>[] {
  const lists: Record<string, Field>[] = [];
  for (const [name, field] of Object.entries(fields)) lists[name.length] = { ...lists[name.length], [name]: field };
  return lists;
}

/**
 * Reads the raw headers of a request for `url`. Names and values alternate in `raw`. Node's own `headers` object is not
 * used, because creating it takes a tenth of the time needed to serve a cached answer. Programs that preview links are
 * treated as requesting HTML.
 */
export function readRequestHeaders(raw: readonly string[], url: string | undefined): RequestHeaders {
  const asked: RequestHeaders = {
    accept: undefined,
    language: undefined,
    encoding: undefined,
    match: undefined,
    hasTwoHosts: false,
  };
  let mayBeHosts = 0;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? "";
    if (name.length === HOST.length) mayBeHosts++;
    const field = FIELDS[name.length]?.[name.toLowerCase()];
    if (field === undefined) continue;
    const value = raw[i + 1] ?? "";
    const before = asked[field];
    // RFC 9110: several lines with one name form one list.
    asked[field] = before === undefined ? value : `${before}, ${value}`;
  }
  // Two hosts and link previews are rare, so search for them only if the loop has found a sign of them.
  if (mayBeHosts > 1) asked.hasTwoHosts = valuesOf(raw, HOST).length > 1;
  if (mayBePreview(url, asked.accept) && valuesOf(raw, "user-agent").some(isPreviewer)) asked.accept = "text/html";
  return asked;
}

const HOST = "host";

/** Returns the values of the header with this lower-case name. */
const valuesOf = (raw: readonly string[], name: string): string[] =>
  raw.filter((_, i) => i % 2 === 1 && raw[i - 1]?.length === name.length && raw[i - 1]?.toLowerCase() === name);
