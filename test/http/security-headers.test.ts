import { connect } from "node:net";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const PATHS = [
  "/",
  "/lukeville",
  "/nowhere",
  "/docs",
  "/desk/sign-in",
  "/v1/crossings",
  "/v1/crossings?format=csv",
  "/v1/crossings/nowhere",
  "/v1/reports?limit=0",
  "/v1/proposals",
  "/v1/calendar.ics",
  "/lukeville/badge.svg",
  "/openapi.json",
  "/healthz",
  "/metrics",
  "/robots.txt",
];

/** Sends bytes and returns the status line of the answer. */
const statusOf = (text: string): Promise<string> =>
  new Promise((done, fail) => {
    const socket = connect(Number(new URL(service.url).port), "127.0.0.1", () => socket.write(text));
    socket.once("data", (chunk) => {
      done(String(chunk).split("\r\n")[0] ?? "");
      socket.destroy();
    });
    socket.once("error", fail);
  });

describe("every answer, whatever its kind and status", () => {
  test.each(PATHS.flatMap((path) => [["text/html", path] as const, ["*/*", path] as const]))(
    "tells browsers to trust its type, to keep to TLS and to run nothing foreign (%s %s)",
    async (accept, path) => {
      for (let i = 0; i < 2; i++) {
        const { headers } = await service.ask(path, { headers: { accept } });
        expect(headers.get("content-type")).toMatch(/^(image\/\w+|.*charset=utf-8|application\/[\w+.-]*json)/);
        expect(Object.fromEntries(headers)).toMatchObject({
          "x-content-type-options": "nosniff",
          "strict-transport-security": expect.stringMatching(/^max-age=\d{8,}; includeSubDomains$/),
          "referrer-policy": expect.stringMatching(/^(no-referrer|same-origin)$/),
          "content-security-policy": expect.stringMatching(/default-src '(none|self)'.*frame-ancestors 'none'/),
        });
      }
    },
  );

  test("does not name the software or its version", async () => {
    for (const path of PATHS) {
      const { headers } = await service.ask(path);
      expect([path, headers.get("x-powered-by"), headers.get("server")]).toEqual([path, null, null]);
    }
  });
});

describe("a request that no client of Garita sends", () => {
  test.each(["TRACE", "PUT", "PROPFIND"])("is refused if its method is %s", async (method) => {
    for (const path of ["/", "/v1/crossings", "/desk", "/static/page.css"])
      expect([path, await statusOf(`${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n`)]).toEqual([
        path,
        expect.stringMatching(/^HTTP\/1\.1 (401|403|404|405) /),
      ]);
  });

  test.each([
    "/static/../package.json",
    "/static/%2e%2e%2fpackage.json",
    "/static/..%5c..%5cpackage.json",
    "/.env",
    "/.git/config",
  ])("finds no file of the machine at %s", async (path) => {
    expect(await statusOf(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`)).toMatch(/^HTTP\/1\.1 (400|404) /);
  });

  test.each(["'; DROP TABLE report; --", "' OR '1'='1", "1); SELECT pg_sleep(9); --"])(
    "is data for the database, never a statement: %s",
    async (text) => {
      const before = (await service.ask("/v1/reports")).body;
      const query = encodeURIComponent(text);
      for (const path of [`/?q=${query}`, `/v1/crossings?q=${query}`, `/v1/reports?publisher=${query}`, `/${query}`])
        expect((await service.ask(path)).status).toBeLessThan(500);
      expect((await service.ask("/v1/reports")).body).toEqual(before);
      expect((await service.ask(`/v1/reports?publisher=${query}`)).body.reports).toEqual([]);
    },
  );
});
