import type { Request } from "express";

/** Submitted fields by name. A field that occurs more than once is a list. */
export type Fields = Record<string, string | string[]>;

/**
 * Returns the fields of a request, or none if the request has no form. Converts the line breaks that browsers submit
 * (CR LF) to LF.
 */
export function fieldsOf(req: Request): Fields {
  const body: unknown = req.body;
  if (typeof body !== "object" || body === null) return {};
  return Object.fromEntries(
    Object.entries(body as Fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(plain) : plain(value),
    ]),
  );
}

const plain = (value: string): string => value.replace(/\r\n?/g, "\n");

/** Returns the value of a single field, or an empty text. */
export function field(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === "string" ? value : "";
}

/** Returns one pair for each value of each field. */
export const pairsOf = (fields: Fields): [name: string, value: string][] =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]));

/** Converts the pairs of {@link pairsOf} back to fields. */
export function fromPairs(pairs: Iterable<readonly [string, string]>): Fields {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}
