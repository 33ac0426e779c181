/** What of a request's headers an answer from memory depends on; undefined where it is not sent. */
export interface Asked {
  accept?: string;
  language?: string;
  encoding?: string;
  /** `If-None-Match`. */
  match?: string;
}

/** Which header is meant by a name in small letters. */
const FIELDS: Readonly<Record<string, keyof Asked>> = {
  accept: "accept",
  "accept-language": "language",
  "accept-encoding": "encoding",
  "if-none-match": "match",
};
const LENGTHS = new Set(Object.keys(FIELDS).map((name) => name.length));

/**
 * Reads headers as they came, names and values in turn. Node's own `headers`, which it makes of all of them when it is first
 * asked, cost a tenth of an answer from memory.
 */
export function readAsked(raw: readonly string[]): Asked {
  const asked: Asked = {};
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? "";
    const field = LENGTHS.has(name.length) ? FIELDS[name.toLowerCase()] : undefined;
    if (field === undefined) continue;
    const value = raw[i + 1] ?? "";
    const before = asked[field];
    // As RFC 9110 has it, several lines of one name are one list.
    asked[field] = before === undefined ? value : `${before}, ${value}`;
  }
  return asked;
}
