import fc from "fast-check";
import { arbitraryOf, type Schema } from "./arbitrary-schema.ts";

/** A parameter in the API description. */
export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description: string;
  schema: Schema;
}
/** A response in the API description. */
export interface Response {
  $ref?: string;
  description: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema: Schema }>;
}
/** An endpoint in the API description. */
export interface Operation {
  tags: string[];
  method: string;
  path: string;
  summary: string;
  security?: object[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, Response>;
}

/** Existing data of the service under test. */
export interface World {
  /** Keys by role. */
  keys: Record<string, string>;
  /** Existing ids, by parameter name or by the first segment of the path. */
  there: Record<string, string[]>;
}

/** A URL to which tests may post. No server listens at this URL. */
export const NEIGHBOUR = "http://127.0.0.1:9/";

/** A request, and the endpoint that it was generated for. */
export interface Made {
  operation: Operation;
  url: string;
  init: RequestInit & { headers: Record<string, string> };
}

/** Values that break most rules: wrong types, empty, long, invisible, out of range, or not decodable. */
const broken = fc.oneof(
  fc.constantFrom(
    ...["", " ", "null", "0", "-1", "1e9", "999999999999999", "-999999999999999.1.0.1", "9".repeat(40), "..", "%00"],
    ...["\u0000", "\u202e", "'; DROP TABLE report; --", "{}", "a".repeat(3000), "2023-13-45", "2023-02-30T25:61:00Z"],
    ...["9999-12-31T23:59:59Z", "-271821-04-20", "+275760-09-13T00:00:00Z", "Infinity", "NaN", "1,2,3,4,5", "ñ", "🚧"],
  ),
  fc.string(),
  fc.string({ unit: "binary" }),
);
const isHeader = (text: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);

/** Generates valid and invalid requests to an endpoint, with existing and made-up ids, and with or without a key. */
export function requestsOf(operation: Operation, { keys, there }: World): fc.Arbitrary<Made> {
  const { path, method, parameters, requestBody } = operation;
  const place = /^\/v1\/(\w+)/.exec(path)?.[1] ?? "";
  const soundOf = ({ name, schema }: Parameter): fc.Arbitrary<unknown> => {
    const known = there[name] ?? (name === "id" ? there[place] : undefined);
    const sound = arbitraryOf(schema);
    return known === undefined ? sound : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, sound);
  };
  const fieldOf = (parameter: Parameter) =>
    fc.record({
      value: fc.oneof(
        { weight: 6, arbitrary: soundOf(parameter).map((value) => [String(value)]) },
        { weight: 1, arbitrary: broken.map((value) => [value]) },
        ...(parameter.in === "query"
          ? [{ weight: 1, arbitrary: fc.tuple(soundOf(parameter).map(String), soundOf(parameter).map(String)) }]
          : []),
      ),
      // Few optional parameters at a time, so that many requests succeed.
      isGiven: parameter.required
        ? fc.constant(true)
        : fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    });
  const schema = requestBody?.content["application/json"]?.schema;
  const sound =
    schema === undefined ? fc.constant(undefined) : arbitraryOf(schema).map((body) => withKnown(body, there));
  const bodies = fc.oneof(
    { weight: 6, arbitrary: sound.map((body) => (body === undefined ? undefined : JSON.stringify(body))) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
  const json = fc.constant<string | undefined>("application/json");
  return fc
    .record({
      fields: fc.tuple(...parameters.map(fieldOf)),
      strange: fc.oneof(
        { weight: 9, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.array(broken) },
      ),
      body: method === "get" ? fc.constant(undefined) : bodies,
      type: fc.oneof(
        { weight: 8, arbitrary: json },
        { weight: 2, arbitrary: fc.constantFrom(undefined, "text/plain", "application/json; charset=utf-16") },
      ),
      accept: fc.oneof(
        { weight: 8, arbitrary: fc.constant("*/*") },
        { weight: 1, arbitrary: fc.constantFrom("application/json", "text/csv", "image/png", "text/*;q=0.1", ";;") },
      ),
      encoding: fc.constantFrom("identity", "gzip, br", "*;q=0", "identity;q=0", "identity;q=0, gzip", "br;q=x"),
      key: fc.oneof(
        { weight: 8, arbitrary: fc.constant(keys.admin) },
        { weight: 2, arbitrary: fc.constantFrom(keys.recorder, keys.subscriber, "nobody", undefined) },
      ),
    })
    .map(({ fields, strange, body, type, accept, encoding, key }) => {
      const query = new URLSearchParams(strange.map((value, i) => [`strange${i}`, value] as [string, string]));
      const headers: Record<string, string> = { accept };
      // Other encodings are rare, because most requests should test something else.
      if (strange.length > 0 || encoding === "gzip, br") headers["accept-encoding"] = encoding;
      let address = path;
      parameters.forEach(({ name, in: where }, i) => {
        const { value = [], isGiven = false } = fields[i] ?? {};
        if (!isGiven) return;
        const [first = ""] = value;
        if (where === "query") for (const each of value) query.append(name, each);
        else if (where === "path")
          address = address.replace(`{${name}}`, encodeURIComponent(isSegment(first) ? wellFormed(first) : "x"));
        else if (isHeader(first)) headers[name.toLowerCase()] = first;
      });
      if (operation.security !== undefined && key !== undefined) headers.authorization = `Bearer ${key}`;
      if (body !== undefined && type !== undefined) headers["content-type"] = type;
      return {
        operation,
        url: `${address}${query.size > 0 ? `?${query}` : ""}`,
        init: { method: method.toUpperCase(), headers, ...(body === undefined ? {} : { body: Buffer.from(body) }) },
      };
    });
}

/** Clients remove segments such as `..` from an address before they send it. */
const isSegment = (text: string) => text !== "" && !/^\.{1,2}$/.test(text);

const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, "x");

/** Puts existing crossings, and some usable dates and URLs, into a body. */
function withKnown(body: unknown, there: World["there"]): unknown {
  if (Array.isArray(body)) return body.map((each) => withKnown(each, there));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (name === "crossing" && String(value).length % 4 > 0) return [name, there.slug?.[String(value).length % 2]];
      if (name === "effectiveAt" && String(value).length % 2 === 0) return [name, "2026-03-02"];
      if (name === "url" && String(value).length % 2 === 0) return [name, NEIGHBOUR];
      return [name, withKnown(value, there)];
    }),
  );
}
