import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type AnswerCache, type CacheableAnswer, makeAnswerCache } from "../../../src/live/cache/answer-cache.ts";

const START = Date.parse("2024-01-10T12:00:00Z");
const ETAG = 'W/"abc"';

/** State of the process that the cache is in. */
let now: number;
let stale: number | null;
let touches: number;
let touched: string[];
/** Changes to the answer that the server computes, and what happens while it computes. */
let more: Partial<CacheableAnswer>;
let meanwhile: () => void;
let cache: AnswerCache;
let server: Server;
let isServed: boolean;
let askedAt: number | undefined;

beforeEach(async () => {
  [now, stale, touches, touched, more, meanwhile] = [START, null, 0, [], {}, () => undefined];
  cache = makeAnswerCache(
    {
      now: () => now,
      stale: () => stale,
      touches: () => touches,
      isTouchedSince: (of, before) => touches > before && of.some((each) => touched.includes(each)),
    },
    { answers: 10, bytes: 100_000 },
  );
  server = createServer((req, res) => {
    isServed = cache.serve(req, res);
    if (isServed) return;
    askedAt = cache.askedAt(req);
    const made = { etag: ETAG, of: ["naco"], madeAt: now, expiresAt: null, heldUntil: null, texts: ["Naco is open"] };
    meanwhile();
    void cache.send(req, res, { ...made, ...more }, ["content-type", "text/plain"]);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(() => new Promise((done) => server.close(done)));

interface Answer {
  status: number | undefined;
  text: string;
  etag: string | undefined;
  control: string;
  stale: string | string[] | undefined;
  isServed: boolean;
}

/** Sends a request on a new connection. `isServed` is true if the answer came from the cache. */
const ask = (headers: Record<string, string | string[]> = {}, method = "GET", path = "/naco"): Promise<Answer> =>
  new Promise((done, fail) => {
    const { port } = server.address() as AddressInfo;
    request({ port, host: "127.0.0.1", path, method, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => (text += piece));
      response.on("end", () =>
        done({
          status: response.statusCode,
          text,
          etag: response.headers.etag,
          control: response.headers["cache-control"] ?? "",
          stale: response.headers["garita-stale"],
          isServed,
        }),
      );
    })
      .on("error", fail)
      .end();
  });

/** Returns the seconds for which a client may keep an answer. */
const secondsOf = ({ control }: Answer) => Number(/^public, max-age=(\d+), s-maxage=1, /.exec(control)?.[1]);

describe("a cached answer", () => {
  test("is served to the next request, and counted", async () => {
    expect(await ask()).toMatchObject({ status: 200, text: "Naco is open", etag: ETAG, isServed: false });
    expect(askedAt).toBe(START);
    expect(await ask()).toMatchObject({ status: 200, text: "Naco is open", etag: ETAG, isServed: true });
    expect(cache.counts()).toEqual({ served: 1, kept: 1 });
  });

  test("is not served for another URL, format or language", async () => {
    await ask();
    expect((await ask({}, "GET", "/naco?mode=rail")).isServed).toBe(false);
    expect((await ask({ accept: "text/html" })).isServed).toBe(false);
    expect((await ask({ "accept-language": "es" })).isServed).toBe(false);
  });

  test("is served until the time up to which it may be held, and not at that time", async () => {
    more = { heldUntil: START + 5_000, expiresAt: START + 5_000 };
    await ask();
    now = START + 4_999;
    expect((await ask()).isServed).toBe(true);
    now = START + 5_000;
    more = {};
    expect((await ask()).isServed).toBe(false);
    expect(cache.counts().kept).toBe(1);
  });

  test("is not served if the clock was set back to before it was made", async () => {
    await ask();
    now = START - 1;
    expect((await ask()).isServed).toBe(false);
  });

  test("is gone once one of its dependencies is dropped", async () => {
    await ask();
    cache.drop(["lukeville"]);
    expect((await ask()).isServed).toBe(true);
    cache.drop(["naco"]);
    expect((await ask()).isServed).toBe(false);
  });

  test("is sent to HEAD without its text, and never serves a POST", async () => {
    await ask();
    expect(await ask({}, "HEAD")).toMatchObject({ status: 200, text: "", etag: ETAG, isServed: true });
    expect((await ask({}, "POST")).isServed).toBe(false);
    expect(askedAt).toBeUndefined();
  });

  test("is not served to a client that accepts no encoding of it", async () => {
    await ask();
    expect((await ask({ "accept-encoding": "identity;q=0" })).isServed).toBe(false);
    expect((await ask({ "accept-encoding": "gzip" })).isServed).toBe(true);
  });

  test.each([ETAG, '"abc"', "*", " * ", `"x", ${ETAG}`, '"x","abc"'])(
    "is not sent again to a client that has it (If-None-Match: %s)",
    async (match) => {
      for (const served of [false, true])
        expect(await ask({ "if-none-match": match })).toMatchObject({
          status: 304,
          text: "",
          etag: ETAG,
          isServed: served,
        });
    },
  );

  test.each(['"ab"', '"x", "y"', "abc"])("is sent to a client that has another (If-None-Match: %s)", async (match) => {
    await ask();
    expect(await ask({ "if-none-match": match })).toMatchObject({ status: 200, text: "Naco is open" });
  });
});

describe("an answer is not cached", () => {
  test("if one of its dependencies changed while it was computed", async () => {
    meanwhile = () => ([touches, touched] = [1, ["naco"]]);
    await ask();
    expect((await ask()).isServed).toBe(false);
  });

  test("but it is if only other crossings changed", async () => {
    meanwhile = () => ([touches, touched] = [1, ["lukeville"]]);
    await ask();
    expect((await ask()).isServed).toBe(true);
  });
});

describe("clients may keep an answer", () => {
  test.each([
    [null, 60],
    [3_600_000, 60],
    [60_000, 60],
    [59_999, 59],
    [30_000, 30],
    [1_999, 1],
    [999, 0],
    [-5_000, 0],
  ])("that changes in %s ms for %i seconds", async (left, seconds) => {
    more = { expiresAt: left === null ? null : START + left };
    await ask();
    const served = await ask();
    expect(served.isServed).toBe(true);
    expect(secondsOf(served)).toBe(seconds);
  });

  test("for a shorter time if a part of its lifetime has passed, or if computing it took a while", async () => {
    more = { expiresAt: START + 10_000 };
    meanwhile = () => {
      for (const until = performance.now() + 20; performance.now() < until; );
    };
    expect(secondsOf(await ask())).toBe(9);
    now = START + 6_500;
    expect(secondsOf(await ask())).toBe(3);
  });

  test("and show it for a second more while they fetch the next, unless it changes within two seconds", async () => {
    more = { expiresAt: START + 2_000 };
    await ask();
    expect((await ask()).control).toBe("public, max-age=2, s-maxage=1, stale-while-revalidate=1, must-revalidate");
    now = START + 1;
    expect((await ask()).control).toBe("public, max-age=1, s-maxage=1, must-revalidate");
  });

  test("not at all while the record is out of date, and learn for how long it has been", async () => {
    await ask();
    stale = 7;
    const answer = await ask();
    expect([answer.isServed, secondsOf(answer), answer.stale]).toEqual([true, 0, "7"]);
    stale = null;
    expect((await ask()).stale).toBeUndefined();
  });
});
