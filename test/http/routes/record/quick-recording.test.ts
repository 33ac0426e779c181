import { once } from "node:events";
import { connect } from "node:net";
import { machineClock } from "../../../../src/clock.ts";
import { createApiKey, type Role, revokeApiKey } from "../../../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../../../src/store/connections.ts";
import { soundReport } from "../../../support/service.ts";
import { type ServiceProcess, startProcess } from "../../../support/service-process.ts";
import { useDatabase } from "../../../support/use-database.ts";

/** The first process answers quickly after its first report. The second has never recorded a report. */
let quick: ServiceProcess;
let usual: ServiceProcess;
// The processes must stop before the database is released.
afterAll(() => Promise.all([quick.stop(), usual.stop()]));
const loan = useDatabase({ seeded: true });
beforeAll(async () => {
  [quick, usual] = await Promise.all([startProcess(loan.url), startProcess(loan.url)]);
}, 60_000);

const keyOf = async (name: string, role: Role = "recorder") =>
  (await createApiKey(loan.db, name, role, machineClock())) ?? "";
const countReports = async () =>
  (await connectionsOf(loan.db).pool.query("SELECT count(*)::int AS count FROM report")).rows[0].count as number;

/** Sends a request as it is written, and returns the raw answer. */
async function send({ url }: ServiceProcess, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(request);
  const pieces: Buffer[] = [];
  socket.on("data", (piece: Buffer) => pieces.push(piece));
  await once(socket, "close");
  return Buffer.concat(pieces).toString();
}

interface Sent {
  line?: string;
  key?: string | null;
  headers?: string[];
  type?: string | null;
  body?: unknown;
}

function written({ line = "POST /v1/reports", key = null, headers = [], type = "application/json", body }: Sent) {
  const text = typeof body === "string" ? body : JSON.stringify(body ?? soundReport());
  const head = [
    "Host: localhost",
    "Connection: close",
    ...(key === null ? [] : [`Authorization: Bearer ${key}`]),
    ...(type === null ? [] : [`Content-Type: ${type}`]),
    ...(headers.some((each) => /^transfer-encoding/i.test(each)) ? [] : [`Content-Length: ${Buffer.byteLength(text)}`]),
    ...headers,
  ];
  return `${[`${line} HTTP/1.1`, ...head].join("\r\n")}\r\n\r\n${text}`;
}

/** Replaces the parts of an answer that differ for each report and each moment. */
const comparable = (raw: string): string =>
  raw
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replace(/"seq":\d+/g, '"seq":0')
    .replace(/"(hash|previousHash)":"[0-9a-f]{64}"/g, '"$1":""')
    .replace(/Content-Length: \d+/, "Content-Length: 0")
    .replace(/"recordedAt":"[^"]+"/g, '"recordedAt":""')
    .replace(/Date: .*/, "Date: now");

test("an answer is the same as the usual one, with the same headers in the same order", async () => {
  const key = await keyOf("same");
  const reopened = soundReport({ status: "open", effectiveAt: "2026-03-20" }, { reason: "weather" });
  const preferences = [
    [],
    ["Accept: */*"],
    ["Accept-Language: es"],
    ["Accept: application/json", "Accept-Encoding: br"],
  ];
  for (const headers of preferences)
    for (const body of [soundReport(), reopened]) {
      // With an Idempotency-Key, a request always takes the usual way.
      const once = `Idempotency-Key: ${Math.random()}`;
      const wanted = comparable(await send(quick, written({ key, headers: [...headers, once], body })));
      expect(wanted).toMatch(/^HTTP\/1.1 201 /);
      const given = await send(quick, written({ key, headers, body }));
      expect(comparable(given)).toBe(wanted);
      const [head = "", answer = ""] = given.split("\r\n\r\n");
      expect(head).toContain(`Location: /v1/reports/${JSON.parse(answer).id}\r\n`);
      expect(head).toContain(`Content-Length: ${Buffer.byteLength(answer)}\r\n`);
    }
}, 60_000);

const CASES: Record<string, Sent> = {
  "no key": { key: null },
  "an unknown key": { key: "garita_unknown" },
  "a key with another role": { key: "subscriber" },
  "an unknown field": { body: { ...soundReport(), colour: "red" } },
  "an unknown crossing": { body: soundReport({ crossing: "nowhere" }) },
  "an end before the start": { body: soundReport({ expectedUntil: "2026-02-01" }) },
  "a lifted report that is not on record": {
    body: soundReport({ status: "open", lifts: ["0196f0a0-0000-7000-8000-000000000000"] }),
  },
  "no lines and no note": { body: soundReport({}, { changes: [], note: null }) },
  "a name twice": { body: '{"source":{},"source":{}}' },
  "a name twice, far inside": { body: '{"changes":[{"crossing":"a:b","crossing":"\\":"}]}' },
  "broken JSON": { body: '{"source": ' },
  "an empty body": { body: "" },
  "a list": { body: [] },
  "another type of body": { type: "text/plain" },
  "no type of body": { type: null },
  "another charset": { type: "application/json; charset=latin1" },
  "a body that is too long": { body: " ".repeat(70_000) },
  "a compressed body that is none": { headers: ["Content-Encoding: gzip"] },
  "a chunked body": { headers: ["Transfer-Encoding: chunked"], body: "2\r\n{}\r\n0\r\n\r\n" },
  "no acceptable coding": { headers: ["Accept-Encoding: *;q=0"] },
  "another format": { headers: ["Accept: text/csv"] },
  "two hosts": { headers: ["Host: example.org"] },
  "a refusal in Spanish": { headers: ["Accept-Language: es"], body: {} },
  "a parameter": { line: "POST /v1/reports?dry=1" },
  "another method": { line: "PUT /v1/reports" },
};

test("a refusal is the same as the usual one, for any kind of request", async () => {
  const key = await keyOf("refused");
  const weak = await keyOf("weak", "subscriber");
  for (const headers of [[], ["Accept-Language: es"]]) await send(quick, written({ key, headers }));
  // Both processes know the keys.
  for (const each of [quick, usual]) {
    await send(each, written({ line: "GET /v1/proposals", key, body: "" }));
    await send(each, written({ line: "GET /v1/subscriptions", key: weak, body: "" }));
  }
  const before = await countReports();
  for (const [name, sent] of Object.entries(CASES)) {
    const by = sent.key === "subscriber" ? weak : sent.key === undefined ? key : sent.key;
    const request = written({ ...sent, key: by });
    const [given, wanted] = [comparable(await send(quick, request)), comparable(await send(usual, request))];
    expect({ name, answer: given }).toEqual({ name, answer: wanted });
    expect({ name, answer: given }).toEqual({ name, answer: expect.stringMatching(/^HTTP\/1.1 4\d\d /) });
  }
  expect(await countReports()).toBe(before);
}, 60_000);

test("a revoked key records nothing from the moment of its revocation, and learns nothing about its requests", async () => {
  const key = await keyOf("leaver");
  for (let i = 0; i < 3; i++) expect(await send(quick, written({ key }))).toMatch(/^HTTP\/1.1 201 /);
  await revokeApiKey(loan.db, "leaver", machineClock());
  const before = await countReports();
  for (const body of [
    soundReport(),
    soundReport({ crossing: "nowhere" }),
    soundReport({ status: "open", lifts: ["none"] }),
  ])
    expect(await send(quick, written({ key, body }))).toMatch(
      /^HTTP\/1.1 401 [\s\S]*WWW-Authenticate: [\s\S]*This key is unknown or has been revoked/,
    );
  expect(await countReports()).toBe(before);
});

test("a client that disconnects within its body does no harm", async () => {
  const key = await keyOf("fleeting");
  await send(quick, written({ key }));
  const before = await countReports();
  const socket = connect(Number(new URL(quick.url).port), "127.0.0.1");
  socket.write(written({ key }).slice(0, -20));
  await new Promise((done) => setTimeout(done, 100));
  socket.destroy();
  await new Promise((done) => setTimeout(done, 100));
  expect(await send(quick, written({ key }))).toMatch(/^HTTP\/1.1 201 /);
  expect(await countReports()).toBe(before + 1);
});

test("the metrics count each request once, whoever answers it", async () => {
  const service = await startProcess(loan.url);
  try {
    const key = await keyOf("counted");
    for (let i = 0; i < 5; i++) await send(service, written({ key }));
    for (let i = 0; i < 3; i++) await send(service, written({ key, body: {} }));
    const text = await (await fetch(`${service.url}/metrics`)).text();
    const counts = text.matchAll(
      /^garita_http_request_seconds_count\{.*route="\/v1\/reports".*status="(\d+)"\} (\d+)$/gm,
    );
    const others = text.match(/^garita_http_request_seconds_count\{.*method="POST".*$/gm);
    expect([...counts].map(([, status, count]) => [status, count])).toEqual([
      ["201", "5"],
      ["400", "3"],
    ]);
    expect(others).toHaveLength(2);
  } finally {
    await service.stop();
  }
}, 60_000);

test("a write counts once towards the limit of its key, even if it is refused", async () => {
  const service = await startProcess(loan.url, { WRITES_PER_MINUTE: "5" });
  try {
    const key = await keyOf("limited");
    const statuses: string[] = [];
    for (const body of [{}, undefined, {}, undefined, {}, undefined, {}])
      statuses.push((await send(service, written({ key, body: body ?? soundReport() }))).slice(9, 12));
    expect(statuses).toEqual(["400", "201", "400", "201", "400", "429", "429"]);
    expect(await send(service, written({ key }))).toMatch(/\r\nRetry-After: \d+\r\n/);
  } finally {
    await service.stop();
  }
}, 60_000);
