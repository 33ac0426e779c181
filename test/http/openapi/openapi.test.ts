import fc from "fast-check";
import { type ApiDescription, readApiDescription } from "../../support/openapi-differences.ts";
import { type Operation, requestsOf, type World } from "../../support/openapi-requests.ts";
import { fillWorld } from "../../support/openapi-world.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

let service: LoanedService;
let description: ApiDescription;
let operations: Operation[];
let world: World;

beforeAll(async () => {
  service = await loanService({
    settings: { BWT_URLS: "file:///nowhere/bwt.json", WEBHOOK_PRIVATE_ADDRESSES: "on" },
  });
  world = await fillWorld(service.ctx, service.url);
  description = await readApiDescription(service.url);
  operations = description.operations;
});
afterAll(() => service.release());

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

  test("groups the endpoints by noun", () => {
    const names = description.tags.map(({ name }) => name);
    expect(names).toEqual([
      ...["Crossings", "Availability", "Changes", "Feeds", "Status page", "OGC API Features"],
      ...["Reports", "Subscriptions", "Proposals", "Jobs"],
    ]);
    const groups = new Set(operations.map(({ tags }) => tags.join()));
    expect([...groups].toSorted()).toEqual(names.toSorted());
    const of = (name: string) => operations.filter(({ tags }) => tags[0] === name).map(({ path }) => path);
    expect(of("Feeds")).toContain("/v1/crossings/{slug}/calendar.ics");
    expect(of("Crossings")).toContain("/v1/crossings/{slug}/status");
  });

  test("names the header with the file name wherever browsers save a format", () => {
    const saved = operations.filter(({ responses: all }) => all[200]?.content?.["text/csv"] !== undefined);
    const unnamed = saved.filter(({ responses: all }) => all[200]?.headers?.["Content-Disposition"] === undefined);
    expect(saved.map(({ path }) => path)).toContain("/v1/crossings");
    expect(unnamed.map(({ path }) => path)).toEqual([]);
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
      for (const made of fc.sample(requestsOf(operation, world), { numRuns: EACH, seed: SEED })) {
        const { status, told } = await description.differences(made);
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
