import { readConfig } from "../../src/config.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const loaned: LoanedService[] = [];
afterEach(async () => {
  for (const service of loaned.splice(0)) await service.release();
});

async function strict(settings: Record<string, string>): Promise<LoanedService> {
  const service = await loanService({ seeded: false, settings });
  loaned.push(service);
  return service;
}

const withHeaders = (service: LoanedService, path: string, headers: Record<string, string>, method = "GET") =>
  service.ask(path, { method, headers });
const statusesOf = async (times: number, ask: (i: number) => Promise<{ status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) statuses.push((await ask(i)).status);
  return statuses;
};

describe("wrong keys", () => {
  test("block their IP address for a while, for reads and writes together, but never block a valid key", async () => {
    const service = await strict({ WRITES_PER_MINUTE: "4" });
    const key = await service.keyFor("desk", "recorder");
    const guess = (i: number) =>
      i % 2 === 0
        ? service.post("/v1/reports", soundReport(), `fake${i}`)
        : withHeaders(service, "/v1/proposals", { authorization: `Bearer fake${i}` });
    expect(await statusesOf(6, guess)).toEqual([401, 401, 401, 401, 429, 429]);
    const late = await guess(7);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await service.post("/v1/reports", soundReport({}, { changes: [] }), key)).status).toBe(201);
    expect((await withHeaders(service, "/v1/proposals", { authorization: `Bearer ${key}` })).status).toBe(200);
  });

  test("are only unknown keys: a missing key and a key with too weak a role do not count", async () => {
    const service = await strict({ WRITES_PER_MINUTE: "2" });
    const app = await service.keyFor("app", "subscriber");
    expect(await statusesOf(4, () => service.post("/v1/reports", soundReport()))).toEqual([401, 401, 401, 401]);
    expect(
      await statusesOf(4, () => withHeaders(service, "/v1/proposals", { authorization: `Bearer ${app}` })),
    ).toEqual([403, 403, 403, 403]);
    expect((await service.post("/v1/reports", soundReport(), "fake")).status).toBe(401);
  });

  const from = (service: LoanedService, address: string) =>
    withHeaders(service, "/v1/proposals", { authorization: "Bearer fake", "x-forwarded-for": address });

  test("are counted by the client's IP address as stated by a trusted proxy", async () => {
    for (const TRUST_PROXY of ["1", "loopback", "127.0.0.0/8, ::1"]) {
      const service = await strict({ WRITES_PER_MINUTE: "1", TRUST_PROXY });
      expect(await statusesOf(2, () => from(service, "203.0.113.7"))).toEqual([401, 429]);
      expect((await from(service, "203.0.113.8")).status).toBe(401);
      // The proxy appends the address of its client. The preceding addresses could be forged.
      expect((await from(service, "198.51.100.1, 203.0.113.7")).status).toBe(429);
      // An internet customer usually has a whole network of IPv6 addresses, so the addresses of one network are
      // counted together.
      expect(await statusesOf(2, (i) => from(service, `2001:db8:0:1::${i}`))).toEqual([401, 429]);
    }
  });

  test("are counted by the connection's IP address if no proxy is trusted", async () => {
    for (const settings of [{}, { TRUST_PROXY: "10.0.0.0/8" }]) {
      const service = await strict({ WRITES_PER_MINUTE: "1", ...settings });
      expect(await statusesOf(3, (i) => from(service, `203.0.113.${i}`))).toEqual([401, 429, 429]);
    }
  });
});

describe("writes", () => {
  test("with one key are counted together, however the header is spelled, and are refused with Retry-After above the limit", async () => {
    const service = await strict({ WRITES_PER_MINUTE: "3" });
    const key = await service.keyFor("desk", "recorder");
    const other = await service.keyFor("other", "recorder");
    const spelled = [`Bearer ${key}`, `bearer ${key}`, `Bearer  ${key}`, `BEARER ${key}`];
    const answers = [];
    for (const authorization of spelled)
      answers.push(await service.post("/v1/reports", soundReport({}, { changes: [] }), undefined, { authorization }));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429]);
    expect(Number(answers.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await service.post("/v1/reports", soundReport({}, { changes: [] }), other)).status).toBe(201);
    // Reads with the same key do not count.
    expect((await withHeaders(service, "/v1/proposals", { authorization: `Bearer ${key}` })).status).toBe(200);
  });
});

test.each(["100", "-1", "10.0.0.0/33", "proxy.example", "10.0.0.1,", "true"])(
  "TRUST_PROXY '%s' is refused with the rule and the value",
  (value) => {
    expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/TRUST_PROXY is '.*': must be a number of proxies/);
  },
);
