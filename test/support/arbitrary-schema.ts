import fc from "fast-check";

/** The parts of JSON Schema that the API description uses. */
export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  allOf?: { pattern: string }[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

const two = (value: number) => String(value).padStart(2, "0");
const day = fc
  .tuple(fc.integer({ min: 1890, max: 2210 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`);
const instant = fc
  .tuple(day, fc.nat(23), fc.nat(59), fc.constantFrom("Z", "-07:00", "+05:45", "-00:00"))
  .map(([date, hour, minute, offset]) => `${date}T${two(hour)}:${two(minute)}:00${offset}`);

/**
 * Generates text for a pattern. Dates, URLs and free text are recognised by their patterns, and some of the free text
 * does not match its pattern.
 */
function fitting(pattern: string): fc.Arbitrary<string> {
  if (/^\^\\d\{4\}/.test(pattern))
    return fc.oneof(
      day,
      instant,
      day.map((date) => date.slice(0, 7)),
    );
  if (/^\^\[Hh\]/.test(pattern))
    return fc.oneof(
      fc.webUrl(),
      fc.webUrl().map((url) => url.replace("//", "//user@")),
    );
  if (/^\^?\[\^|\\S$|\\p/.test(pattern)) return fc.oneof(fc.lorem(), fc.string({ unit: "grapheme", maxLength: 20 }));
  return fc.stringMatching(new RegExp(pattern, "u"));
}

/** Generates values that a schema usually allows. Rules outside the schema may still refuse these values. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  const { type, anyOf, oneOf, allOf, pattern } = schema;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(arbitraryOf));
  if (Array.isArray(type)) return fc.oneof(...type.map((each) => arbitraryOf({ ...schema, type: each })));
  switch (type) {
    case "string":
      if (schema.format === "date-time") return instant;
      return fitting(pattern ?? allOf?.at(-1)?.pattern ?? "^[^]*");
    case "integer":
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 2 ** 31, 2 ** 50),
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(arbitraryOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, property]) => [name, arbitraryOf(property)]),
        ),
        { requiredKeys: schema.required ?? [] },
      );
    default:
      return fc.jsonValue();
  }
}
