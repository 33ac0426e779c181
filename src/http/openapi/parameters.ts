import { z } from "zod";
import { LANGUAGES } from "../../locales/index.ts";
import type { Route } from "../route.ts";
import { text } from "../wire/wire.ts";

/** Description of each parameter. A name means the same at every endpoint. A schema may add its own description. */
const MEANINGS: Record<string, string> = {
  slug: "The crossing, by the slug that the list of crossings gives, such as lukeville",
  id: "The id, as given in an earlier answer",
  name: "The name of the job",
  at: "The instant to answer for; now if omitted. Escape the plus sign of an offset as %2B",
  knownAt: "Count only reports on record at this instant, which must not be in the future",
  publishedBefore: "Count only reports published before this instant",
  mode: "Only this mode of traffic",
  state: "Only crossings of this state",
  county: "Only crossings of this county, by FIPS code or name; accents and case do not matter",
  port: "Only crossings of the CBP port of entry with this code, such as 2402",
  status: "Only crossings with a service of this status",
  open: "Only crossings that are open (true), not open (false), or not known to be either (unknown)",
  q: "Only crossings with these words in a name or alias; accents and case do not matter",
  near: "Sort by distance from this point: latitude,longitude in degrees, such as 31.75,-106.49",
  bbox: "Only crossings within west,south,east,north in degrees, such as -117.2,32.4,-116.8,32.6",
  from: "The start of the range: an instant, or the beginning of a day or month in the crossing's local time",
  to: "The end of the range: an instant, or the end of a day or month in the crossing's local time",
  limit: "The number of items on a page",
  cursor: "The `next` of the previous page",
  after: "Only reports recorded after this `seq`",
  view: "items: the record line by line; spans: intervals in which the status stayed the same",
  lane: "Only this kind of lane",
  kind: "Only reports from this kind of source",
  publisher: "Only reports by the publisher with exactly this name",
  crossing: "Only the crossing with this slug",
  format: "The format of the answer; overrides Accept",
};

/**
 * Returns the parameters of an endpoint, each with its description. `meaning` contains the descriptions that depend on
 * the crossings.
 */
export function parametersOf(
  route: Route,
  schemaOf: (schema: z.ZodType) => object,
  meaning: Readonly<Record<string, string>>,
): object[] {
  const meanings = { ...MEANINGS, ...meaning };
  const { forms = [] } = route;
  const hasOwnFormat = hasField(route.query, "format");
  const format: Record<string, z.ZodType> =
    forms.length === 0 || hasOwnFormat
      ? {}
      : { format: z.enum(["json", ...forms.map((form) => form.name)]).optional() };
  const [path, query] = [route.params, route.query].map((schema) =>
    schema instanceof z.ZodObject ? schema.shape : {},
  );
  return [
    ...listed("path", path ?? {}, schemaOf, meanings),
    ...listed("query", { ...query, ...format }, schemaOf, meanings),
    ...listed("header", headersOf(route), schemaOf, meanings),
  ];
}

const HEADERS = {
  "Accept-Language": `${LANGUAGES.join(" or ")}, as browsers send it`,
  "If-None-Match":
    "The `ETag` of an answer that the client has cached. If that answer is still current, the status is 304",
  "If-Match":
    "The `ETag` of the item as you read it, or `*`. If somebody has changed it since, the status is 412, and nothing is done",
  "Idempotency-Key":
    "Makes the request safe to repeat. If the same client sends the same Idempotency-Key and body again within seven days, nothing more is recorded, and the answer is the report recorded first",
  "Last-Event-ID":
    "The `seq` of the last event received. The stream continues after this event. Takes precedence over `after`",
};

function headersOf(route: Route): Record<string, z.ZodType> {
  const language = route.type === "text/event-stream" ? [] : ["Accept-Language" as const];
  const own = [
    ...language,
    ...(isKept(route) ? ["If-None-Match" as const] : []),
    ...(route.isVersioned === true && route.method !== "get" ? ["If-Match" as const] : []),
    ...(route.method === "post" && route.path === "/v1/reports" ? ["Idempotency-Key" as const] : []),
    ...(route.path === "/v1/stream" ? ["Last-Event-ID" as const] : []),
  ];
  const schemas = {
    "If-Match": z.string().regex(/^(?:\*|"[^"]*"(?:, *"[^"]*")*)$/),
    "Idempotency-Key": text(255).min(1),
    "Last-Event-ID": z.string().regex(/^\d{1,15}$/),
  };
  return Object.fromEntries(
    own.map((name) => [name, (name in schemas ? schemas[name as keyof typeof schemas] : z.string()).optional()]),
  );
}

/** Returns true if an object schema has a field. */
export const hasField = (schema: z.ZodType | undefined, name: string): boolean =>
  schema !== undefined && "shape" in schema && Object.hasOwn(schema.shape as object, name);

/** Returns true if answers of an endpoint carry an ETag. */
export const isKept = ({ method, role, isKept: is }: Route): boolean => is ?? (method === "get" && role === undefined);

function listed(
  place: "path" | "query" | "header",
  fields: Readonly<Record<string, z.ZodType>>,
  schemaOf: (schema: z.ZodType) => object,
  meanings: Readonly<Record<string, string>>,
): object[] {
  return Object.entries(fields).map(([name, field]) => {
    const { description, ...schema } = schemaOf(field) as { description?: string };
    const own = field.meta()?.description ?? (place === "header" ? HEADERS[name as keyof typeof HEADERS] : undefined);
    return {
      name,
      in: place,
      required: place === "path" || !(field instanceof z.ZodOptional),
      description: own ?? [meanings[name], description].filter((part) => part !== undefined).join(". "),
      schema,
    };
  });
}
