import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Schema } from "./arbitrary-schema.ts";
import type { Made, Operation, Response } from "./openapi-requests.ts";

/** The status of an answer, and a sentence for each difference from the description. */
export interface Compared {
  status: number;
  told: string[];
}

/** The API description of a service. */
export interface ApiDescription {
  tags: { name: string }[];
  operations: Operation[];
  /** Sends a request to the service, and compares the answer with the description. */
  differences(made: Made): Promise<Compared>;
}

/** Reads the API description of the service at `url`. */
export async function readApiDescription(url: string): Promise<ApiDescription> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    tags: { name: string }[];
    paths: Record<string, Record<string, object>>;
    components: { responses: Record<string, Response>; schemas: Record<string, Schema> };
  };
  const { schemas } = document.components;
  const responses = dereferenced(document.components.responses, schemas);
  const troubleOf = makeValidator();
  const resolved = (response: Response | undefined): Response | undefined =>
    response?.$ref === undefined ? response : responses[response.$ref.split("/").at(-1) ?? ""];
  return {
    tags: document.tags,
    operations: Object.entries(dereferenced(document.paths, schemas)).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation }) as unknown as Operation),
    ),
    async differences({ operation, url: path, init }) {
      const controller = new AbortController();
      const answer = await fetch(`${url}${path}`, { ...init, signal: controller.signal });
      const isStream = /event-stream/.test(answer.headers.get("content-type") ?? "");
      const text = isStream ? "" : await answer.text();
      if (isStream) controller.abort();
      const { status } = answer;
      const told = status >= 500 ? [`${status}: ${text}`] : [];
      const described = resolved(operation.responses[status]);
      if (described === undefined) told.push(`${status} is not described: ${text.slice(0, 300)}`);
      else {
        told.push(...headerTrouble(answer, described));
        const type = (answer.headers.get("content-type") ?? "").replace(/;.*/, "");
        const content = described.content?.[type];
        if (content !== undefined && /[/+]json$/.test(type)) told.push(...troubleOf(content.schema, JSON.parse(text)));
        else if (content === undefined && (text !== "" || described.content !== undefined))
          told.push(`${status} comes as ${type}, which is not described`);
      }
      return { status, told };
    },
  };
}

const REF = "#/components/schemas/";

/** Returns a part of a description with the named schemas in place of the references to them. */
export function dereferenced<Part>(part: Part, schemas: Readonly<Record<string, unknown>>): Part {
  const known = new Map<string, unknown>();
  const schemaOf = (name: string): unknown => {
    if (!known.has(name)) known.set(name, replaced(schemas[name]));
    return known.get(name);
  };
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== "object" || value === null) return value;
    const { $ref, ...rest } = value as { $ref?: unknown };
    if (typeof $ref !== "string" || !$ref.startsWith(REF))
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one)]));
    const schema = schemaOf($ref.slice(REF.length));
    return Object.keys(rest).length === 0 ? schema : { ...(schema as object), ...rest };
  };
  return replaced(part) as Part;
}

function headerTrouble({ status, headers }: globalThis.Response, described: Response): string[] {
  const names = Object.keys(described.headers ?? {}).map((name) => name.toLowerCase());
  return [
    ...["etag", "location", "retry-after", "www-authenticate", "link", "content-disposition"]
      .filter((name) => headers.has(name) && !names.includes(name))
      .map((name) => `${status} has ${name}, which is not described`),
    ...["etag", "www-authenticate", "retry-after", "location"]
      .filter((name) => names.includes(name) && !headers.has(name))
      .map((name) => `${status} has no ${name}, which is described`),
  ];
}

/** Returns a function that lists at most three differences between a value and a schema. */
function makeValidator(): (schema: Schema, value: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ } });
  const validators = new Map<Schema, ValidateFunction>();
  return (schema, value) => {
    const validate = validators.get(schema) ?? ajv.compile(schema);
    validators.set(schema, validate);
    return validate(value) ? [] : (validate.errors ?? []).slice(0, 3).map((each) => JSON.stringify(each));
  };
}
