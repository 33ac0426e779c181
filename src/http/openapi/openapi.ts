import { z } from "zod";
import { type County, countiesOf } from "../../domain/places/county.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { inList } from "../../domain/places/in-list.ts";
import { countriesInto, placeName, type Region, statesOf } from "../../domain/places/region.ts";
import { FALLBACK } from "../../locales/index.ts";
import type { Route } from "../route.ts";
import { describeCounties } from "../wire/county-code.ts";
import { describeStates } from "../wire/state-code.ts";
import { parametersOf } from "./parameters.ts";
import { HEADER_COMPONENTS, problemComponents, responsesOf } from "./responses.ts";
import { tagOf, tagsOf } from "./tags.ts";
import { describeWebhooks } from "./webhooks.ts";

/**
 * Returns the OpenAPI 3.1 description of the routes, generated from the schemas that decode their requests and encode
 * their answers. The description lists the states, counties and countries of `places`.
 */
export function openApiOf(routes: readonly Route[], version: string, places: readonly Crossing[]): object {
  const states = statesOf(places);
  const { schemaOf, meaning } = describedBy(places);
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(route, schemaOf, meaning) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Garita",
      version,
      summary: `Whether a border crossing in ${inList(
        states.map(({ name }) => placeName(name, FALLBACK)),
        FALLBACK,
        "or",
      )} is open, with the sources and the history of each answer.`,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: tagsOf(routes.map(({ path }) => path)),
    paths,
    webhooks: describeWebhooks(schemaOf),
    components: {
      schemas: { Problem: schemaOf(Problem) },
      headers: Object.fromEntries(
        Object.entries(HEADER_COMPONENTS).map(([name, description]) => [
          name,
          { description, schema: { type: "string" } },
        ]),
      ),
      responses: problemComponents(),
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key created by `npm run keys`" } },
    },
  };
}

/** Returns the parameters of a route as the description lists them, with the states, counties and countries of `places`. */
export function parametersIn(route: Route, places: readonly Crossing[]): object[] {
  const { schemaOf, meaning } = describedBy(places);
  return parametersOf(route, schemaOf, meaning);
}

/** Returns the parts of the description that depend on the crossings. */
function describedBy(places: readonly Crossing[]) {
  const states = statesOf(places);
  const counties = countiesOf(places);
  const northern = countriesInto(places, "northbound").map(({ inText }) => placeName(inText, FALLBACK));
  return {
    schemaOf: (schema: z.ZodType) => jsonSchemaOf(schema, states, counties),
    meaning: { direction: `Only this direction; northbound leads into ${inList(northern, FALLBACK, "or")}` },
  };
}

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .meta({ description: "One entry for each wrong field: its path, and a message with the rule and the value" }),
});

function operation(
  route: Route,
  schemaOf: (schema: z.ZodType) => object,
  meaning: Readonly<Record<string, string>>,
): object {
  const { body } = route;
  return {
    tags: [tagOf(route.path)],
    summary: route.summary,
    operationId: `${route.method}${route.path.replace(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    ...(route.role === undefined
      ? {}
      : {
          security: [{ key: [] }],
          description: `Needs a key with the role ${route.role}; an admin may do everything.`,
        }),
    parameters: parametersOf(route, schemaOf, meaning),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !body.safeParse(undefined).success,
            content: { "application/json": { schema: schemaOf(body) } },
          },
        }),
    responses: responsesOf(route, schemaOf),
  };
}

function jsonSchemaOf(schema: z.ZodType, states: readonly Region[], counties: readonly County[]): object {
  const codes = states.map(({ code }) => code);
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override({ jsonSchema }) {
      describeStates(jsonSchema, codes);
      describeCounties(jsonSchema, counties);
    },
  });
  return rest;
}
