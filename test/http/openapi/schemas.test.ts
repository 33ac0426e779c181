import { Ajv2020 } from "ajv/dist/2020.js";
import { type LoanedService, loanService } from "../../support/service.ts";

type Json = Record<string, unknown>;

let service: LoanedService;
let description: { paths: Json; webhooks: Json; components: { schemas: Record<string, Json> } };
let text: string;

beforeAll(async () => {
  service = await loanService();
  ({ text, body: description } = await service.ask("/openapi.json"));
});
afterAll(() => service.release());

/** Lists the objects in a part of the description, each with its path. */
function objectsIn(part: unknown, path = ""): { path: string; object: Json }[] {
  if (typeof part !== "object" || part === null) return [];
  const own = Array.isArray(part) ? [] : [{ path, object: part as Json }];
  const members = Object.entries(part).filter(([name]) => name !== "examples");
  return [...own, ...members.flatMap(([name, member]) => objectsIn(member, `${path}/${name}`))];
}

/** Members of answers that depend on when the service was seeded, or on later additions to the seed. */
const CHANGING = new Set(["at", "asOf", "seq", "recordedAt", "hash", "previousHash", "link", "next"]);

/** Lists the paths at which an example says something that the answer does not. Lists may be shortened. */
function differences(example: unknown, real: unknown, path = ""): string[] {
  if (Array.isArray(example)) {
    const items = Array.isArray(real) ? real : [];
    return example.flatMap((one, i) => {
      const each = items.map((item) => differences(one, item, `${path}/${i}`));
      return each.find((some) => some.length === 0) ?? each[0] ?? [`${path}/${i}`];
    });
  }
  if (typeof example !== "object" || example === null) return Object.is(example, real) ? [] : [path];
  const answer = (typeof real === "object" ? real : null) as Json | null;
  return Object.entries(example).flatMap(([name, value]) =>
    CHANGING.has(name) && typeof value !== "object" ? [] : differences(value, answer?.[name], `${path}/${name}`),
  );
}

describe("the schemas of the API description", () => {
  test("have a description and an example that fits", () => {
    const ajv = new Ajv2020({ strict: false, formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ } });
    ajv.addSchema({ components: description.components }, "api.json");
    const names = Object.keys(description.components.schemas);
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) {
      const { description: meaning, examples = [] } = description.components.schemas[name] ?? {};
      expect([name, meaning]).toEqual([name, expect.stringMatching(/^.{10,}$/)]);
      expect([name, (examples as unknown[]).length > 0]).toEqual([name, true]);
      const validate = ajv.getSchema(`api.json#/components/schemas/${name}`);
      for (const example of examples as unknown[]) {
        validate?.(example);
        expect([name, validate?.errors]).toEqual([name, null]);
      }
    }
  });

  test("have a name wherever they have members, and every reference leads to one", () => {
    const { paths, webhooks, components } = description;
    const bodies = objectsIn({ paths, webhooks });
    const members = Object.entries(components.schemas).flatMap(([name, { properties = {}, ...rest }]) =>
      objectsIn({ ...(properties as Json), ...rest }, name).slice(1),
    );
    const unnamed = [...bodies, ...members].filter(({ object }) => "properties" in object && "type" in object);
    expect(unnamed.map(({ path }) => path)).toEqual([]);
    const referred = objectsIn(description).flatMap(({ object: { $ref } }) => (typeof $ref === "string" ? [$ref] : []));
    const schemas = referred.filter((ref) => ref.startsWith("#/components/schemas/")).map((ref) => ref.slice(21));
    expect([...new Set(schemas)].toSorted()).toEqual(Object.keys(components.schemas));
    const broken = referred.filter(
      (ref) =>
        ref
          .slice(2)
          .split("/")
          .reduce<unknown>((part, name) => (part as Json | undefined)?.[name], description) === undefined,
    );
    expect(broken).toEqual([]);
  });

  test("have plain names", () => {
    for (const name of Object.keys(description.components.schemas)) expect(name).toMatch(/^([A-Z][a-z]+)+$/);
  });

  test("make the description no longer than 350 kB, with all examples", () => {
    expect(text.length).toBeLessThan(350_000);
  });

  const december = "at=2023-12-20T12:00:00-07:00&mode=passenger&direction=northbound";
  const real: [schema: string, address: string][] = [
    ["StatusAnswer", `/v1/crossings/lukeville/status?${december}`],
    ["Crossing", "/v1/crossings/lukeville"],
    ["CrossingList", `/v1/crossings?${december}&near=31.88,-112.81`],
    ["Alternatives", `/v1/crossings/lukeville/alternatives?${december}`],
    ["History", "/v1/crossings/lukeville/history?mode=passenger&direction=northbound"],
    ["Counts", "/v1/crossings/lukeville/counts?mode=passenger&direction=northbound&from=2023-12&to=2023-12"],
    ["Availability", "/v1/crossings/lukeville/availability?from=2023-12&to=2023-12"],
    ["PortList", "/v1/ports"],
    ["Report", "/v1/reports/seed-cbp-2023-12-01-lukeville"],
    ["Problem", "/v1/crossings/lukeville/status?mode=boat"],
  ];
  test.each(real)("has an example of %s that is the answer to %s, shortened", async (name, address) => {
    const { body } = await service.ask(address);
    const { examples } = description.components.schemas[name] as { examples: unknown[] };
    expect(differences(examples[0], body)).toEqual([]);
  });

  test("has an example of a span that is in the history", async () => {
    const { body } = await service.ask("/v1/crossings/lukeville/history?view=spans");
    const { examples } = description.components.schemas.StatusSpan as { examples: unknown[] };
    expect(differences(examples, body.history)).toEqual([]);
  });
});
