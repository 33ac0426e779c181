import { z } from "zod";
import { encode, joinedJson, jsonPiecesOf } from "../../src/http/encoding/encode.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { makeVisitor } from "../support/visitor.ts";

/** Maximum CPU time of one turn of the event loop, in milliseconds. All other requests wait during such a turn. */
const LONGEST_MS = 50;

let database: LoanedDatabase;
let service: ServiceProcess;
beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  service = await startProcess(database.url);
}, 60_000);
afterAll(async () => {
  await service.stop();
  await database.release();
});

const get = async (path: string, accept = "*/*") => {
  const answer = await fetch(`${service.url}${path}`, { headers: { accept } });
  return { status: answer.status, size: (await answer.text()).length };
};

test("twelve clients that request years of all crossings never delay other requests for long", async () => {
  await get("/v1/availability?from=2023-10&to=2026-09");
  await get("/v1/availability?from=2023-10&to=2026-09&format=csv");
  await service.turn();
  // One request covers all crossings, and each of the others only one state. Therefore the test takes only seconds,
  // even on a busy machine.
  const months = Array.from(
    { length: 11 },
    (_, i) => `from=2024-${String(i + 1).padStart(2, "0")}&to=2026-10&state=AZ`,
  );
  const answers = await Promise.all(
    ["from=2023-12&to=2026-10", ...months].map((question, i) =>
      get(`/v1/availability?${question}${i % 4 === 3 ? "&format=csv" : ""}`),
    ),
  );
  expect([answers[0]?.status, (answers[0]?.size ?? 0) > 1_500_000]).toEqual([200, true]);
  // If the machine is too busy to answer all requests in time, it answers the first and sends 503 for others.
  for (const { status } of answers) expect([200, 503]).toContain(status);
  expect(await service.turn()).toBeLessThan(LONGEST_MS);
}, 120_000);

test("no other uncached answer, in any format, delays other requests for long", async () => {
  const operator = makeVisitor(service.url);
  await operator.send("/desk/sign-in", [["key", await service.operatorKey()]]);
  const asked: [path: string, compiling: string, accept?: string][] = [
    ["/v1/crossings?mode=passenger", "/v1/crossings?mode=commercial"],
    ["/v1/crossings?at=2024-01-02T00:00:00Z", "/v1/crossings?at=2024-02-02T00:00:00Z"],
    ["/v1/crossings?format=csv&direction=northbound", "/v1/crossings?format=csv&direction=southbound"],
    ["/v1/crossings?format=geojson&direction=northbound", "/v1/crossings?format=geojson&direction=southbound"],
    ["/v1/calendar.ics?lang=es", "/v1/calendar.ics?lang=en"],
    ["/v1/atom.xml?lang=es", "/v1/atom.xml?lang=en"],
    ["/v1/reports?limit=400", "/v1/reports?limit=500"],
    ["/v1/changes?after=0&limit=400", "/v1/changes?after=0&limit=500"],
    ["/metrics", "/metrics"],
    ["/v1/crossings/lukeville/history?limit=400", "/v1/crossings/lukeville/history?limit=500"],
    ["/?mode=passenger", "/?mode=commercial", "text/html"],
  ];
  // The first answer of each kind includes the time of the JIT compiler. That first answer is requested at another
  // path, because a second answer for the same path would come from the cache.
  for (const [, compiling, accept] of asked) expect((await get(compiling, accept)).status).toBe(200);
  await operator.open("/desk");
  await service.turn();
  for (const [path, , accept] of asked) {
    expect([path, (await get(path, accept)).status]).toEqual([path, 200]);
    const turn = await service.turn();
    expect([path, turn < LONGEST_MS ? "short" : turn]).toEqual([path, "short"]);
  }
  await operator.open("/desk");
  expect(await service.turn()).toBeLessThan(LONGEST_MS);
}, 120_000);

test("an answer encoded and written in pieces equals one written at once", async () => {
  const Item = z.strictObject({
    at: z.codec(z.string(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() }),
    note: z.string().nullable(),
    parts: z.array(z.strictObject({ size: z.number(), of: z.array(z.string()) })),
    more: z.string().exactOptional(),
  });
  const Answer = z.strictObject({
    at: z.string(),
    items: z.array(Item),
    none: z.array(Item),
    names: z.array(z.string()),
  });
  const at = new Date("2026-11-28T12:00:00Z");
  const item = {
    at,
    note: "“ñ\n\u2028",
    parts: [
      { size: 0.1, of: ["a", "b"] },
      { size: 2, of: [] },
    ],
  };
  const value = { at: "now", items: [item, { ...item, note: null, more: "x" }], none: [], names: ["a"] };
  const wire = await encode(Answer, value);
  expect(wire).toEqual(z.encode(Answer, value));
  expect(joinedJson(await jsonPiecesOf(wire))).toBe(JSON.stringify(z.encode(Answer, value)));
  expect(joinedJson(await jsonPiecesOf("text"))).toBe('"text"');
  expect(joinedJson(await jsonPiecesOf([1, null]))).toBe("[1,null]");
  await expect(encode(Answer, { ...value, stray: 1 })).rejects.toThrow(/stray/);
  await expect(encode(Answer, { ...value, items: [{ ...item, stray: 1 }] })).rejects.toThrow(/stray/);
});
