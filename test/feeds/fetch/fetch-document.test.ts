import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { FeedError } from "../../../src/feeds/fetch/feed-error.ts";
import { type FetchLimits, fetchDocument } from "../../../src/feeds/fetch/fetch-document.ts";

const LIMITS: FetchLimits = { timeoutMs: 2_000, maxBytes: 100_000, userAgent: "garita-test" };
const MEGABYTE = Buffer.alloc(1_000_000, "a");

let server: Server;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "garita-fetch-"));
});
// Each test has its own server, because `fetch` might reuse a connection that the previous test broke.
beforeEach(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
});
afterAll(() => rmSync(folder, { recursive: true }));

const failure = async (url: string, limits: Partial<FetchLimits> = {}): Promise<FeedError> => {
  const error: unknown = await fetchDocument(url, { ...LIMITS, ...limits }).catch((reason: unknown) => reason);
  if (error instanceof FeedError) return error;
  throw new Error(`not a FeedError, but ${String(error)}`);
};

describe("a fetched document", () => {
  test("comes with its headers, and the request identifies Garita and accepts only gzip", async () => {
    let asked: IncomingMessage | undefined;
    answer = (request, response) => {
      asked = request;
      response.writeHead(200, {
        "content-type": "application/json",
        etag: '"1"',
        "last-modified": "Sat, 15 Aug 2026 13:00:00 GMT",
      });
      response.end("[1]");
    };
    expect(await fetchDocument(origin, LIMITS)).toEqual({
      body: "[1]",
      status: 200,
      contentType: "application/json",
      etag: '"1"',
      lastModified: "Sat, 15 Aug 2026 13:00:00 GMT",
    });
    expect(asked?.headers).toMatchObject({ "user-agent": "garita-test", "accept-encoding": "gzip" });
  });

  test("is decompressed", async () => {
    answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('["Día"]'));
    expect((await fetchDocument(origin, LIMITS)).body).toBe('["Día"]');
  });

  test.each([
    ["the XML prolog", "text/xml", "<?xml version='1.0' encoding='ISO-8859-1'?><a>Día</a>"],
    ["the header", "text/xml; charset=iso-8859-1", "<a>Día</a>"],
  ])("is decoded as ISO-8859-1 if %s says so", async (_, contentType, text) => {
    answer = (_request, response) =>
      response.writeHead(200, { "content-type": contentType }).end(Buffer.from(text, "latin1"));
    expect((await fetchDocument(origin, LIMITS)).body).toBe(text);
  });

  test("may be a file", async () => {
    writeFileSync(join(folder, "feed.json"), "[2]");
    const url = pathToFileURL(join(folder, "feed.json")).href;
    expect(await fetchDocument(url, LIMITS)).toEqual({ body: "[2]", status: 200, contentType: "" });
  });

  test("may have moved within its host", async () => {
    answer = (request, response) =>
      request.url === "/new" ? response.end("[3]") : response.writeHead(302, { location: "/new" }).end();
    expect((await fetchDocument(`${origin}/old`, LIMITS)).body).toBe("[3]");
  });
});

describe("the time limit", () => {
  test("ends the wait for a server that does not answer", async () => {
    answer = () => {};
    expect((await failure(origin, { timeoutMs: 100 })).code).toBe("timeout");
  });

  test("ends the transfer of a body that arrives too slowly", async () => {
    answer = (_, response) => {
      const timer = setInterval(() => response.write("a"), 20);
      response.on("close", () => clearInterval(timer));
    };
    expect((await failure(origin, { timeoutMs: 200 })).code).toBe("timeout");
  });

  test("does not delay an abort by the caller", async () => {
    answer = () => {};
    const caller = new AbortController();
    const fetched = fetchDocument(origin, { ...LIMITS, signal: caller.signal });
    caller.abort(new Error("stopping"));
    await expect(fetched).rejects.toThrow("stopping");
    await expect(fetchDocument(origin, { ...LIMITS, signal: caller.signal })).rejects.toThrow("stopping");
  });
});

describe("the size limit", () => {
  test("stops a stream of 200 MB", async () => {
    let sent = 0;
    answer = (_, response) => {
      const more = (): void => {
        while (sent < 200 && !response.destroyed) {
          sent += 1;
          if (!response.write(MEGABYTE)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    };
    expect((await failure(origin)).code).toBe("too_large");
    expect(sent).toBeLessThan(50);
  });

  test("applies to the decompressed size", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(LIMITS.maxBytes);
    answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    expect((await failure(origin)).code).toBe("too_large");
  });

  test("applies to a file, and allows exactly the limit", async () => {
    writeFileSync(join(folder, "big"), MEGABYTE);
    const url = pathToFileURL(join(folder, "big")).href;
    expect((await failure(url)).code).toBe("too_large");
    expect((await failure(url, { maxBytes: MEGABYTE.length - 1 })).code).toBe("too_large");
    expect((await fetchDocument(url, { ...LIMITS, maxBytes: MEGABYTE.length })).body).toHaveLength(MEGABYTE.length);
  });
});

describe("a fetch", () => {
  test.each([
    [429, { "retry-after": "120" }, 120],
    [503, { "retry-after": "Sat, 15 Aug 2026 13:01:30 GMT", date: "Sat, 15 Aug 2026 13:00:00 GMT" }, 90],
    [503, { "retry-after": "soon" }, null],
    [404, {}, null],
    [304, {}, null],
    [500, {}, null],
  ])("fails for status %d with %j", async (status, headers, retryAfter) => {
    answer = (_, response) => response.writeHead(status, headers).end();
    expect(await failure(origin)).toMatchObject({ code: "http_status", status, retryAfter });
  });

  test.each([
    ["by its content type", "text/html; charset=utf-8", "<p>Maintenance</p>"],
    ["by its first characters", "application/json", " <!DOCTYPE html><title>Maintenance</title>"],
  ])("fails for a web page, recognised %s", async (_, contentType, body) => {
    answer = (_request, response) => response.writeHead(200, { "content-type": contentType }).end(body);
    expect((await failure(origin)).code).toBe("not_a_feed");
  });

  test.each([200, 204])("fails for an empty body with status %d", async (status) => {
    answer = (_, response) => response.writeHead(status).end();
    expect((await failure(origin)).code).toBe("empty");
  });

  test.each([{ "content-length": "100" }, {}])("fails for an incomplete body, announced with %j", async (headers) => {
    answer = (_, response) => {
      response.writeHead(200, headers);
      response.write("[1, 2");
      setTimeout(() => response.destroy(), 20);
    };
    expect((await failure(origin)).code).toBe("cut_off");
  });

  test.each([
    ["another host", "http://localhost:9/feed"],
    ["a file", "file:///etc/hostname"],
    ["itself, endlessly", "/"],
    ["nowhere", "http://"],
  ])("fails for a redirect to %s", async (_, location) => {
    answer = (_request, response) => response.writeHead(301, { location }).end();
    expect((await failure(origin)).code).toBe("redirect");
  });

  test.each(["http://127.0.0.1:1/", "file:///nowhere/feed.json", "ftp://127.0.0.1/feed", "no url"])(
    "fails for %s",
    async (url) => {
      expect((await failure(url)).code).toBe("unreachable");
    },
  );
});
