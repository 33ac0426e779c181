import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService({ settings: { PUBLIC_URL: "https://garita.example" } });
});
afterAll(() => service.release());

interface Raw {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
}

/**
 * Sends a request without the headers that `fetch` adds, and does not decode the body. Headers are alternating names
 * and values, so that a name may occur twice.
 */
function raw(path: string, headers: readonly string[] = [], method = "GET"): Promise<Raw> {
  const { host } = new URL(service.url);
  return new Promise((done, fail) => {
    const all = [...(headers.some((name) => /^host$/i.test(name)) ? [] : ["Host", host]), ...headers];
    request(`${service.url}${path}`, { method, headers: all, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response
        .on("data", (piece) => pieces.push(piece))
        .on("end", () =>
          done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
        );
    })
      .on("error", fail)
      .end();
  });
}

/** Sends the request twice, because the second answer may come from the cache. */
const twice = async (path: string, headers: readonly string[]) => [await raw(path, headers), await raw(path, headers)];

const STATUS = "/v1/crossings/lukeville/status";

describe("Accept-Encoding", () => {
  test.each(["identity;q=0", "*;q=0", "identity;q=0, deflate"])("%s is refused with 406", async (accept) => {
    await raw(STATUS);
    for (const path of [STATUS, "/lukeville", "/healthz", "/v1/nothing"])
      for (const answer of await twice(path, ["Accept-Encoding", accept])) {
        expect([answer.status, answer.headers["content-encoding"]]).toEqual([406, undefined]);
        expect(JSON.parse(String(answer.body))).toMatchObject({ type: "/problems/not_acceptable" });
      }
  });

  test("that excludes unencoded answers gets even short answers encoded", async () => {
    for (const answer of await twice("/lukeville", ["Accept-Encoding", "identity;q=0, gzip"])) {
      expect(answer.headers["content-encoding"]).toBe("gzip");
      expect(String(gunzipSync(answer.body))).toMatch(/^\S.*\n$/);
    }
    const [plain] = await twice("/lukeville", ["Accept-Encoding", "gzip"]);
    expect(plain?.headers["content-encoding"]).toBeUndefined();
    const [brotli] = await twice("/lukeville", ["Accept-Encoding", "identity;q=0, *"]);
    expect(String(brotliDecompressSync(brotli?.body ?? Buffer.of()))).toBe(String(plain?.body));
  });
});

describe("two Host headers", () => {
  test("are refused, even for a cached answer", async () => {
    await raw(STATUS);
    for (const path of [STATUS, "/lukeville", "/healthz"]) {
      const answer = await raw(path, ["Host", "a.example", "Host", "b.example"]);
      expect(answer.status).toBe(400);
      expect(JSON.parse(String(answer.body))).toMatchObject({
        errors: [{ path: "Host", message: "is given more than once" }],
      });
    }
    expect((await raw(STATUS)).status).toBe(200);
  });
});

describe("a program for link previews", () => {
  const ANYTHING = ["Accept", "*/*"];
  test.each([
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "WhatsApp/2.23.20.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Twitterbot/1.0",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "TelegramBot (like TwitterBot)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.social/) Bot",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
  ])("gets the page if it accepts anything: %s", async (agent) => {
    for (const path of ["/lukeville", "/"])
      for (const headers of [
        ["User-Agent", agent],
        ["User-Agent", agent, ...ANYTHING],
      ])
        for (const { status, headers: got, body } of await twice(path, headers)) {
          expect([status, got["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
          expect(String(body)).toMatch(/<meta property="og:title" content="[^"]+">/);
          expect(String(got.vary).split(", ")).toEqual(expect.arrayContaining(["Accept", "User-Agent"]));
        }
  });

  test("does not affect other clients that accept anything: curl gets text before and after a preview", async () => {
    const preview = ["User-Agent", "WhatsApp/2", ...ANYTHING];
    for (const agent of ["curl/8.5.0", "Wget/1.21", "python-requests/2.31"]) {
      const asked = ["User-Agent", agent, ...ANYTHING];
      for (const headers of [asked, preview, asked, preview, asked]) {
        const { headers: got } = await raw("/naco", headers);
        expect(got["content-type"]).toBe(
          headers === preview ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
        );
        expect(got.vary).toContain("User-Agent");
      }
    }
  });

  test("gets no page if it accepts only another type, or at URLs of the API", async () => {
    const agent = ["User-Agent", "Slackbot 1.0"];
    expect((await raw("/lukeville", [...agent, "Accept", "application/json"])).headers["content-type"]).toMatch(/json/);
    expect((await raw(STATUS, [...agent, ...ANYTHING])).headers["content-type"]).toMatch(/json/);
    expect((await raw("/v1/ports", [...agent, ...ANYTHING])).headers["content-type"]).toMatch(/json/);
  });
});

describe("a script on another site", () => {
  const preflight = (path: string, method: string, headers: string) =>
    raw(
      path,
      [
        "Origin",
        "https://app.example",
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers,
      ],
      "OPTIONS",
    );

  test.each([
    [STATUS, "GET", "if-none-match, last-event-id, authorization", "GET, HEAD, OPTIONS"],
    ["/v1/stream", "GET", "last-event-id,cache-control", "GET, HEAD, OPTIONS"],
    ["/v1/reports", "POST", "authorization,content-type,idempotency-key", "GET, HEAD, POST, OPTIONS"],
    ["/v1/subscriptions/some", "DELETE", "authorization", "GET, HEAD, DELETE, OPTIONS"],
    ["/openapi.json", "GET", "if-none-match", "GET, HEAD, OPTIONS"],
    ["/healthz", "GET", "x-requested-with", "GET, HEAD, OPTIONS"],
    ["/lukeville", "GET", "accept-language", "GET, HEAD, OPTIONS"],
  ])("may learn the methods and headers allowed for %s (%s)", async (path, method, headers, methods) => {
    const { status, headers: got, body } = await preflight(path, method, headers);
    expect([status, body.length]).toEqual([204, 0]);
    expect(got).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": methods,
      "access-control-max-age": "7200",
      allow: methods,
    });
    const allowed = String(got["access-control-allow-headers"]).toLowerCase().split(/, */);
    expect(allowed).toEqual(expect.arrayContaining(headers.split(/, */)));
  });

  test("may read the headers that clients need, even those of cached answers", async () => {
    for (const { headers } of await twice(STATUS, ["Origin", "https://app.example"])) {
      expect(headers["access-control-allow-origin"]).toBe("*");
      const exposed = String(headers["access-control-expose-headers"]).split(", ");
      expect(exposed).toEqual(
        expect.arrayContaining(["ETag", "Garita-Stale", "Location", "Retry-After", "Content-Disposition"]),
      );
    }
  });

  test("gets no access to the desk", async () => {
    for (const path of ["/desk", "/desk/reports"]) {
      const { headers } = await preflight(path, "POST", "content-type");
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  test("learns the allowed methods from a 405 response", async () => {
    const { status, headers } = await raw("/v1/ports", [], "PUT");
    expect([status, headers.allow]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });
});
