import { isPreviewer, mayBePreview } from "./link-preview.ts";

/** What of a request's headers an answer from memory depends on; undefined where it is not sent. */
export interface Asked {
  accept: string | undefined;
  language: string | undefined;
  encoding: string | undefined;
  /** `If-None-Match`. */
  match: string | undefined;
  /** Two `Host` headers: whoever stands between may have gone by the other one, and RFC 9112 wants it refused. */
  hasTwoHosts: boolean;
}

type Field = Exclude<keyof Asked, "hasTwoHosts">;

/** Which header is meant by a name in small letters, by its length first: most names are of none that matters. */
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
 * Reads headers as they came, names and values in turn, for a request of `url`. Node's own `headers`, which it makes of all of them
 * when it is first asked, cost a tenth of an answer from memory. Who makes previews of links is taken to ask for the page.
 */
export function readAsked(raw: readonly string[], url: string | undefined): Asked {
  const asked: Asked = {
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
    // As RFC 9110 has it, several lines of one name are one list.
    asked[field] = before === undefined ? value : `${before}, ${value}`;
  }
  // What hardly any request has is looked for where the little that was seen says that it may be there.
  if (mayBeHosts > 1) asked.hasTwoHosts = valuesOf(raw, HOST).length > 1;
  if (mayBePreview(url, asked.accept) && valuesOf(raw, "user-agent").some(isPreviewer)) asked.accept = "text/html";
  return asked;
}

const HOST = "host";

/** The values of a header, by its name in small letters. */
const valuesOf = (raw: readonly string[], name: string): string[] =>
  raw.filter((_, i) => i % 2 === 1 && raw[i - 1]?.length === name.length && raw[i - 1]?.toLowerCase() === name);
