import { z } from "zod";
import { describeWebhooks } from "./openapi-webhooks.ts";
import { PROBLEMS } from "./problem.ts";
import type { Route } from "./route.ts";

/** The OpenAPI 3.1 description of the routes, made from the schemas by which they decode and encode. */
export function openApiOf(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Garita",
      version,
      summary:
        "Whether a border crossing of Texas, Arizona or California is open, who said so, and what was known when.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths,
    webhooks: describeWebhooks(schemaOf),
    components: {
      schemas: { Problem: schemaOf(Problem) },
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key made by `npm run keys`" } },
    },
  };
}

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** The status of an answer without a body. */
const NO_CONTENT = 204;

function operation(route: Route): object {
  const problem = {
    description: "A problem",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  const forms = Object.fromEntries((route.forms ?? []).map(({ type }) => [type, { schema: { type: "string" } }]));
  const content = { [route.type ?? "application/json"]: { schema: schemaOf(route.reply) }, ...forms };
  return {
    summary: route.summary,
    operationId: `${route.method}${route.path.replace(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    ...(route.role === undefined
      ? {}
      : {
          security: [{ key: [] }],
          description: `Needs a key with the role ${route.role}; an admin may do everything.`,
        }),
    parameters: [...parameters(route, "path"), ...parameters(route, "query"), ...own(route)],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: schemaOf(route.body) } } } }),
    responses: {
      [route.status ?? 200]: { description: route.summary, ...(route.status === NO_CONTENT ? {} : { content }) },
      ...(route.method === "get" && route.path.startsWith("/v1/crossings/:slug") ? { 301: MOVED } : {}),
      "4XX": problem,
      [PROBLEMS.unavailable.status]: problem,
    },
  };
}

/** A crossing may be asked for by any of its names. */
const MOVED = {
  description: "The crossing is named by an alias: ask its own address, with the same question",
  headers: { Location: { schema: { type: "string" } } },
};

function parameters(route: Route, place: "path" | "query"): object[] {
  const schema = place === "path" ? route.params : route.query;
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || !(field instanceof z.ZodOptional),
    schema: schemaOf(field as z.ZodType),
  }));
}

/** Parameters that the edge takes by itself. */
function own({ forms = [], path, method }: Route): object[] {
  const format = {
    name: "format",
    in: "query",
    required: false,
    schema: { enum: ["json", ...forms.map((form) => form.name)] },
  };
  const once = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    schema: { type: "string", minLength: 1, maxLength: 255 },
  };
  return [...(forms.length > 0 ? [format] : []), ...(method === "post" && path === "/v1/reports" ? [once] : [])];
}

function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
