import type { JsonSchema } from "../schemas.ts";
import { doubtExamples } from "./doubts.ts";
import { figureExamples } from "./figures.ts";
import { interchangeExamples } from "./interchange.ts";
import { reportExamples } from "./reports.ts";
import { statusExamples } from "./statuses.ts";
import { subscriptionExamples } from "./subscriptions.ts";

/** Examples of schemas, most of them of whole answers and requests. */
const WHOLE: Readonly<Record<string, unknown>> = {
  ...statusExamples,
  ...doubtExamples,
  ...figureExamples,
  ...reportExamples,
  ...subscriptionExamples,
  ...interchangeExamples,
};

const REF = "#/components/schemas/";

/**
 * Returns named schemas with an example each. A schema without an example of its own gets the first part of another
 * example that it describes.
 */
export function withExamples(named: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const found = new Map(Object.entries(WHOLE));
  const visit = (schema: JsonSchema | undefined, value: unknown): void => {
    if (schema === undefined || value === null || value === undefined) return;
    const { $ref, anyOf, items, properties } = schema as {
      $ref?: string;
      anyOf?: JsonSchema[];
      items?: JsonSchema;
      properties?: Record<string, JsonSchema>;
    };
    if ($ref !== undefined) {
      const name = $ref.slice(REF.length);
      if (!found.has(name)) found.set(name, value);
      visit(named[name], value);
    }
    for (const one of anyOf ?? []) visit(one, value);
    if (Array.isArray(value)) for (const item of value) visit(items, item);
    else if (typeof value === "object")
      for (const [name, member] of Object.entries(value)) visit(properties?.[name], member);
  };
  for (const [name, value] of Object.entries(WHOLE)) visit(named[name], value);
  return Object.fromEntries(
    Object.entries(named)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, schema]) => [name, found.has(name) ? { ...schema, examples: [found.get(name)] } : schema]),
  );
}
