import type { z } from "zod";
import { FALLBACK } from "../../locales/index.ts";
import { PROBLEMS } from "../problem.ts";
import type { Route } from "../route.ts";
import { hasField, isKept } from "./parameters.ts";

type ProblemName = keyof typeof PROBLEMS;

const NO_CONTENT = 204;
const MOVED = 301;
const NOT_MODIFIED = 304;

/** Response headers. Each is documented for the endpoints that send it. */
export const HEADER_COMPONENTS = {
  ETag: "Identifies this version of the answer; send it back as If-None-Match. Of a subscription or a proposal: send it back as If-Match with a request that changes it",
  "Cache-Control": "How long the answer may be cached: at most until the next known change",
  "Garita-Stale":
    "Seconds since the answer was last known to be complete; only while the database is unavailable or too slow, or while a standby is behind its primary",
  "Content-Language": "The language of names and sentences",
  "Content-Disposition": "The name of the file, for formats that browsers save",
  Link: 'The next page, with rel="next", if there is one',
  Location: "The address of the new item",
  "Retry-After": "Seconds to wait before trying again",
  "WWW-Authenticate": "How to send a key",
};

type HeaderName = keyof typeof HEADER_COMPONENTS;

const ALWAYS: readonly HeaderName[] = ["Content-Language", "Cache-Control"];

const headers = (names: readonly HeaderName[]) => ({
  headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
});

/** Returns the responses of an endpoint by status, each with its headers and the schema of its body. */
export function responsesOf(route: Route, schemaOf: (schema: z.ZodType) => object): Record<string, object> {
  const { summary, forms = [], type = "application/json", status = 200, also = {} } = route;
  const plain = {
    ...headers(plainHeaders(route)),
    ...(status === NO_CONTENT
      ? {}
      : {
          content: {
            [type]: { schema: schemaOf(route.reply) },
            ...Object.fromEntries(forms.map((form) => [form.type, { schema: formSchema(form.type) }])),
          },
        }),
  };
  return {
    [status]: { description: summary, ...plain },
    ...Object.fromEntries(
      Object.entries(also).map(([code, other]) => [
        code,
        typeof other === "string"
          ? { description: other, ...plain }
          : { ...plain, description: other.description, content: { [type]: { schema: schemaOf(other.reply) } } },
      ]),
    ),
    ...(route.method === "get" && route.path.startsWith("/v1/crossings/:slug")
      ? {
          [MOVED]: {
            description:
              "The path contains another name of the crossing. Send the same request to the address in `Location`",
            ...headers(["Location", "Cache-Control"]),
          },
        }
      : {}),
    ...(isKept(route)
      ? {
          [NOT_MODIFIED]: {
            description: "The answer with the ETag in If-None-Match is still current",
            ...headers(["ETag", "Cache-Control", "Garita-Stale"]),
          },
        }
      : {}),
    ...Object.fromEntries(
      problemsOf(route).map((name) => [PROBLEMS[name].status, { $ref: `#/components/responses/${name}` }]),
    ),
  };
}

/** Returns the schema of a format. JSON formats are objects, and all others are text. */
const formSchema = (type: string): object => ({ type: /[/+]json$/.test(type) ? "object" : "string" });

/** Returns true if answers name the version of an item that people change. */
const hasTag = ({ isVersioned, reply }: Route): boolean => isVersioned === true && hasField(reply, "state");

function plainHeaders(route: Route): HeaderName[] {
  const { method, status, forms = [], type } = route;
  if (status === NO_CONTENT || type === "text/event-stream") return ["Cache-Control"];
  const isMade = method === "post" && (status === 201 || status === 202);
  return [
    ...ALWAYS,
    ...(isKept(route) ? (["ETag", "Garita-Stale"] as const) : []),
    ...(hasTag(route) ? (["ETag"] as const) : []),
    ...(isMade ? (["Location"] as const) : []),
    ...(forms.some(({ file, isSaved }) => isSaved === true || file !== undefined)
      ? (["Content-Disposition"] as const)
      : []),
    ...(hasField(route.query, "cursor") ? (["Link"] as const) : []),
  ];
}

function problemsOf(route: Route): ProblemName[] {
  const { method, role, params, problems = [] } = route;
  const names: ProblemName[] = [
    "invalid",
    ...(role === undefined ? [] : (["unauthorized", "forbidden"] as const)),
    ...(params === undefined ? [] : (["not_found"] as const)),
    "not_acceptable",
    ...(method === "get" ? [] : (["too_large", "unsupported"] as const)),
    ...problems,
    ...(route.isVersioned === true && method !== "get" ? (["changed"] as const) : []),
    "busy",
    "failure",
    "unavailable",
  ];
  return [...new Set(names)].sort((a, b) => PROBLEMS[a].status - PROBLEMS[b].status);
}

/** Returns the problem responses of the endpoints, each with its meaning. */
export const problemComponents = (): Record<string, object> =>
  Object.fromEntries(
    Object.entries(FALLBACK.errors.kinds).map(([name, { title, meaning }]) => [
      name,
      {
        description: `${title}. ${meaning}`,
        ...headers([
          "Cache-Control",
          ...(name === "unauthorized" ? (["WWW-Authenticate"] as const) : []),
          ...(name === "busy" || name === "unavailable" ? (["Retry-After"] as const) : []),
        ]),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
