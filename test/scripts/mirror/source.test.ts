import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { makeSource } from "../../../scripts/mirror/source.ts";

test.each([429, 503])("a source that answers %i is asked again when it says", async (status) => {
  const times: number[] = [];
  const server = createServer((_req, res) => {
    times.push(performance.now());
    if (times.length === 1) res.writeHead(status, { "Retry-After": "1" }).end();
    else res.end("found");
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  try {
    const source = makeSource(`http://127.0.0.1:${port}`, new AbortController().signal);
    expect(String(await source.get("/lukeville", "text/html"))).toBe("found");
    const [first = 0, second = 0] = times;
    expect(second - first).toBeGreaterThan(900);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
