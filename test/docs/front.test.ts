import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../support/eventually.ts";
import { CLIENT_HEADER, FRONTS, type Front } from "../support/front.ts";
import { type RawAnswer, rawRequest } from "../support/raw-request.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";
import { openStreamClient } from "../support/stream-client.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

const STATUS = "/v1/crossings/lukeville/status";

/** Headers by which Garita chooses the form of an answer, as clients send them. "" stands for no header. */
const ENCODINGS = ["", "gzip, deflate, br", "gzip, deflate, br, zstd", "gzip", "gzip;q=0.5, br;q=0.1", "identity", "*"];
const LANGUAGES = [
  "",
  "en-US,en;q=0.9,es;q=0.8",
  "en-US,en;q=0.5",
  "es-MX,es;q=0.9,en;q=0.8",
  "es-419, es;q=0.8, en-US;q=0.4",
  "es",
  "es-MX,en;q=0.9,es;q=0.8",
  "es-MX,en",
  "fr-FR,fr;q=0.9,es;q=0.8,en;q=0.7",
  "en;q=0.2,es;q=0.4",
  "es-MX,es;q=0.3,en;q=0.9",
];
const ACCEPTS = [
  "",
  "*/*",
  "application/json",
  "application/geo+json",
  "text/csv",
  "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
];
const AGENTS = ["curl/8.4.0", "WhatsApp/2.23.20.0", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101"];

/** Returns addresses of answers that are the same at any time, so that they can be compared byte by byte. */
const lastingPaths = (knownAt: string): string[] => {
  const query = `at=2023-12-20T12:00:00-07:00&knownAt=${knownAt}`;
  const history = `/v1/crossings/lukeville/history?to=2024-02-01&knownAt=${knownAt}`;
  return [`${STATUS}?${query}`, `/lukeville?${query}`, `/v1/crossings?state=AZ&${query}`, history, "/nowhere"];
};

const CHOICES = {
  accept: ACCEPTS,
  "accept-language": LANGUAGES,
  "accept-encoding": ENCODINGS,
  "user-agent": AGENTS,
};

/** Returns the parts of an answer that must be the same through a cache. */
const formOf = ({ status, headers, body }: RawAnswer) => ({
  status,
  headers: ["etag", "content-type", "content-language", "content-encoding", "cache-control"].map((name) =>
    status === 200 || name.startsWith("content") ? headers[name] : undefined,
  ),
  body: createHash("sha256").update(body).digest("hex"),
});

/** Removes headers that were not sent. */
const sent = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));

/** Lists headers of requests that differ from one request in one header. `n` selects that request. */
function similarRequests(n: number): Record<string, string>[] {
  const first = Object.fromEntries(
    Object.entries(CHOICES).map(([name, values]) => [name, values[n % values.length] ?? ""]),
  );
  return Object.entries(CHOICES).flatMap(([name, values]) => values.map((value) => sent({ ...first, [name]: value })));
}

describe.each(Object.entries(FRONTS))("%s in front, configured as in docs/examples", (name, { isInstalled, start }) => {
  // Garita needs neither program. Where they are installed, their configurations are tested.
  if (!isInstalled()) return test.skip(`is not tested, because ${name} is not installed`, () => undefined);
  let service: LoanedService;
  let front: Front;
  let key: string;
  beforeAll(async () => {
    service = await loanService({ settings: { TRUST_PROXY: "loopback", WRITES_PER_MINUTE: "50" } });
    key = await service.keyFor("desk", "recorder");
    front = await start(service.url);
  }, 60_000);
  afterAll(async () => {
    await front.stop();
    await service.release();
  });

  /** Returns the number of requests that reached the service, without those of `/metrics`. */
  async function reached(): Promise<number> {
    const { text } = await service.ask("/metrics");
    const served = Number(/^garita_answers_served_total (\d+)$/m.exec(text)?.[1]);
    const routed = [...text.matchAll(/^garita_http_request_seconds_count\{(.*)\} (\d+)$/gm)];
    return routed.reduce((sum, [, labels, count]) => sum + (labels?.includes("/metrics") ? 0 : Number(count)), served);
  }

  async function record(status: string): Promise<number> {
    const { status: code, body } = await service.post("/v1/reports", soundReport({ status }), key);
    expect(code).toBe(201);
    return body.seq;
  }

  const asOf = async (): Promise<number> => JSON.parse(String((await rawRequest(`${front.url}${STATUS}`)).body)).asOf;

  test("sends the bytes that Garita sends, in the form that the client prefers", async () => {
    const { host } = new URL(front.url);
    for (const path of lastingPaths(String(service.ctx.now)))
      for (const n of [0, 2, 4]) {
        const requests = similarRequests(n).map((headers) => ({ host, ...headers }));
        const direct: unknown[] = [];
        for (const headers of requests) direct.push(formOf(await rawRequest(`${service.url}${path}`, headers)));
        // These follow each other so quickly that most answers come from the cache.
        for (const order of [[...requests.keys()], [...requests.keys()].reverse()])
          for (const i of order) {
            const through = formOf(await rawRequest(`${front.url}${path}`, requests[i]));
            expect([path, requests[i], through]).toEqual([path, requests[i], direct[i]]);
          }
      }
  }, 120_000);

  test("answers most requests without Garita", async () => {
    await asOf();
    const before = await reached();
    const began = performance.now();
    for (let i = 0; i < 300; i++) await asOf();
    const seconds = (performance.now() - began) / 1000;
    // One request a second, and one at each end.
    expect((await reached()) - before).toBeLessThanOrEqual(Math.ceil(seconds) + 2);
  });

  test("shows a change within two seconds while many ask", async () => {
    for (const status of ["suspended", "open"]) {
      for (const until = performance.now() + 1_500; performance.now() < until; ) await asOf();
      const seq = await record(status);
      const began = performance.now();
      while ((await asOf()) !== seq) await sleep(5);
      // On a busy machine, half a second more may pass.
      expect(performance.now() - began).toBeLessThan(2_500);
    }
  }, 30_000);

  test("never sends an answer that expired more than a second ago, not even while it fetches the next", async () => {
    await asOf();
    await sleep(3_100);
    const seq = await record("suspended");
    expect(await Promise.all([asOf(), asOf(), asOf(), asOf()])).toEqual([seq, seq, seq, seq]);
  }, 20_000);

  test("confirms an ETag, and answers HEAD, without Garita", async () => {
    const { headers } = await rawRequest(`${front.url}${STATUS}`);
    const before = await reached();
    const same = await rawRequest(`${front.url}${STATUS}`, { "if-none-match": String(headers.etag) });
    expect([same.status, same.body.length]).toEqual([304, 0]);
    expect((await rawRequest(`${front.url}${STATUS}`, {}, "HEAD")).headers.etag).toBe(headers.etag);
    expect((await reached()) - before).toBeLessThanOrEqual(1);
  });

  test("leads a request for a past time there, whatever is in the cache", async () => {
    const datetime = { "accept-datetime": "Wed, 20 Dec 2023 19:00:00 GMT" };
    for (let i = 0; i < 3; i++) {
      expect((await rawRequest(`${front.url}${STATUS}`)).status).toBe(200);
      const gate = await rawRequest(`${front.url}${STATUS}`, datetime);
      expect([gate.status, gate.headers.location]).toEqual([302, expect.stringContaining("at=2023-12-20")]);
      const memento = await rawRequest(new URL(String(gate.headers.location), front.url).href, datetime);
      expect(memento.headers["memento-datetime"]).toBe(datetime["accept-datetime"]);
    }
  });

  test("tells what is left of a limit to the client whose request reached Garita, and to nobody else", async () => {
    const named = await start(service.url, { namesClients: true });
    const read = (client: string) =>
      rawRequest(`${named.url}${STATUS}?at=2023-12-20T12:00:00Z`, { [CLIENT_HEADER]: client });
    const known = ({ headers }: RawAnswer) => [headers.ratelimit, headers["ratelimit-policy"]];
    try {
      expect(known(await read("93.184.215.14"))).toEqual([
        expect.stringMatching(/r=\d+/),
        expect.stringMatching(/q=\d+/),
      ]);
      for (const client of ["93.184.215.15", "10.0.0.9", "93.184.215.14"])
        expect(known(await read(client))).toEqual([undefined, undefined]);
    } finally {
      await named.stop();
    }
  });

  test("passes the stream on as it comes", async () => {
    const clients = [
      await openStreamClient(`${front.url}/v1/stream`),
      await openStreamClient(`${front.url}/v1/stream`),
    ];
    for (const status of ["open", "suspended"]) {
      const seq = await record(status);
      for (const { events } of clients)
        await eventually(() => expect(events.map(({ id }) => id)).toContain(seq), 1_000);
    }
    for (const client of clients) {
      expect(client.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
      client.close();
    }
  });

  test("passes writes and requests with a key on, and keeps none of their answers", async () => {
    const authorization = `Bearer ${key}`;
    const posted = await fetch(`${front.url}/v1/reports`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(soundReport()),
    });
    expect(posted.status).toBe(201);
    for (let i = 0; i < 2; i++) {
      expect((await rawRequest(`${front.url}/v1/proposals`, { authorization })).status).toBe(200);
      expect((await rawRequest(`${front.url}/v1/proposals`)).status).toBe(401);
    }
    const before = await reached();
    await asOf();
    for (let i = 0; i < 3; i++) await rawRequest(`${front.url}${STATUS}`, { authorization });
    expect((await reached()) - before).toBeGreaterThanOrEqual(3);
  });

  test("keeps the sessions of the desk apart, and no cookie in a public answer", async () => {
    const visitors = [makeVisitor(front.url), makeVisitor(front.url)];
    for (const visitor of visitors) expect((await signIn(visitor, key)).path).toBe("/desk");
    const tokens = visitors.map(({ cookies }) => [...cookies.values()].join());
    expect(new Set(tokens).size).toBe(2);
    for (const visitor of visitors) {
      expect((await visitor.open("/desk")).heading).not.toBe("Sign in");
      expect((await visitor.open("/lukeville")).headers.getSetCookie()).toEqual([]);
    }
    expect((await makeVisitor(front.url).open("/desk")).markup).toContain('name="key"');
  });

  test("tells Garita the client's address, which the client cannot forge", async () => {
    const guess = (i: number) =>
      rawRequest(`${front.url}/v1/proposals`, { authorization: "Bearer fake", "x-forwarded-for": `203.0.113.${i}` });
    const statuses: number[] = [];
    for (let i = 0; i < 52; i++) statuses.push((await guess(i)).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });
});

test("every header by which Garita chooses an answer is in the key of nginx, or makes it pass the request on", async () => {
  const service = await loanService();
  const known = new Set(["Accept", "Accept-Language", "Accept-Encoding", "User-Agent", "Accept-Datetime"]);
  const paths = [
    STATUS,
    "/",
    "/lukeville",
    "/about",
    "/docs",
    "/openapi.json",
    "/history",
    "/article",
    "/sitemap.xml",
    "/robots.txt",
    "/embed/board",
  ];
  for (const path of [
    ...paths,
    "/v1/crossings",
    "/v1/atom.xml",
    "/v1/calendar.ics",
    "/v1/reports",
    "/pedwest",
    "/nowhere",
  ])
    for (const accept of ACCEPTS) {
      const { headers } = await rawRequest(`${service.url}${path}`, sent({ accept }));
      const vary = String(headers.vary ?? "")
        .split(/,\s*/)
        .filter((each) => each !== "");
      expect([path, vary.filter((each) => !known.has(each))]).toEqual([path, []]);
    }
  await service.release();
});
