import { z } from "zod";
import type { County } from "../../domain/places/county.ts";
import type { Region } from "../../domain/places/region.ts";
import { describeCounties } from "../wire/county-code.ts";
import { describeStates } from "../wire/state-code.ts";

/** A schema in the form of JSON Schema. */
export type JsonSchema = Record<string, unknown>;

/** Converts a schema of zod to JSON Schema. */
export type SchemaWriter = (schema: z.ZodType) => JsonSchema;

/** Metadata of schemas without their names, and without the descriptions of those that have names. */
const NAMELESS = {
  get(schema: z.ZodType) {
    const { id, description, ...rest } = z.globalRegistry.get(schema) ?? {};
    return id === undefined ? { ...rest, ...(description === undefined ? {} : { description }) } : rest;
  },
} as unknown as typeof z.globalRegistry;

/** Returns functions that convert schemas, which list the given states and counties. */
export function makeSchemaWriters(states: readonly Region[], counties: readonly County[]) {
  const codes = states.map(({ code }) => code);
  const written = (schema: z.ZodType, metadata = z.globalRegistry) =>
    z.toJSONSchema(schema, {
      io: "input",
      unrepresentable: "any",
      metadata,
      override({ jsonSchema }) {
        describeStates(jsonSchema, codes);
        describeCounties(jsonSchema, counties);
      },
    });
  /** Converts a schema with everything in it. */
  const whole: SchemaWriter = (schema) => {
    const { $schema: _, ...rest } = written(schema, NAMELESS);
    return rest;
  };
  /**
   * Converts all schemas at once. `referring` returns a converted one, which refers to those with a name, and `named`
   * has these by name. Throws an Error if two different schemas have the same name.
   */
  function together(schemas: readonly z.ZodType[]): { referring: SchemaWriter; named: Record<string, JsonSchema> } {
    const keys = new Map([...new Set(schemas)].map((schema, i) => [schema, `${i}`]));
    const all = z.object(Object.fromEntries([...keys].map(([schema, key]) => [key, schema])));
    const text = JSON.stringify(written(all)).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { properties, $defs: named = {} } = JSON.parse(text);
    return { referring: (schema) => properties[keys.get(schema) ?? ""], named };
  }
  return { whole, together };
}
