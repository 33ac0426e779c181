import { createServer, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { makeAnswerCache } from "../../../src/live/cache/answer-cache.ts";
import { shareMisses } from "../../../src/live/cache/shared-misses.ts";
import { eventually } from "../../support/eventually.ts";

/** Answers that are being computed. A test ends each by its own means. */
let computing: { res: ServerResponse; cached: () => void }[];
let arrived: number;
let server: Server;

beforeEach(async () => {
  [computing, arrived] = [[], 0];
  const now = () => 0;
  const cache = makeAnswerCache(
    { now, stale: () => null, touches: () => 0, isTouchedSince: () => false },
    { answers: 10, bytes: 100_000 },
  );
  const serve = shareMisses(cache);
  server = createServer((req, res) => {
    arrived++;
    serve(req, res, () => {
      const made = { etag: '"a"', of: [], madeAt: 0, expiresAt: null, heldUntil: null, texts: ["cached"] };
      computing.push({ res, cached: () => void cache.send(req, res, made, []) });
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
});

/** Sends a request on a new connection, and waits until it has arrived. */
async function ask(path = "/naco", { method = "GET", language = "en" } = {}) {
  const before = arrived;
  const { port } = server.address() as AddressInfo;
  const sent = request({
    ...{ port, host: "127.0.0.1", path, method, agent: false },
    headers: { "accept-language": language },
  });
  const text = new Promise<string>((done) => {
    sent.on("error", () => done("broken"));
    sent.on("response", (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (piece) => (body += piece));
      response.on("end", () => done(body)).on("error", () => done("broken"));
    });
  });
  sent.end();
  await eventually(() => expect(arrived).toBe(before + 1));
  return { text, leave: () => sent.destroy() };
}

const end = (i: number, text: string, status = 200) => computing[i]?.res.writeHead(status).end(text);

describe("requests for an answer that is being computed", () => {
  test("wait for it and get it, and it is computed once", async () => {
    const asked = [await ask(), await ask(), await ask()];
    expect(computing).toHaveLength(1);
    computing[0]?.cached();
    expect(await Promise.all(asked.map(({ text }) => text))).toEqual(["cached", "cached", "cached"]);
    expect(await (await ask()).text).toBe("cached");
    expect(computing).toHaveLength(1);
  });

  test("in another language or for another URL do not wait", async () => {
    await ask();
    await ask("/naco", { language: "es" });
    await ask("/lukeville");
    expect(computing).toHaveLength(3);
  });

  test("with another method do not wait", async () => {
    await ask("/naco", { method: "POST" });
    await ask("/naco", { method: "POST" });
    await ask("/naco", { method: "HEAD" });
    expect(computing).toHaveLength(3);
  });

  test("compute it themselves if it turns out not to be cached, and later requests for it do not wait", async () => {
    const asked = [await ask(), await ask(), await ask()];
    end(0, "first");
    await eventually(() => expect(computing).toHaveLength(3));
    end(1, "second");
    end(2, "third");
    expect(await Promise.all(asked.map(({ text }) => text))).toEqual(["first", "second", "third"]);
    await ask();
    await ask();
    expect(computing).toHaveLength(5);
  });

  test("compute it themselves after an error, and later requests wait again", async () => {
    const first = await ask();
    await ask();
    end(0, "failed", 503);
    expect(await first.text).toBe("failed");
    await eventually(() => expect(computing).toHaveLength(2));
    end(1, "failed", 503);
    await eventually(() => expect(computing[1]?.res.closed).toBe(true));
    await ask();
    await ask();
    expect(computing).toHaveLength(3);
  });

  test("compute it if the client for whom it was computed has left", async () => {
    const first = await ask();
    const second = await ask();
    first.leave();
    await eventually(() => expect(computing).toHaveLength(2));
    computing[1]?.cached();
    expect(await second.text).toBe("cached");
  });

  test("compute nothing if they have left themselves", async () => {
    await ask();
    const second = await ask();
    const third = await ask();
    second.leave();
    await new Promise((done) => setTimeout(done, 50));
    end(0, "first");
    await eventually(() => expect(computing).toHaveLength(2));
    end(1, "third");
    expect(await third.text).toBe("third");
    expect(computing).toHaveLength(2);
  });

  test("do not wait for an answer that has begun, such as a stream", async () => {
    await ask();
    computing[0]?.res.writeHead(200).write("begun");
    await ask();
    expect(computing).toHaveLength(2);
  });

  test("wait for at most a second, and still get their own answers", async () => {
    const began = performance.now();
    await ask();
    const waiting = [await ask(), await ask()];
    await eventually(() => expect(computing).toHaveLength(3), 3_000);
    expect(performance.now() - began).toBeGreaterThanOrEqual(900);
    end(1, "second");
    end(2, "third");
    expect(await Promise.all(waiting.map(({ text }) => text))).toEqual(["second", "third"]);
  });
});
