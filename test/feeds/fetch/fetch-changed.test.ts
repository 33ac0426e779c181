import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { rememberingFetch } from "../../../src/feeds/fetch/fetch-changed.ts";

const LIMITS = { timeoutMs: 2000, maxBytes: 1e6, userAgent: "test" };
let server: Server;
let url: string;
let etag: string;
let asked: IncomingHttpHeaders[];
beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push(req.headers);
    if (etag !== "" && req.headers["if-none-match"] === etag) res.writeHead(304).end();
    else
      res.writeHead(200, { "content-type": "application/json", ...(etag === "" ? {} : { etag }) }).end(`["${etag}"]`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(() => {
  etag = "";
  asked = [];
});

test("if the server sends an ETag, only a changed document is sent again", async () => {
  const fetchChanged = rememberingFetch();
  etag = '"one"';
  const first = await fetchChanged(url, LIMITS);
  expect(await fetchChanged(url, LIMITS)).toEqual(first);
  expect(asked.map((headers) => headers["if-none-match"])).toEqual([undefined, '"one"']);
  etag = '"two"';
  expect((await fetchChanged(url, LIMITS)).body).toBe('[""two""]');
});

test("if the server sends no ETag, like CBP's server, the whole document is requested", async () => {
  const fetchChanged = rememberingFetch();
  await fetchChanged(url, LIMITS);
  await fetchChanged(url, LIMITS);
  expect(asked.map((headers) => headers["if-none-match"])).toEqual([undefined, undefined]);
});
