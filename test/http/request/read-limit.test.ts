import { rawRequest } from "../../support/raw-request.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";
import { openStreamClient } from "../../support/stream-client.ts";

const loaned: LoanedService[] = [];
afterEach(async () => {
  for (const service of loaned.splice(0)) await service.release();
});

async function limited(settings: Record<string, string>): Promise<LoanedService> {
  const service = await loanService({ settings: { TRUST_PROXY: "1", ...settings } });
  loaned.push(service);
  return service;
}

/** Reads a past status from a client address. Each `second` is another question, which is not in the cache. */
const read = (service: LoanedService, address: string, second: number, headers: Record<string, string> = {}) =>
  rawRequest(`${service.url}/v1/crossings/lukeville/status?at=2023-12-20T12:00:${10 + second}Z`, {
    "x-forwarded-for": address,
    accept: "application/json",
    ...headers,
  });

const ONE = "93.184.215.14";
const OTHER = "93.184.215.15";

test("reads that must be computed say what is left, and are refused beyond the limit, for each client alone", async () => {
  const service = await limited({ READS_PER_MINUTE: "3" });
  for (let i = 0; i < 3; i++) {
    const { status, headers } = await read(service, ONE, i);
    expect([status, headers.ratelimit]).toEqual([
      200,
      expect.stringMatching(new RegExp(`^"reads";r=${2 - i};t=\\d+$`)),
    ]);
    expect(headers["ratelimit-policy"]).toMatch(/^"reads";q=3;w=60$/);
  }
  const refused = await read(service, ONE, 3);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
  expect(JSON.parse(String(refused.body))).toMatchObject({
    type: "/problems/busy",
    detail: expect.stringContaining("more than 3 reads within a minute"),
  });
  expect((await read(service, OTHER, 4)).status).toBe(200);
  const spanish = await read(service, ONE, 5, { "accept-language": "es" });
  expect(JSON.parse(String(spanish.body)).detail).toContain("más de 3 lecturas");
});

test("answers from the cache do not count, have no fields of another client, and go on beyond the limit", async () => {
  const service = await limited({ READS_PER_MINUTE: "2" });
  expect((await read(service, ONE, 0)).headers.ratelimit).toMatch(/r=1;/);
  for (let i = 0; i < 5; i++) {
    const { status, headers } = await read(service, OTHER, 0);
    expect([status, headers.ratelimit, headers["ratelimit-policy"]]).toEqual([200, undefined, undefined]);
  }
  expect((await read(service, ONE, 1)).headers.ratelimit).toMatch(/r=0;/);
  expect((await read(service, ONE, 2)).status).toBe(429);
  expect((await read(service, ONE, 1)).status).toBe(200);
  expect((await read(service, OTHER, 3)).headers.ratelimit).toMatch(/r=1;/);
});

test("files, the stream, checks of health, and writes do not count", async () => {
  const service = await limited({ READS_PER_MINUTE: "1" });
  const page = await rawRequest(`${service.url}/about`, { accept: "text/html", "x-forwarded-for": ONE });
  const file = /\/static\/garita\.\w+\.css/.exec(String(page.body))?.[0] ?? "";
  const key = await service.keyFor("desk", "recorder");
  for (let i = 0; i < 3; i++)
    expect((await service.post("/v1/reports", soundReport(), key, { "x-forwarded-for": ONE })).status).toBe(201);
  for (let i = 0; i < 3; i++) {
    const stream = await openStreamClient(`${service.url}/v1/stream`, { "x-forwarded-for": ONE });
    expect(stream.headers.ratelimit).toBeUndefined();
    stream.close();
  }
  for (const path of [file, "/healthz", "/readyz", "/metrics", file]) {
    const { status, headers } = await rawRequest(`${service.url}${path}`, { "x-forwarded-for": ONE });
    expect([path, status, headers.ratelimit]).toEqual([path, 200, undefined]);
  }
  expect((await rawRequest(`${service.url}/v1/ports`, { "x-forwarded-for": ONE })).status).toBe(429);
});

test("clients with a private address, and all clients if the limit is 0, are not counted", async () => {
  const service = await limited({ READS_PER_MINUTE: "1" });
  for (const address of ["10.0.0.7", "127.0.0.1", "::1", "fd00::7"])
    for (let i = 0; i < 3; i++) expect((await read(service, address, i)).status).toBe(200);
  const unlimited = await limited({ READS_PER_MINUTE: "0" });
  for (let i = 0; i < 3; i++) {
    const { status, headers } = await read(unlimited, ONE, i);
    expect([status, headers.ratelimit]).toEqual([200, undefined]);
  }
});

test("the addresses of one IPv6 network count together", async () => {
  const service = await limited({ READS_PER_MINUTE: "1" });
  expect((await read(service, "2001:4860:0:1::1", 0)).status).toBe(200);
  expect((await read(service, "2001:4860:0:1::2", 1)).status).toBe(429);
});

test("reads by POST count in every spelling", async () => {
  const service = await limited({ READS_PER_MINUTE: "2" });
  const statuses: number[] = [];
  for (const path of ["/mcp", "/MCP", "/mcp/", "/Mcp/?x"])
    statuses.push((await rawRequest(`${service.url}${path}`, { "x-forwarded-for": ONE }, "POST")).status);
  expect(statuses.slice(2)).toEqual([429, 429]);
  expect(statuses.slice(0, 2)).not.toContain(429);
});

test("a port behind an address does not make another client", async () => {
  const service = await limited({ READS_PER_MINUTE: "1" });
  expect((await read(service, `${ONE}:1234`, 0)).headers.ratelimit).toMatch(/r=0;/);
  expect((await read(service, `${ONE}:1235`, 1)).status).toBe(429);
});

test("many questions at once are counted one by one", async () => {
  const service = await limited({ READS_PER_MINUTE: "20" });
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => read(service, ONE, i)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
});
