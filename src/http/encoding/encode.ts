import { z } from "zod";
import { rememberedFor } from "../../domain/remembered.ts";
import { mapInTurns, yieldTurn } from "../../yield-turn.ts";
import { encodeCompiled, hasChecks } from "./compiled-encode.ts";

/**
 * An answer as pieces of JSON text: the name and the value of each member. The value is one text, or one text per item
 * if it is a list. The name is null if the answer is not an object.
 */
export type JsonPieces = readonly (readonly [name: string | null, texts: readonly string[]])[];

/**
 * Depth to which nested lists are encoded item by item: the list of crossings, and the list of each crossing's
 * services. Another level would cost more time than it saves.
 */
const DEEPEST = 2;

/**
 * Encodes a value as `z.encode` does, but yields to the event loop after each list item. Encoding megabytes of
 * availability takes a tenth of a second. Without yielding, other requests would have to wait for all of it.
 * @throws ZodError if the value does not fit the schema
 */
export async function encode(schema: z.ZodType, value: unknown, depth = 0): Promise<unknown> {
  const lists = depth < DEEPEST && typeof value === "object" && value !== null ? listsOf(schema) : [];
  if (lists.length === 0) return encodeCompiled(schema, value);
  const given = value as Record<string, unknown>;
  const present = lists.filter(([name]) => Array.isArray(given[name]));
  // Encode all other members together, so that unknown members are still refused.
  const empty = Object.fromEntries(present.map(([name]) => [name, []]));
  const whole = encodeCompiled(schema, { ...given, ...empty }) as Record<string, unknown>;
  for (const [name, item] of present) {
    whole[name] = await mapInTurns(given[name] as unknown[], (each) => encode(item, each, depth + 1));
  }
  return whole;
}

type ListMember = readonly [name: string, item: z.ZodType];

/**
 * Returns those members of an object that are lists of objects. Lists and objects with their own checks are not split.
 */
const listsOf = rememberedFor((schema: z.ZodType): ListMember[] => {
  const members = schema instanceof z.ZodObject && !hasChecks(schema) ? Object.entries(schema.shape) : [];
  return members.flatMap(([name, each]): ListMember[] =>
    each instanceof z.ZodArray && !hasChecks(each) && each.element instanceof z.ZodObject ? [[name, each.element]] : [],
  );
});

/** Writes an encoded value as JSON, and yields to the event loop after each list item. */
export async function jsonPiecesOf(wire: unknown): Promise<JsonPieces> {
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

/** Joins the pieces into the same text that `JSON.stringify` returns. */
export function joinedJson(pieces: JsonPieces): string {
  const [first] = pieces;
  if (first?.[0] === null) return first[1].join("");
  return `{${pieces.map(([name, texts]) => `${JSON.stringify(name)}:${texts.join("")}`).join()}}`;
}
