import { z } from "zod";
import { yieldTurn } from "../actions/yield-turn.ts";

/** An answer as JSON: of each member of an object, its name and its text, of a list in one text an item. */
export type JsonPieces = readonly (readonly [name: string | null, texts: readonly string[]])[];

/**
 * Encodes a value as `z.encode` does, an item of a list at a time: megabytes of accounts take a tenth of a second, for
 * which other requests would have to wait. Lists are looked for in objects and their items, as deep as they go.
 * @throws ZodError where the value does not fit
 */
export async function encode(schema: z.ZodType, value: unknown): Promise<unknown> {
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      items.push(await encode(schema.element as z.ZodType, item));
      await yieldTurn();
    }
    return items;
  }
  if (!isPlain(schema) || !hasList(schema) || typeof value !== "object" || value === null)
    return z.encode(schema, value as never);
  const given = value as Record<string, unknown>;
  const lists = Object.entries(schema.shape).filter(([name, each]) => isList(each) && Array.isArray(given[name]));
  // All but the lists at once: unknown members are refused as ever.
  const empty = Object.fromEntries(lists.map(([name]) => [name, []]));
  const whole = z.encode(schema, { ...given, ...empty } as never) as Record<string, unknown>;
  for (const [name, each] of lists) whole[name] = await encode(each as z.ZodType, given[name]);
  return whole;
}

/** True for objects without rules of their own, which would have to see all of the value. */
const isPlain = (schema: z.ZodType): schema is z.ZodObject =>
  schema instanceof z.ZodObject && (schema.def.checks ?? []).length === 0;

const hasList = ({ shape }: z.ZodObject): boolean => Object.values(shape).some(isList);

/** True for lists of objects that have no rules of their own. */
const isList = (schema: unknown): boolean =>
  schema instanceof z.ZodArray && (schema.def.checks ?? []).length === 0 && schema.element instanceof z.ZodObject;

/** Writes what is encoded as JSON, an item of a list at a time. */
export async function piecesOf(wire: unknown): Promise<JsonPieces> {
  if (typeof wire !== "object" || wire === null || Array.isArray(wire)) return [[null, [JSON.stringify(wire)]]];
  const pieces: [string, string[]][] = [];
  for (const [name, value] of Object.entries(wire)) {
    if (value === undefined) continue;
    if (!Array.isArray(value) || value.length === 0) {
      pieces.push([name, [JSON.stringify(value)]]);
      continue;
    }
    const texts: string[] = [];
    for (const [i, item] of value.entries()) {
      texts.push(`${i === 0 ? "[" : ","}${JSON.stringify(item)}`);
      await yieldTurn();
    }
    pieces.push([name, [...texts, "]"]]);
  }
  return pieces;
}

/** The text of all pieces, as `JSON.stringify` gives it. */
export function joinedJson(pieces: JsonPieces): string {
  const [first] = pieces;
  if (first?.[0] === null) return first[1].join("");
  return `{${pieces.map(([name, texts]) => `${JSON.stringify(name)}:${texts.join("")}`).join()}}`;
}
