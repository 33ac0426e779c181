import type { Request } from "express";

/** What a form sent, by the names of its fields; a field that came more than once is a list. */
export type Fields = Record<string, string | string[]>;

/** The fields of a request, and none where it has no form. Line feeds come alone, as they are typed. */
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

/** The value of a field that comes once, or empty. */
export function field(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === "string" ? value : "";
}

/** Every field with each of its values. */
export const pairsOf = (fields: Fields): [name: string, value: string][] =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]));

/** The fields that {@link pairsOf} gave. */
export function fromPairs(pairs: Iterable<readonly [string, string]>): Fields {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}
