import { GaritaError, garitaClient, isOpen } from "../../../packages/client/src/index.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let client: ReturnType<typeof garitaClient>;
beforeAll(async () => {
  service = await loanService();
  client = garitaClient(service.url);
});
afterAll(() => service.release());

const at = "2023-12-20T12:00:00-07:00";
const byCar = { mode: "passenger", direction: "northbound" } as const;

describe("the client reads", () => {
  test("whether a crossing was open, and says false for a suspended one", async () => {
    const answer = await client.status("lukeville", { at, ...byCar });
    expect(answer).toMatchObject({ crossing: "lukeville", at: "2023-12-20T19:00:00Z", open: false });
    expect(answer.services[0]?.status).toBe("suspended");
    expect(isOpen(answer)).toBe(false);
  });

  test("what was known earlier, and says null if nothing was", async () => {
    const answer = await client.status("lukeville", { at, ...byCar, knownAt: "2024-01-01T00:00:00Z" });
    expect(answer.services[0]?.status).toBe("unknown");
    expect(answer.open).toBeNull();
    expect(isOpen(answer)).toBeNull();
  });

  test("the present, in which no seeded crossing is certainly open without newer reports", async () => {
    const { crossings } = await client.crossings();
    expect(crossings.length).toBeGreaterThan(50);
    expect(crossings.some((crossing) => crossing.open === true)).toBe(true);
    expect(crossings.filter((crossing) => isOpen(crossing) === true).map(({ slug }) => slug)).toEqual([]);
  });

  test("the past, and calls a service open only if the API has no doubt", async () => {
    const { crossings } = await client.crossings({ at });
    const services = crossings.flatMap((crossing) => crossing.services);
    const open = services.filter((service) => isOpen(service) === true);
    expect(open.length).toBeGreaterThan(50);
    for (const { status, certainty, conflict, limited } of open)
      expect([status, certainty === "unconfirmed", conflict, limited]).toEqual(["open", false, null, false]);
    expect(services.filter((service) => service.open === true && isOpen(service) === null).length).toBeGreaterThan(10);
    expect(services.filter((service) => service.open === false).every((service) => isOpen(service) === false)).toBe(
      true,
    );
  });

  test("lists, one crossing, its history, its spans, alternatives and availability", async () => {
    const { crossings } = await client.crossings({ state: "AZ", q: undefined, limit: 2 });
    expect(crossings.map(({ state }) => state)).toEqual(["AZ", "AZ"]);
    expect((await client.crossing("lukeville")).names.es).toBe("Garita de Sonoyta");
    const { history, next } = await client.history("lukeville", { ...byCar, limit: 1 });
    expect(history[0]?.report.source.publisher).toEqual(expect.any(String));
    const second = await client.history("lukeville", { ...byCar, limit: 1, cursor: next ?? "" });
    expect(second.history[0]?.seq).not.toBe(history[0]?.seq);
    const spans = await client.spans("lukeville", byCar);
    expect(spans.history.map(({ status }) => status)).toContain("suspended");
    const { alternatives } = await client.alternatives("lukeville", { ...byCar, at, limit: 1 });
    expect(alternatives?.map(({ slug }) => slug)).toEqual(["sasabe"]);
    const { services } = await client.availability("lukeville", { from: "2023-12", to: "2023-12", ...byCar });
    expect(services[0]?.hours.suspended).toBe(672);
  });

  test("all reports in order, page by page", async () => {
    const all: number[] = [];
    for await (const { seq } of client.allChanges()) all.push(seq);
    const { seq } = await client.get("/v1/log/head");
    expect(all).toEqual(Array.from({ length: seq }, (_, i) => i + 1));
    expect((await client.changes({ after: seq })).changes).toEqual([]);
  });

  test("any other answer by its path", async () => {
    const waits = await client.get("/v1/crossings/{slug}/waits", { path: { slug: "lukeville" } });
    expect(waits.timeZone).toBe("America/Phoenix");
  });

  test("names and errors in Spanish, if asked to", async () => {
    const inSpanish = garitaClient(`${service.url}/`, { language: "es" });
    expect((await inSpanish.crossing("lukeville")).name).toBe("Garita de Sonoyta");
    await expect(inSpanish.crossing("nowhere")).rejects.toThrow(/No hay/);
  });

  test("the crossing behind another name", async () => {
    expect((await client.status("pedwest")).crossing).toBe("san-ysidro-pedwest");
  });
});

describe("the client's errors", () => {
  test("are problem documents", async () => {
    const error = await client.status("lukeville", { at: "yesterday" }).catch((reason) => reason);
    expect(error).toBeInstanceOf(GaritaError);
    expect(error).toMatchObject({
      status: 400,
      isTemporary: false,
      problem: { type: "/problems/invalid", errors: [{ path: "at" }] },
    });
    expect(error.message).toContain("yesterday");
  });

  test("have no problem document if something else answers, and say when to try again", async () => {
    const answer = () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "retry-after": "7" } });
    const behindProxy = garitaClient(service.url, { fetch: async () => answer() });
    await expect(behindProxy.crossings()).rejects.toMatchObject({
      status: 502,
      problem: null,
      retryAfterSeconds: 7,
      isTemporary: true,
    });
  });

  test("say when to try again if the service names a time", async () => {
    const retryAfter = async (value: string) => {
      const fetch = async () => new Response("", { status: 503, headers: { "retry-after": value } });
      const error = await garitaClient(service.url, { fetch })
        .crossings()
        .catch((reason) => reason);
      return error.retryAfterSeconds;
    };
    const inAMinute = await retryAfter(new Date(Date.now() + 60_000).toUTCString());
    expect(inAMinute).toBeGreaterThan(50);
    expect(inAMinute).toBeLessThanOrEqual(60);
    expect(await retryAfter("Wed, 21 Oct 2015 07:28:00 GMT")).toBe(0);
    expect(await retryAfter("soon")).toBeNull();
    expect(await retryAfter("-1")).toBeNull();
  });

  test("come if something else answers with a page", async () => {
    const page: typeof fetch = async () =>
      new Response("<h1>Sign in</h1>", { status: 200, headers: { "content-type": "text/html" } });
    const behindPortal = garitaClient(service.url, { fetch: page });
    const portal = { name: "GaritaError", status: 200, problem: null, isTemporary: true };
    await expect(behindPortal.crossings()).rejects.toMatchObject(portal);
    await expect(behindPortal.crossings()).rejects.toThrow("The answer with the status 200 is not of the API");
    await expect(
      behindPortal.recordReport(soundReport() as Parameters<typeof client.recordReport>[0], { retries: 0 }),
    ).rejects.toMatchObject(portal);
  });

  test("come at once if a part of the path is missing or leads elsewhere", async () => {
    for (const slug of ["", ".", ".."]) {
      const fault = new TypeError(`slug must name one thing; got "${slug}"`);
      await expect(client.crossing(slug)).rejects.toThrow(fault);
      await expect(client.status(slug)).rejects.toThrow(fault);
    }
    await expect(client.get("/v1/crossings/{slug}")).rejects.toThrow(TypeError);
    await expect(client.crossing("../log/head")).rejects.toMatchObject({ status: 400 });
  });

  test("come at the end of the time limit, and when the caller gives up", async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_done, fail) => init?.signal?.addEventListener("abort", () => fail(init.signal?.reason)));
    await expect(garitaClient(service.url, { fetch: never, timeoutMs: 20 }).crossings()).rejects.toMatchObject({
      name: "TimeoutError",
    });
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(client.crossings({}, { signal })).rejects.toThrow("enough");
  });
});

describe("the client records a report", () => {
  const report = () => soundReport() as Parameters<typeof client.recordReport>[0];

  test("once, however often the request is sent with the same key", async () => {
    const key = await service.keyFor("client", "recorder");
    const desk = garitaClient(service.url, { key });
    const [first, second] = [
      await desk.recordReport(report(), { idempotencyKey: "once" }),
      await desk.recordReport(report(), { idempotencyKey: "once" }),
    ];
    expect(first).toMatchObject({ recorded: true, report: { recordedBy: "client", stillRestricted: [] } });
    expect(second).toEqual(first);
  });

  test("once, even if the answer to the first request is lost", async () => {
    const key = await service.keyFor("client behind a bad line", "recorder");
    let requests = 0;
    const losesFirst: typeof fetch = async (...args) => {
      const answer = await fetch(...args);
      if (requests++ > 0) return answer;
      await answer.text();
      throw new TypeError("fetch failed");
    };
    const before = (await client.get("/v1/log/head")).seq;
    const desk = garitaClient(service.url, { key, fetch: losesFirst });
    const result = await desk.recordReport(report());
    expect(requests).toBe(2);
    expect(result).toMatchObject({ recorded: true, report: { seq: before + 1 } });
    expect((await client.get("/v1/log/head")).seq).toBe(before + 1);
  });

  test("not if the service asks to wait for more than a minute", async () => {
    let requests = 0;
    const closed: typeof fetch = async () => {
      requests++;
      return new Response("", { status: 503, headers: { "retry-after": "61" } });
    };
    const desk = garitaClient(service.url, { fetch: closed });
    await expect(desk.recordReport(report())).rejects.toMatchObject({ status: 503, retryAfterSeconds: 61 });
    expect(requests).toBe(1);
  });

  test("never without a key, and does not try again", async () => {
    let requests = 0;
    const counting: typeof fetch = (...args) => {
      requests++;
      return fetch(...args);
    };
    const stranger = garitaClient(service.url, { fetch: counting });
    await expect(stranger.recordReport(report())).rejects.toMatchObject({ status: 401 });
    expect(requests).toBe(1);
  });
});
