import { once } from "node:events";
import { connect } from "node:net";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase({ seeded: true });

/** Sends a request as it is written, and returns the raw answer. */
async function send(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(request);
  const pieces: Buffer[] = [];
  socket.on("data", (piece: Buffer) => pieces.push(piece));
  await once(socket, "close");
  return Buffer.concat(pieces).toString("latin1");
}

const written = (line: string, headers: readonly string[]): string =>
  `${[`${line} HTTP/1.1`, "Host: localhost", "Connection: close", "X-Request-Id: one", ...headers].join("\r\n")}\r\n\r\n`;

/** Returns an answer without the parts that depend on the moment, and with its headers in order. */
function comparable(raw: string): string {
  const [head = "", ...body] = raw.split("\r\n\r\n");
  const [status, ...headers] = head.split("\r\n");
  const lasting = headers.filter((header) => !/^(date|keep-alive|cache-control):/i.test(header));
  return [
    status,
    ...lasting.map((header) => header.replace(/^[^:]+/, (name) => name.toLowerCase())).sort(),
    ...body,
  ].join("\n");
}

const STATUS = "/v1/crossings/lukeville/status?at=2023-12-20T12:00";
const HISTORY = "/v1/crossings/lukeville/history?to=2024-01-01T00:00";
const JSON_ONLY = "Accept: application/json";

/**
 * Requests, each with an earlier one from which the headers are learned. `#` stands for a number of seconds, so that
 * the second request is not answered from the cache.
 */
const CASES: Record<string, { line: string; headers?: string[]; learnedFrom?: [line: string, headers: string[]] }> = {
  "a status": { line: `GET ${STATUS}:#Z` },
  "a status in Spanish": { line: `GET ${STATUS}:#Z`, headers: ["Accept-Language: es-MX, en;q=0.5"] },
  "a status for any type": { line: `GET ${STATUS}:#Z`, headers: ["Accept: */*"] },
  "a status that was not modified": { line: `GET ${STATUS}:#Z`, headers: [JSON_ONLY, "If-None-Match: *"] },
  "a status in brotli": { line: `GET ${STATUS}:#Z`, headers: [JSON_ONLY, "Accept-Encoding: br"] },
  "no acceptable coding": { line: `GET ${STATUS}:#Z`, headers: [JSON_ONLY, "Accept-Encoding: *;q=0"] },
  "the head of a status": { line: `HEAD ${STATUS}:#Z` },
  "two hosts": { line: `GET ${STATUS}:#Z`, headers: ["Host: example.org"] },
  "capitals in the path": { line: `GET /V1/crossings/lukeville/Status?at=2023-12-20T12:00:#Z` },
  "capitals in the slug": { line: `GET /v1/crossings/Lukeville/status?at=2023-12-20T12:00:#Z` },
  "an escape in the slug": { line: `GET /v1/crossings/%6cukeville/status?at=2023-12-20T12:00:#Z` },
  "a slash at the end": { line: `GET /v1/crossings/lukeville/status/?at=2023-12-20T12:00:#Z` },
  "an unknown crossing": { line: `GET /v1/crossings/nowhere/status?at=2023-12-20T12:00:#Z` },
  "a parameter twice": { line: `GET ${STATUS}:#Z&mode=passenger&mode=rail` },
  "a mode that the crossing lacks": { line: `GET ${STATUS}:#Z&mode=rail` },
  "an instant that does not exist": { line: `GET /v1/crossings/lukeville/status?at=2023-02-30T12:00:#Z` },
  "a memento": { line: `GET ${STATUS}:#Z&publishedBefore=2023-12-20T12:00:#Z` },
  "a memento with another time": {
    line: `GET ${STATUS}:#Z`,
    headers: ["Accept-Datetime: Wed, 20 Dec 2023 19:00:00 GMT"],
  },
  "a later knownAt": { line: `GET ${STATUS}:#Z&knownAt=2199-01-01T00:00:#Z` },
  "a plus sign that became a blank": { line: `GET ${STATUS}:#+00:00` },
  "a stray percent sign": { line: `GET ${STATUS}:#Z&mode=%` },
  "a page of history with a next page": { line: `GET ${HISTORY}:#Z&limit=2` },
  "a page of history without a next page": {
    line: `GET ${HISTORY}:#Z&limit=500`,
    learnedFrom: [`GET ${HISTORY}:59Z&limit=2`, [JSON_ONLY]],
  },
  "history as CSV, after JSON was asked for by name": {
    line: `GET ${HISTORY}:#Z`,
    headers: ["Accept: text/csv"],
    learnedFrom: [`GET ${HISTORY}:59Z&format=json`, ["Accept: text/csv"]],
  },
  "history as JSON by name, after CSV": {
    line: `GET ${HISTORY}:#Z&format=json`,
    headers: ["Accept: text/csv"],
    learnedFrom: [`GET ${HISTORY}:59Z`, ["Accept: text/csv"]],
  },
  "history as a page, which does not exist": { line: `GET ${HISTORY}:#Z`, headers: ["Accept: text/html"] },
  "a method that is not allowed": { line: `DELETE ${STATUS}:#Z` },
};

test("an answer from memory is the same as the usual one, for any kind of request", async () => {
  const processes = await Promise.all([startProcess(loan.url), startProcess(loan.url, { MEMORY_RECORD_MB: "0" })]);
  let seconds = 10;
  try {
    for (const [name, { line, headers = [JSON_ONLY], learnedFrom }] of Object.entries(CASES)) {
      const [first, before] = learnedFrom ?? [line.replaceAll("#", "00"), headers];
      for (const { url } of processes) await send(url, written(first, before));
      const request = written(line.replaceAll("#", String(seconds++)), headers);
      const [given, wanted] = await Promise.all(processes.map(async ({ url }) => comparable(await send(url, request))));
      expect({ name, answer: given }).toEqual({ name, answer: wanted });
    }
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
  }
}, 60_000);

/** Returns the number of requests to a route that the metrics count, by status. */
async function countedAt({ url }: ServiceProcess, route: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(/^garita_http_request_seconds_count\{(.*)\} (\d+)$/gm);
  return Object.fromEntries(
    [...lines]
      .filter(([, labels = ""]) => labels.includes(`route="${route}"`))
      .map(([, labels = "", count]) => [/status="(\d+)"/.exec(labels)?.[1] ?? "", Number(count)]),
  );
}

test("the metrics count each request once, whoever answers it", async () => {
  const service = await startProcess(loan.url);
  try {
    const ask = (rest: string) => fetch(`${service.url}/v1/crossings/naco/status?at=2023-12-20T${rest}`);
    for (let i = 10; i < 15; i++) await (await ask(`12:00:${i}Z`)).text();
    for (let i = 10; i < 13; i++) await (await ask(`12:00:${i}Z&mode=rail`)).text();
    expect(await countedAt(service, "/v1/crossings/:slug/status")).toEqual({ 200: 5, 400: 3 });
  } finally {
    await service.stop();
  }
}, 60_000);
