import { isPreviewer, mayBePreview } from "./link-preview.ts";

/** Request headers that affect a cached answer. Undefined if not sent. */
export interface RequestHeaders {
  accept: string | undefined;
  language: string | undefined;
  encoding: string | undefined;
  /** `If-None-Match`. */
  match: string | undefined;
  /** `Accept-Datetime`. Such a request is never served from the cache. */
  datetime: string | undefined;
  /**
   * True if the request has two `Host` headers. RFC 9112 requires a refusal, because a proxy may use one of them and
   * this server the other.
   */
  hasTwoHosts: boolean;
}

type Field = Exclude<keyof RequestHeaders, "hasTwoHosts">;

/**
 * Fields by the length of the header's name, then by the name in lower case. Most headers can be skipped by length
 * alone.
 */
const FIELDS: readonly (Readonly<Record<string, Field>> | undefined)[] = byLength({
  accept: "accept",
  "accept-language": "language",
  "accept-encoding": "encoding",
  "if-none-match": "match",
  "accept-datetime": "datetime",
});

function byLength(fields: Record<string, Field>): Record<string, Field>[] {
  const lists: Record<string, Field>[] = [];
  for (const [name, field] of Object.entries(fields)) lists[name.length] = { ...lists[name.length], [name]: field };
  return lists;
}

/**
 * Reads the raw headers of a request for `url`. In `raw`, names and values alternate. Node's `headers` object is not
 * used, because building it takes a tenth of the time of a cached answer. Programs that preview links get `text/html`.
 */
export function readRequestHeaders(raw: readonly string[], url: string | undefined): RequestHeaders {
  const asked: RequestHeaders = {
    accept: undefined,
    language: undefined,
    encoding: undefined,
    match: undefined,
    datetime: undefined,
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
    // Several header lines with the same name form one list (RFC 9110).
    asked[field] = before === undefined ? value : `${before}, ${value}`;
  }
  // Two hosts and link previews are rare, so the slow searches run only if the loop found a sign of them.
  if (mayBeHosts > 1) asked.hasTwoHosts = valuesOf(raw, HOST).length > 1;
  if (mayBePreview(url, asked.accept) && valuesOf(raw, "user-agent").some(isPreviewer)) asked.accept = "text/html";
  return asked;
}

const HOST = "host";

/** Returns the values of a header, given its lower-case name. */
const valuesOf = (raw: readonly string[], name: string): string[] =>
  raw.filter((_, i) => i % 2 === 1 && raw[i - 1]?.length === name.length && raw[i - 1]?.toLowerCase() === name);
