import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { propose } from "../../../src/actions/proposals/propose.ts";
import { readDraft } from "../../../src/domain/record/draft-json.ts";
import type { Schema } from "../../support/arbitrary-schema.ts";
import { type Made, NEIGHBOUR, type Operation, type Response, requestsOf } from "../../support/openapi-requests.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let operations: Operation[];
let responses: Record<string, Response>;
let problem: Schema;
const keys: Record<string, string> = {};
/** Existing ids, by the parameter or path segment that takes them. */
const there: Record<string, string[]> = {};
const ajv = new Ajv2020({ strict: false, formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ } });

beforeAll(async () => {
  service = await loanService({
    settings: { BWT_URLS: "file:///nowhere/bwt.json", WEBHOOK_PRIVATE_ADDRESSES: "on" },
  });
  for (const role of ["admin", "recorder", "subscriber"] as const) keys[role] = await service.keyFor(role, role);
  const { body: document } = await service.ask("/openapi.json");
  responses = document.components.responses;
  problem = document.components.schemas.Problem;
  operations = Object.entries<Record<string, object>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation }) as unknown as Operation),
  );
  const draft = readDraft({ ...soundReport(), note: "Drafted" } as Parameters<typeof readDraft>[0]);
  for (let i = 0; i < 5; i++)
    await propose(service.ctx, { key: `openapi:${i}`, job: "poll-feed", title: "T", grounds: "G", draft });
  const auth = { headers: { authorization: `Bearer ${keys.admin}` } };
  const subscribed = await Promise.all(
    [1, 2, 3, 4].map(() => service.post("/v1/subscriptions", { url: NEIGHBOUR }, keys.subscriber)),
  );
  there.slug = ["lukeville", "nogales-mariposa", "el-paso-rail-bnsf", "san-ysidro-pedwest"];
  there.crossing = there.slug;
  there.reports = (await service.ask("/v1/reports?limit=5")).body.reports.map(({ id }: { id: string }) => id);
  there.proposals = (await service.ask("/v1/proposals", auth)).body.proposals.map(({ id }: { id: string }) => id);
  there.subscriptions = subscribed.map(({ body }) => body.id);
  there.name = ["prune", "take-effect", "poll-feed"];
});
afterAll(() => service.release());

const resolved = (response: Response | undefined): Response | undefined =>
  response?.$ref === undefined ? response : responses[response.$ref.split("/").at(-1) ?? ""];

const validators = new Map<Schema, ValidateFunction>();
function troubleOf(schema: Schema, value: unknown): unknown[] {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 3);
}

/** Sends a request, and returns the status of the answer and its differences from the description. */
async function differences({ operation, url, init }: Made): Promise<{ status: number; told: string[] }> {
  const controller = new AbortController();
  const answer = await fetch(`${service.url}${url}`, { ...init, signal: controller.signal });
  const isStream = /event-stream/.test(answer.headers.get("content-type") ?? "");
  const text = isStream ? "" : await answer.text();
  if (isStream) controller.abort();
  const { status } = answer;
  const told: string[] = [];
  const described = resolved(operation.responses[status]);
  if (status >= 500) told.push(`${status}: ${text}`);
  if (described === undefined) return { status, told: [...told, `${status} is not described: ${text.slice(0, 300)}`] };
  for (const name of ["etag", "location", "retry-after", "www-authenticate", "link", "content-disposition"])
    if (answer.headers.has(name) && !Object.keys(described.headers ?? {}).some((each) => each.toLowerCase() === name))
      told.push(`${status} has ${name}, which is not described`);
  for (const name of ["ETag", "WWW-Authenticate", "Retry-After", "Location"])
    if (described.headers !== undefined && name in described.headers && !answer.headers.has(name))
      told.push(`${status} has no ${name}, which is described`);
  const type = (answer.headers.get("content-type") ?? "").replace(/;.*/, "");
  const content = described.content?.[type];
  if (content === undefined) {
    if (text !== "" || described.content !== undefined) told.push(`${status} comes as ${type}, which is not described`);
  } else if (/[/+]json$/.test(type))
    told.push(
      ...troubleOf("$ref" in content.schema ? problem : content.schema, JSON.parse(text)).map((each) =>
        JSON.stringify(each),
      ),
    );
  return { status, told };
}

const { GARITA_SEED, GARITA_RUNS } = process.env;
/** The requests are the same in every run unless another seed is given. */
const SEED = Number(GARITA_SEED ?? 20261129);
const EACH = 10 * Number(GARITA_RUNS ?? 1);

describe("the description of the API", () => {
  test("explains every parameter and its values", () => {
    for (const { path, parameters } of operations)
      for (const { name, description, schema } of parameters) {
        expect([path, name, description]).toEqual([path, name, expect.stringMatching(/^.{10,}$/)]);
        const isTold = [schema.enum, schema.pattern, schema.format, schema.minimum, schema.allOf].some(
          (each) => each !== undefined,
        );
        expect([path, name, isTold || ["Accept-Language", "If-None-Match"].includes(name)]).toEqual([path, name, true]);
      }
  });

  test("groups the endpoints by noun", async () => {
    const { body } = await service.ask("/openapi.json");
    const names: string[] = body.tags.map(({ name }: { name: string }) => name);
    expect(names).toEqual([
      ...["Crossings", "Availability", "Changes", "Feeds", "Reports", "Subscriptions", "Proposals", "Jobs"],
    ]);
    const groups = new Set(operations.map(({ tags }) => tags.join()));
    expect([...groups].toSorted()).toEqual(names.toSorted());
    const of = (name: string) => operations.filter(({ tags }) => tags[0] === name).map(({ path }) => path);
    expect(of("Feeds")).toContain("/v1/crossings/{slug}/calendar.ics");
    expect(of("Crossings")).toContain("/v1/crossings/{slug}/status");
  });

  test("lists the error responses of every endpoint", () => {
    for (const { path, method, security, responses: all } of operations) {
      const codes = Object.keys(all);
      const due = ["400", "406", "429", "500", "503"];
      if (security !== undefined) due.push("401", "403");
      if (path.includes("{")) due.push("404");
      if (method !== "get") due.push("413", "415");
      expect([path, method, due.filter((code) => !codes.includes(code))]).toEqual([path, method, []]);
    }
    const post = operations.find(({ path, method }) => path === "/v1/reports" && method === "post");
    expect(Object.keys(post?.responses ?? {})).toEqual(expect.arrayContaining(["200", "201", "409"]));
  });

  test("matches the answers to requests generated from it, valid and invalid, without a server error", async () => {
    const seen = new Set<number>();
    for (const operation of operations)
      for (const made of fc.sample(requestsOf(operation, { keys, there }), { numRuns: EACH, seed: SEED })) {
        const { status, told } = await differences(made);
        seen.add(status);
        const { method, headers, body } = made.init;
        expect({ request: [method, made.url, headers, String(body)], told }).toEqual({
          request: expect.anything(),
          told: [],
        });
      }
    // The test would find nothing if all requests were refused for the same reason.
    expect([...seen]).toEqual(expect.arrayContaining([200, 201, 202, 204, 400, 401, 403, 404, 406, 409, 415]));
  }, 240_000);
});
