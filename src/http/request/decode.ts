import { z } from "zod";
import type { RuleText } from "../../domain/error-phrases.ts";
import { type Issue, invalid } from "../../domain/errors.ts";
import { excerptOf, showInvisible } from "../../domain/plain-text.ts";
import { namedRule } from "../wire/rule.ts";

/**
 * Decodes a query. Each parameter may occur only once.
 * @throws Refusal `invalid`, as {@link decode} does
 */
export function decodeQuery<S extends z.ZodType>(schema: S, query: object): z.output<S> {
  const twice = Object.entries(query).filter(([, value]) => Array.isArray(value));
  if (twice.length > 0)
    throw invalid(twice.map(([path, value]) => ({ path, rule: ["repeated"], value: shown(value) })));
  return decode(schema, query);
}

/**
 * Decodes an input by its schema.
 * @throws Refusal `invalid` with every faulty field: its path, the broken rule and the value
 */
export function decode<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = z.safeDecode(schema, input as never);
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap((issue) => issuesOf(issue, input)));
}

function issuesOf(issue: z.core.$ZodIssue, input: unknown): Issue[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), rule: ["unknownField"] }));
  const value = issue.path.reduce<unknown>(
    (at, part) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined),
    input,
  );
  const path = issue.path.join(".") || "body";
  if (value === undefined) return [{ path, rule: ["required"] }];
  return [{ path, rule: ruleOf(issue), value: shown(value) }];
}

/** Returns the broken rule: the one that the schema names, or otherwise zod's own. */
function ruleOf(issue: z.core.$ZodIssue): RuleText {
  const named = namedRule(issue.message);
  if (named !== undefined) return named;
  switch (issue.code) {
    case "invalid_value":
      return ["oneOf", issue.values.join(", ")];
    case "invalid_type":
      return ["ofType", issue.expected];
    case "too_small":
      if (issue.origin === "string") return ["notEmpty"];
      return [issue.origin === "array" ? "leastItems" : "leastNumber", Number(issue.minimum)];
    case "too_big":
      if (issue.origin === "string") return ["mostCharacters", Number(issue.maximum)];
      return [issue.origin === "array" ? "mostItems" : "mostNumber", Number(issue.maximum)];
    case "invalid_format":
      return issue.pattern === undefined ? ["notValid"] : ["pattern", issue.pattern];
    default:
      return ["notValid"];
  }
}

const shown = (value: unknown): string => excerptOf(showInvisible(jsonOf(value)));

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // The value has thousands of nested brackets, which no real client sends.
    return "nested too deeply to show";
  }
}
