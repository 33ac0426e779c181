import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { bodyIn, chooseCoding, type Encoding, endWith, prepareBodies } from "../../../src/live/cache/bodies.ts";
import { holds } from "../../domain/replay.ts";

describe("the content coding of an answer", () => {
  test.each<[string | undefined, string | null, boolean]>([
    [undefined, "identity", true],
    ["", "identity", true],
    ["gzip, deflate, br", "br", true],
    ["gzip;q=1, br;q=0", "gzip", true],
    ["gzip;q=0.5, br;q=0.2, identity;q=0.1", "gzip", true],
    ["br;q=0.1, identity;q=1", "identity", true],
    ["deflate", "identity", true],
    ["x-gzip", "gzip", true],
    ["*", "br", true],
    ["*;q=0", null, false],
    ["identity;q=0", null, false],
    ["identity;q=0, deflate", null, false],
    ["identity;q=0, *", "br", false],
    ["identity;q=0, gzip;q=0.001", "gzip", false],
    ["*;q=0, identity", "identity", true],
    ["*;q=0, gzip", "gzip", false],
    ["IDENTITY;Q=0", null, false],
    ["br; q=0 , gzip ; q=0.000, *;q=0.1", "identity", true],
  ])("for Accept-Encoding %s is %s", (accept, best, takesPlain) => {
    expect(chooseCoding(accept)).toEqual(best === null ? null : { best, takesPlain });
  });

  test("is one that RFC 9110 allows, or null", () => {
    const word = fc.constantFrom("br", "gzip", "identity", "*", "deflate", "zstd");
    const items = fc.uniqueArray(fc.tuple(word, fc.constantFrom(undefined, "0", "0.0", "0.001", "0.5", "1")), {
      selector: ([name]) => name,
      maxLength: 6,
    });
    holds(
      items,
      (listed) => {
        const header = listed.map(([name, q]) => (q === undefined ? name : `${name};q=${q}`)).join(", ");
        const q = (name: string) => listed.find(([each]) => each === name)?.[1];
        const isListed = (name: string) => listed.some(([each]) => each === name);
        const zero = (value: string | undefined) => value !== undefined && Number(value) === 0;
        const may = (name: string) => {
          if (isListed(name)) return !zero(q(name));
          if (isListed("*")) return !zero(q("*"));
          return name === "identity";
        };
        const coding = chooseCoding(header);
        if (coding === null) expect(["br", "gzip", "identity"].filter(may)).toEqual([]);
        else expect([may(coding.best), coding.takesPlain]).toEqual([true, may("identity")]);
      },
      2_000,
    );
  });
});

test("a kept body takes no more memory than it needs, in any encoding", async () => {
  const bodies = await prepareBodies(["Lukeville is closed. ".repeat(100)], []);
  for (const best of ["identity", "gzip", "br"] as const) {
    const { pieces, length } = await bodyIn(bodies, { best, takesPlain: true });
    expect(pieces.map(({ buffer }) => buffer.byteLength)).toEqual([length]);
  }
});

describe("a body of several megabytes", () => {
  // Each character takes two bytes, and pieces must not end within one.
  const text = Array.from({ length: 300_000 }, (_, i) => `ñandú ${i} é`).join("\n");
  const texts = Array.from({ length: Math.ceil(text.length / 999) }, (_, i) => {
    const piece = text.slice(999 * i, 999 * (i + 1));
    return i % 3 === 0 ? Buffer.from(piece) : piece;
  });
  let url: string;
  const server = createServer(async (req, res) => {
    const bodies = await prepareBodies(texts, []);
    const body = await bodyIn(bodies, { best: (req.url ?? "").slice(1) as Encoding, takesPlain: true });
    res.writeHead(200, [...body.raw]);
    endWith(res, body);
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  test.each(["identity", "gzip", "br"])("arrives whole as %s, with its length", async (encoding) => {
    const answer = await fetch(`${url}/${encoding}`);
    expect((await answer.text()) === text).toBe(true);
    if (encoding === "identity") expect(answer.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
    else expect(Number(answer.headers.get("content-length"))).toBeLessThan(text.length / 2);
  });

  test("does no harm if the client disconnects", async () => {
    const controller = new AbortController();
    const answer = await fetch(`${url}/identity`, { signal: controller.signal });
    await answer.body?.getReader().read();
    controller.abort();
    expect((await (await fetch(`${url}/identity`)).text()) === text).toBe(true);
  });
});
