import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ServeShared, shareMisses } from "../../../src/live/cache/shared-misses.ts";
import { eventually } from "../../support/eventually.ts";

/** Computations that have begun, and are finished by the tests. */
interface Begun {
  url: string;
  /** Sends the answer as one that is cached. */
  send(): void;
  /** Sends an answer that is not cached. */
  end(status?: number): void;
  res: ServerResponse;
}

let begun: Begun[];
let kept: Set<string>;
let callbacks: Map<IncomingMessage, () => void>;
let serve: ServeShared;
let server: Server;
let arrived: number;
/** Number of connections of this test that have closed. */
let left: { count: number };

beforeEach(async () => {
  [begun, kept, callbacks, arrived] = [[], new Set(), new Map(), 0];
  const closed = { count: 0 };
  left = closed;
  serve = shareMisses({
    serve(req, res) {
      if (!kept.has(req.url ?? "")) return false;
      res.end("kept");
      return true;
    },
    questionOf: ({ url }) => (url === "/never" ? undefined : url),
    whenSent: (req, sent) => void callbacks.set(req, sent),
  });
  server = createServer((req, res) => {
    arrived++;
    res.once("close", () => closed.count++);
    serve(req, res, () => {
      const url = req.url ?? "";
      begun.push({
        url,
        send() {
          kept.add(url);
          res.end("computed");
          callbacks.get(req)?.();
        },
        end: (status = 200) => void res.writeHead(status).end("own"),
        res,
      });
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

function ask(path: string, method = "GET") {
  const { port } = server.address() as AddressInfo;
  let leave = () => {};
  const text = new Promise<string>((done, fail) => {
    const req = request({ port, host: "127.0.0.1", path, method, agent: false }, (res) => {
      let body = "";
      res.setEncoding("utf8").on("data", (piece) => {
        body += piece;
      });
      res.on("end", () => done(body));
    });
    leave = () => void req.destroy();
    req.on("error", fail).end();
  });
  text.catch(() => undefined);
  return { text, leave: () => leave() };
}
const untilArrived = (count: number) => eventually(async () => expect(arrived).toBe(count));
const untilBegun = (count: number) => eventually(async () => expect(begun).toHaveLength(count));

/** Sends requests so that the first of them computes the answer and the others have arrived. */
async function together(path: string, count: number) {
  const first = ask(path);
  await untilBegun(begun.length + 1);
  const others = Array.from({ length: count - 1 }, () => ask(path));
  await untilArrived(arrived + count - 1);
  return [first, ...others];
}

test("requests for the same answer wait for one computation, and get the cached answer", async () => {
  const asked = await together("/a", 3);
  expect(begun).toHaveLength(1);
  begun[0]?.send();
  expect(await Promise.all(asked.map(({ text }) => text))).toEqual(["computed", "kept", "kept"]);
  expect(begun).toHaveLength(1);
});

test("requests for other answers, and those that are never cached or only want the head, do not wait", async () => {
  await together("/a", 1);
  for (const [path, method] of [["/b"], ["/never"], ["/never"], ["/a", "HEAD"]] as const) ask(path, method);
  await untilBegun(5);
  expect(begun.map(({ url }) => url)).toEqual(["/a", "/b", "/never", "/never", "/a"]);
});

test("if the answer turns out not to be cached, each request computes its own, also later", async () => {
  const asked = await together("/a", 3);
  begun[0]?.end();
  await untilBegun(3);
  for (const each of begun.slice(1)) each.end();
  expect(await Promise.all(asked.map(({ text }) => text))).toEqual(["own", "own", "own"]);
  // From now on, no request for it waits.
  for (let i = 0; i < 2; i++) ask("/a");
  await untilBegun(5);
});

test("a refusal does not count as an answer that is never cached", async () => {
  const [first] = await together("/a", 1);
  begun[0]?.end(503);
  await first?.text;
  const asked = await together("/a", 2);
  expect(begun).toHaveLength(2);
  begun[1]?.send();
  expect(await Promise.all(asked.map(({ text }) => text))).toEqual(["computed", "kept"]);
});

test("an answer that was cached once is computed once again after it was dropped", async () => {
  const [first] = await together("/a", 1);
  begun[0]?.send();
  await first?.text;
  kept.clear();
  const asked = await together("/a", 2);
  expect(begun).toHaveLength(2);
  begun[1]?.send();
  expect(await Promise.all(asked.map(({ text }) => text))).toEqual(["computed", "kept"]);
});

test("an answer that has begun without being cached makes nobody wait", async () => {
  await together("/a", 1);
  begun[0]?.res.write("begun");
  ask("/a");
  await untilBegun(2);
});

test("if the computing client leaves, another request computes the answer, and clients that left get none", async () => {
  const [first, second, third] = await together("/a", 3);
  second?.leave();
  await eventually(() => expect(left.count).toBe(1));
  first?.leave();
  await untilBegun(2);
  begun[1]?.send();
  expect(await third?.text).toBe("computed");
  expect(begun).toHaveLength(2);
});

test("a client that leaves before its answer does not keep later requests from sharing a computation", async () => {
  const [first] = await together("/a", 1);
  first?.leave();
  await eventually(() => expect(left.count).toBe(1));
  const asked = await together("/a", 2);
  expect(begun).toHaveLength(2);
  begun[1]?.send();
  expect(await Promise.all(asked.map(({ text }) => text))).toEqual(["computed", "kept"]);
});

test("requests wait for at most a second", async () => {
  const asked = await together("/a", 2);
  const before = performance.now();
  await untilBegun(2);
  expect(performance.now() - before).toBeGreaterThan(800);
  begun[1]?.send();
  begun[0]?.send();
  expect(await Promise.all(asked.map(({ text }) => text))).toEqual(["computed", "computed"]);
});
