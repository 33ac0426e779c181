import { z } from "zod";
import { type Issue, invalid } from "../../domain/errors.ts";
import { showInvisible } from "../../domain/plain-text.ts";

/**
 * Decodes a query. Each parameter may occur only once.
 * @throws Refusal `invalid`, as {@link decode} does
 */
export function decodeQuery<S extends z.ZodType>(schema: S, query: object): z.output<S> {
  const twice = Object.entries(query).filter(([, value]) => Array.isArray(value));
  if (twice.length > 0)
    throw invalid(twice.map(([path, value]) => ({ path, message: `is given more than once${shown(value)}` })));
  return decode(schema, query);
}

/**
 * Decodes an input by its schema.
 * @throws Refusal `invalid` with every faulty field: its path, the broken rule and the value
 */
export function decode<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = z.safeDecode(schema, input as never);
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap((issue) => told(issue, input)));
}

function told(issue: z.core.$ZodIssue, input: unknown): Issue[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "is not known here" }));
  const value = issue.path.reduce<unknown>(
    (at, part) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined),
    input,
  );
  return [{ path: issue.path.join(".") || "body", message: `${rule(issue, value)}${shown(value)}` }];
}

function rule(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return "is required";
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small" && issue.origin === "string") return "must not be empty";
  return issue.message;
}

/** The longest part of a wrong value that an error message shows. */
const SHOWN = 60;

function shown(value: unknown): string {
  if (value === undefined) return "";
  const text = showInvisible(jsonOf(value));
  return `, and is ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}`;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // Thousands of nested brackets, which no client sends in earnest.
    return "nested too deeply to show";
  }
}
