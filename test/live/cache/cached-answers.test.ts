import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type AnswerCache, type CacheableAnswer, makeAnswerCache } from "../../../src/live/cache/answer-cache.ts";

const NOW = 1_700_000_000_000;
let now: number;
let stale: number | null;
let touches: number;
let touchedSince: (of: readonly string[], count: number) => boolean;
let made: Partial<CacheableAnswer>;
let computed: number;
let asked: (number | undefined)[];
let sent: string[];
let cache: AnswerCache;
let server: Server;

beforeEach(async () => {
  [now, stale, touches, touchedSince, made, computed, asked, sent] = [NOW, null, 5, () => false, {}, 0, [], []];
  cache = makeAnswerCache(
    {
      now: () => now,
      stale: () => stale,
      touches: () => touches,
      isTouchedSince: (of, count) => touchedSince(of, count),
    },
    { answers: 100, bytes: 1_000_000 },
  );
  server = createServer((req, res) => {
    const isServed = cache.serve(req, res);
    asked.push(cache.askedAt(req));
    if (isServed) return;
    computed++;
    cache.whenSent(req, () => sent.push(req.url ?? ""));
    const answer = {
      texts: [`answer ${computed}`],
      etag: 'W/"1"',
      of: ["naco"],
      madeAt: NOW,
      expiresAt: null,
      heldUntil: null,
    };
    void cache.send(req, res, { ...answer, ...made }, ["Content-Type", "text/plain"]);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(() => new Promise((done) => server.close(done)));

interface Answer {
  status: number | undefined;
  headers: IncomingMessage["headers"];
  text: string;
}

/** Sends a request without any headers but the given ones and the host. */
const ask = (path = "/", headers: Record<string, string> = {}, method = "GET"): Promise<Answer> =>
  new Promise((done, fail) => {
    const { port } = server.address() as AddressInfo;
    request({ port, host: "127.0.0.1", path, headers, method, agent: false }, (res) => {
      let text = "";
      res.setEncoding("utf8").on("data", (piece) => {
        text += piece;
      });
      res.on("end", () => done({ status: res.statusCode, headers: res.headers, text }));
    })
      .on("error", fail)
      .end();
  });
const texts = async (...asked: Parameters<typeof ask>[]) => {
  const all: string[] = [];
  for (const each of asked) all.push((await ask(...each)).text);
  return all;
};

describe("a cached answer", () => {
  test("is sent again with the same headers, and only the first request computes it", async () => {
    const [first, second] = [await ask(), await ask()];
    expect(second).toEqual({ ...first, headers: { ...first.headers, date: second.headers.date } });
    expect(first).toMatchObject({
      status: 200,
      text: "answer 1",
      headers: {
        "cache-control": "public, max-age=60, s-maxage=1, stale-while-revalidate=1, must-revalidate",
        "content-type": "text/plain",
        "content-length": "8",
        etag: 'W/"1"',
      },
    });
    expect(first.headers).not.toHaveProperty("garita-stale");
    expect(cache.counts()).toEqual({ served: 1, kept: 1 });
    expect([asked, sent]).toEqual([[NOW, undefined], ["/"]]);
  });

  test("is that of the same URL, format and language", async () => {
    expect(
      await texts(["/"], ["/b"], ["/", { accept: "text/html" }], ["/", { "accept-language": "es" }], ["/"], ["/b"]),
    ).toEqual(["answer 1", "answer 2", "answer 3", "answer 4", "answer 1", "answer 2"]);
  });

  test("is not sent to requests that change something, and their answers are not kept", async () => {
    expect(await texts(["/", {}, "POST"], ["/"], ["/", {}, "POST"], ["/", {}, "PUT"])).toEqual([
      ...["answer 1", "answer 2", "answer 3", "answer 4"],
    ]);
    expect(cache.counts()).toEqual({ served: 0, kept: 1 });
  });

  test("is served to HEAD without its body, and HEAD may compute it", async () => {
    expect(await texts(["/", {}, "HEAD"], ["/"])).toEqual(["", "answer 1"]);
    const head = await ask("/", {}, "HEAD");
    expect([head.status, head.text, head.headers["content-length"]]).toEqual([200, "", "8"]);
  });

  test("is dropped with one of its dependencies, and by no other", async () => {
    await ask();
    cache.drop(["donna"]);
    expect(await texts(["/"])).toEqual(["answer 1"]);
    cache.drop(["naco"]);
    expect(await texts(["/"])).toEqual(["answer 2"]);
  });

  test("is not kept if a dependency was touched since the request", async () => {
    const counts: unknown[] = [];
    touchedSince = (of, count) => {
      counts.push([...of, count]);
      return computed === 1;
    };
    expect(await texts(["/"], ["/"], ["/"])).toEqual(["answer 1", "answer 2", "answer 2"]);
    expect(counts).toEqual([
      ["naco", 5],
      ["naco", 5],
    ]);
  });

  test("is held from its instant until a time, and then forgotten", async () => {
    made = { heldUntil: NOW + 1_000 };
    await ask();
    now = NOW + 999;
    expect(await texts(["/"])).toEqual(["answer 1"]);
    now = NOW + 1_000;
    made = {};
    expect(await texts(["/"])).toEqual(["answer 2"]);
    now = NOW - 1;
    expect(await texts(["/"])).toEqual(["answer 3"]);
    expect(cache.counts().kept).toBe(1);
  });
});

describe("the lifetime of an answer", () => {
  /** Returns the seconds for which clients may cache an answer that expires some time after its request. */
  const maxAge = async (left: number) => {
    made = { expiresAt: NOW + left };
    const path = `/${left}`;
    await ask(path);
    const { headers } = await ask(path);
    return headers["cache-control"];
  };
  const age = (seconds: number) =>
    `public, max-age=${seconds}, s-maxage=1, ${seconds < 2 ? "" : "stale-while-revalidate=1, "}must-revalidate`;

  test.each([
    [30_999, 30],
    [30_000, 30],
    [60_000, 60],
    [90_000, 60],
    [2_000, 2],
    [1_999, 1],
    [999, 0],
    [-5_000, 0],
  ])("that expires in %i ms is %i s", async (left, seconds) => expect(await maxAge(left)).toBe(age(seconds)));

  test("of a new answer counts from its request", async () => {
    made = { expiresAt: NOW + 30_900 };
    expect((await ask()).headers["cache-control"]).toBe(age(30));
  });

  test("is nothing while the data may be out of date, and the answer says so", async () => {
    stale = 7;
    for (const { headers } of [await ask(), await ask()])
      expect([headers["cache-control"], headers["garita-stale"]]).toEqual([age(0), "7"]);
    expect(computed).toBe(1);
    stale = 0;
    expect((await ask()).headers["garita-stale"]).toBe("0");
  });
});

describe("a client that has the answer already", () => {
  test.each(['W/"1"', '"1"', "*", " * ", '"0", "1"', '"0",W/"1" ,"2"'])(
    "gets no body for If-None-Match: %s",
    async (match) => {
      for (const { status, text, headers } of [
        await ask("/", { "if-none-match": match }),
        await ask("/", { "if-none-match": match }),
      ])
        expect([status, text, headers.etag, headers["content-type"]]).toEqual([304, "", 'W/"1"', "text/plain"]);
    },
  );

  test.each(['"0"', '"11"', "", "1"])("gets it for If-None-Match: %s", async (match) => {
    await ask();
    expect(await ask("/", { "if-none-match": match })).toMatchObject({ status: 200, text: "answer 1" });
  });

  test("is recognized by a strong tag, too", async () => {
    made = { etag: '"1"' };
    await ask();
    expect((await ask("/", { "if-none-match": 'W/"1"' })).status).toBe(304);
  });
});

describe("the question of a request", () => {
  const question = (rawHeaders: string[], url = "/lukeville") =>
    cache.questionOf({ rawHeaders, url } as unknown as IncomingMessage);

  test("is the same only for the same URL, format and language", () => {
    const plain = question([]);
    expect(question(["Cookie", "a=1", "Accept-Encoding", "br"])).toBe(plain);
    const others = [question([], "/naco"), question(["Accept", "text/html"]), question(["Accept-Language", "es"])];
    expect(new Set([plain, ...others]).size).toBe(4);
    expect(question(["Accept", "es"])).not.toBe(question(["Accept-Language", "es"]));
  });

  test("is none if the request is never served from the cache", () => {
    expect(question(["Host", "a", "Host", "b"])).toBeUndefined();
    expect(question(["Accept-Encoding", "*;q=0"])).toBeUndefined();
  });

  test("such a request is not served", async () => {
    await ask();
    expect((await ask("/", { "accept-encoding": "*;q=0" })).text).toBe("answer 2");
    expect(cache.counts()).toEqual({ served: 0, kept: 1 });
  });
});
