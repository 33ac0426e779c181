import { z } from "zod";
import { countiesOf } from "../../domain/places/county.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { inList } from "../../domain/places/in-list.ts";
import { countriesInto, placeName, statesOf } from "../../domain/places/region.ts";
import { FALLBACK } from "../../locales/index.ts";
import type { Route } from "../route.ts";
import { WEBHOOK_BODIES } from "../wire/webhook.ts";
import { CLOUD_EVENT_BODIES } from "./cloud-event.ts";
import { withExamples } from "./examples/examples.ts";
import { parametersOf } from "./parameters.ts";
import { HEADER_COMPONENTS, problemComponents, responsesOf } from "./responses.ts";
import { makeSchemaWriters, type SchemaWriter } from "./schemas.ts";
import { tagOf, tagsOf } from "./tags.ts";
import { describeWebhooks } from "./webhooks.ts";

/**
 * Returns the OpenAPI 3.1 description of the routes, generated from the schemas that decode their requests and encode
 * their answers. The description lists the states, counties and countries of `places`.
 */
export function openApiOf(routes: readonly Route[], version: string, places: readonly Crossing[]): object {
  const states = statesOf(places);
  const { meaning, whole, together } = describedBy(places);
  const { referring, named } = together([
    ...routes.flatMap(schemasOf),
    ...Object.values(WEBHOOK_BODIES),
    ...Object.values(CLOUD_EVENT_BODIES),
    Problem,
  ]);
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(route, { whole, referring }, meaning) };
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
    webhooks: describeWebhooks(referring),
    components: {
      schemas: withExamples(named),
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
  const { whole, meaning } = describedBy(places);
  return parametersOf(route, whole, meaning);
}

/** Returns the parts of the description that depend on the crossings. */
function describedBy(places: readonly Crossing[]) {
  const states = statesOf(places);
  const counties = countiesOf(places);
  const northern = countriesInto(places, "northbound").map(({ inText }) => placeName(inText, FALLBACK));
  return {
    ...makeSchemaWriters(states, counties),
    meaning: {
      direction:
        northern.length === 0
          ? "Only this direction"
          : `Only this direction; northbound leads into ${inList(northern, FALLBACK, "or")}`,
    },
  };
}

const FieldError = z.object({ path: z.string(), message: z.string() }).meta({
  id: "FieldError",
  description: "A wrong field: its path, and a message with the rule and the value",
});

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(FieldError).optional().meta({ description: "One entry for each wrong field" }),
  })
  .meta({ id: "Problem", description: "Why a request was refused or failed (RFC 9457)" });

/** Returns the schemas of the bodies of an endpoint. */
const schemasOf = ({ body, reply, also = {} }: Route): z.ZodType[] => [
  ...(body === undefined ? [] : [body]),
  reply,
  ...Object.values(also).flatMap((other) => (typeof other === "string" ? [] : [other.reply])),
];

function operation(
  route: Route,
  { whole, referring }: { whole: SchemaWriter; referring: SchemaWriter },
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
    parameters: parametersOf(route, whole, meaning),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !body.safeParse(undefined).success,
            content: { "application/json": { schema: referring(body) } },
          },
        }),
    responses: responsesOf(route, referring),
  };
}
