import { Temporal } from "temporal-polyfill";
import { type Assistant, connectAssistant } from "../../support/assistant.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let assistant: Assistant;
let key: string;
beforeAll(async () => {
  service = await loanService();
  assistant = await connectAssistant(service.url);
  key = await service.keyFor("desk", "recorder");
});
afterAll(async () => {
  await assistant.client.close();
  await service.release();
});

describe.each(["legacy", "2026-07-28"] as const)("an assistant that speaks the %s protocol", (era) => {
  let own: Assistant;
  beforeAll(async () => {
    own = await connectAssistant(service.url, era);
  });
  afterAll(() => own.client.close());

  test("finds four tools that only read, and whose arguments are described", async () => {
    const { tools } = await own.client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ["is_crossing_open", true],
      ["find_crossings", true],
      ["find_alternatives", true],
      ["crossing_history", true],
    ]);
    const [status, list] = tools;
    expect(status?.inputSchema.required).toEqual(["slug"]);
    expect(status?.inputSchema.properties?.direction).toMatchObject({ enum: ["northbound", "southbound"] });
    expect(list?.inputSchema.properties?.limit).toMatchObject({ type: "integer", minimum: 1, default: 10 });
    for (const { inputSchema } of tools)
      for (const each of Object.values(inputSchema.properties ?? {}))
        expect((each as { description: string }).description.length).toBeGreaterThan(10);
  });

  test("learns whether a crossing was open, with the sources", async () => {
    const asked = { slug: "lukeville", at: "2023-12-10T18:00:00Z" };
    const { isError, text, data } = await own.call("is_crossing_open", asked);
    const { body } = await service.ask(`/v1/crossings/lukeville/status?at=${asked.at}`);
    const { page, sources, ...status } = data;
    expect(isError).toBe(false);
    expect(status).toEqual(body);
    expect(status).toMatchObject({
      open: false,
      services: expect.arrayContaining([expect.objectContaining({ status: "suspended" })]),
    });
    expect(page).toBe(`${service.url}/lukeville`);
    expect(sources).toContainEqual(status.services[0].report.source);
    expect(JSON.parse(text)).toEqual(data);
  });
});

test("a recorded suspension is in the next answer, with its source", async () => {
  const report = soundReport({ effectiveAt: "2026-03-02T10:00:00Z", modes: undefined, directions: undefined });
  expect((await service.post("/v1/reports", report, key)).status).toBe(201);
  const { data } = await assistant.call("is_crossing_open", { slug: "lukeville", mode: "passenger" });
  expect(data).toMatchObject({
    open: false,
    sources: expect.arrayContaining([expect.objectContaining(report.source)]),
  });
});

test("find_crossings gives one line for each crossing, with its page and the sources of all", async () => {
  const { data } = await assistant.call("find_crossings", { q: "laredo", limit: 3 });
  const { body } = await service.ask("/v1/crossings?q=laredo&limit=3");
  expect(data.crossings).toHaveLength(3);
  for (const [i, line] of data.crossings.entries()) {
    expect(body.crossings[i]).toMatchObject(
      Object.fromEntries(Object.entries(line).filter(([name]) => !["page", "unconfirmed"].includes(name))),
    );
    expect(line).toMatchObject({ summary: expect.stringMatching(/./), page: `${service.url}/${line.slug}` });
    expect(line.services).toBeUndefined();
  }
  expect(data.next).toBe(body.next);
  expect(data.sources.length).toBeGreaterThan(0);
});

test("find_crossings tells an opening that nothing has confirmed since from one that is certain", async () => {
  const since = String(Temporal.Now.instant().subtract({ hours: 1 }).round("second"));
  const change = { crossing: "san-ysidro", status: "open", effectiveAt: since };
  const report = soundReport({ ...change, modes: undefined, directions: undefined }, { reason: undefined });
  Object.assign(report.source, { publishedAt: since });
  expect((await service.post("/v1/reports", report, key)).status).toBe(201);
  const { data } = await assistant.call("find_crossings", { limit: 58 });
  const lineOf = (slug: string) => data.crossings.find((each: { slug: string }) => each.slug === slug);
  expect(lineOf("san-ysidro")).toMatchObject({ open: true, unconfirmed: false });
  expect(lineOf("eagle-pass-rail")).toMatchObject({ open: true, unconfirmed: true });
});

test("find_crossings gives ten crossings unless asked for more, and goes on with the cursor", async () => {
  const first = (await assistant.call("find_crossings")).data;
  expect(first.crossings).toHaveLength(10);
  const second = (await assistant.call("find_crossings", { cursor: first.next })).data;
  const slugs = [...first.crossings, ...second.crossings].map(({ slug }) => slug);
  expect(new Set(slugs).size).toBe(20);
});

test("find_crossings sorts by distance from a point", async () => {
  const { data } = await assistant.call("find_crossings", { near: "32.54,-117.03", limit: 2 });
  expect(data.crossings[0]).toMatchObject({ slug: "san-ysidro", distanceKm: expect.any(Number) });
});

test("find_alternatives gives the nearest open crossings, each in a line", async () => {
  const asked = { slug: "lukeville", mode: "passenger", direction: "northbound", at: "2023-12-10T18:00:00Z" };
  const { data } = await assistant.call("find_alternatives", asked);
  const { body } = await service.ask(
    `/v1/crossings/lukeville/alternatives?${new URLSearchParams(asked).toString().replace("slug=lukeville&", "")}`,
  );
  expect(data).toMatchObject({ open: false, summary: body.summary, notes: body.notes });
  expect(data.alternatives.map(({ slug }: { slug: string }) => slug)).toEqual(
    body.alternatives.map(({ slug }: { slug: string }) => slug),
  );
  expect(data.alternatives[0]).toMatchObject({ page: `${service.url}/${data.alternatives[0].slug}` });
  expect(data.sources.length).toBeGreaterThan(0);
});

test("crossing_history gives each change with its report", async () => {
  const asked = { slug: "eagle-pass-bridge-1", to: "2023-12-31", limit: 2 };
  const { data } = await assistant.call("crossing_history", asked);
  const { body } = await service.ask("/v1/crossings/eagle-pass-bridge-1/history?to=2023-12-31&limit=2");
  expect(data.history).toEqual(body.history);
  expect(data.next).toBe(body.next);
  expect(data.page).toBe(`${service.url}/eagle-pass-bridge-1`);
  for (const { report } of data.history) expect(data.sources).toContainEqual(report.source);
});

describe("a wrong argument is refused with the field, the rule and the value:", () => {
  test.each([
    ["an unknown crossing", "is_crossing_open", { slug: "atlantis" }, /atlantis/],
    ["a time that is none", "is_crossing_open", { slug: "lukeville", at: "noon" }, /^at: .*"noon"/],
    ["a missing argument", "find_alternatives", { slug: "lukeville", mode: "passenger" }, /^direction: /],
    ["a parameter that the tool does not have", "is_crossing_open", { slug: "lukeville", lane: "sentri" }, /^lane: /],
    ["a parameter that only the endpoint has", "crossing_history", { slug: "lukeville", view: "spans" }, /^view: /],
    ["too large a number", "find_crossings", { limit: 5000 }, /^limit: .*500/],
    ["an object", "find_crossings", { q: { $ne: 1 } }, /^q: /],
    ["a list", "find_crossings", { state: ["TX", "AZ"] }, /^state: /],
    ["no crossing", "is_crossing_open", {}, /^slug: /],
  ])("%s", async (_, name, args, expected) => {
    const { isError, text, data } = await assistant.call(name, args);
    expect([isError, data]).toEqual([true, undefined]);
    expect(text).toMatch(expected);
  });
});

test("answers and errors are in Spanish if the client asks for it", async () => {
  const spanish = await connectAssistant(service.url, "legacy", { "accept-language": "es" });
  const { data } = await spanish.call("is_crossing_open", { slug: "lukeville", at: "2023-12-10T18:00:00Z" });
  expect(data.summary).toMatch(/^Suspendido desde/);
  expect((await spanish.call("is_crossing_open", { slug: "atlantis" })).text).toMatch(/^No hay ningún cruce/);
  await spanish.client.close();
});

describe("POST /mcp", () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    service.post("/mcp", body, undefined, { accept: "application/json, text/event-stream", ...headers });

  test("refuses a batch, which could ask for hundreds of answers", async () => {
    const call = { jsonrpc: "2.0", id: 1, method: "tools/list" };
    const { status, body } = await send(JSON.stringify([call, call]));
    expect([status, body.type]).toEqual([400, "/problems/invalid"]);
  });

  test.each([
    ["what is not JSON", "{", 400],
    ["more than 64 kB", JSON.stringify({ jsonrpc: "2.0", id: 1, method: "x".repeat(70_000) }), 413],
  ])("refuses %s", async (_, text, status) => {
    expect((await send(text)).status).toBe(status);
  });

  test("has no subscriptions, because the tools never change", async () => {
    const { text } = await send(
      JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "subscriptions/listen",
        params: {
          filter: { toolsListChanged: true },
          _meta: {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
            "io.modelcontextprotocol/clientCapabilities": {},
          },
        },
      }),
      { "mcp-protocol-version": "2026-07-28", "mcp-method": "subscriptions/listen" },
    );
    expect(text).toMatch(/"error"/);
  });

  test("may be called by scripts of any page", async () => {
    const { status, headers } = await service.ask("/mcp", { method: "OPTIONS" });
    expect([status, headers.get("access-control-allow-methods")]).toEqual([204, "POST, OPTIONS"]);
    expect(headers.get("access-control-allow-headers")).toContain("Mcp-Protocol-Version");
  });

  test.each(["GET", "DELETE"])("is the only method: %s is refused, because there are no sessions", async (method) => {
    const { status, headers } = await service.ask("/mcp", { method, headers: { accept: "text/event-stream" } });
    expect([status, headers.get("allow"), headers.get("cache-control")]).toEqual([405, "POST, OPTIONS", "no-store"]);
  });
});
