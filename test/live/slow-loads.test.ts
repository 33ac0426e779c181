import pg from "pg";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let admin: pg.Client;
let key: string;
beforeAll(async () => {
  service = await loanService({ settings: { NOTICE_POLL_SECONDS: "60" } });
  admin = new pg.Client(service.databaseUrl);
  await admin.connect();
  key = await service.keyFor("desk", "recorder");
});
afterAll(async () => {
  await admin.end();
  await service.release();
});

const suspend = async (crossing: string) => {
  const { status, body } = await service.post("/v1/reports", soundReport({ crossing, modes: undefined }), key);
  expect(status).toBe(201);
  return body.seq as number;
};

/** Requests the current answer. Returns its `asOf`, the header `Garita-Stale`, and whether caches may keep it. */
const currentOf = async (path: string) => {
  const { status, headers, body } = await service.ask(path);
  expect(status).toBe(200);
  const maxAge = /max-age=(\d+)/.exec(headers.get("cache-control") ?? "")?.[1];
  return { asOf: body.asOf as number, stale: headers.get("garita-stale"), isCacheable: maxAge !== "0" };
};

test("an answer made without a report that could not be loaded says that it is stale", async () => {
  const before = await currentOf("/v1/crossings/naco/status");
  expect(before.stale).toBeNull();
  // The follower reads this table only when the feed was read, so it does not notice that the load fails.
  await admin.query("BEGIN; LOCK TABLE observation");
  const began = performance.now();
  const seq = await suspend("naco");
  const during = await Promise.all(["/v1/crossings/naco/status", "/v1/crossings"].map(currentOf));
  expect(performance.now() - began).toBeLessThan(8_000);
  await admin.query("ROLLBACK");
  expect(during[0]?.asOf).toBe(before.asOf);
  for (const { stale, isCacheable } of during) expect([stale, isCacheable]).toEqual([expect.any(String), false]);

  const after = await currentOf("/v1/crossings/naco/status");
  expect(after).toMatchObject({ asOf: seq, stale: null });
}, 30_000);
