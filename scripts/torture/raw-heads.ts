import type { Random } from "../random.ts";

/** Bytes that are not a proper request, with a name for messages. */
export interface BrokenHead {
  name: string;
  bytes: Buffer;
}

const HOST = "Host: localhost\r\n";
const STATUS = "GET /v1/crossings/lukeville/status HTTP/1.1\r\n";
const POST = `POST /v1/reports HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`;

/** Heads and bodies that break HTTP in known ways. */
const KNOWN: Record<string, string> = {
  "nothing at all": "",
  "a head without an end": STATUS,
  "a request of HTTP/0.9": "GET /\r\n",
  "an unknown version": `GET / HTTP/9.9\r\n${HOST}\r\n`,
  "an unknown method": `BREW / HTTP/1.1\r\n${HOST}\r\n`,
  "a request without a host": `${STATUS}\r\n`,
  "two hosts": `${STATUS}${HOST}Host: example.org\r\n\r\n`,
  "an absolute address": `GET http://example.org/healthz HTTP/1.1\r\n${HOST}\r\n`,
  "an address without a slash": `GET status HTTP/1.1\r\n${HOST}\r\n`,
  "an asterisk": `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`,
  "a tunnel": `CONNECT example.org:443 HTTP/1.1\r\n${HOST}\r\n`,
  "an upgrade": `${STATUS}${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  "an expectation": `${POST}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}`,
  "an unknown expectation": `${POST}Expect: coffee\r\nContent-Length: 2\r\n\r\n{}`,
  "a negative length": `${POST}Content-Length: -1\r\n\r\n{}`,
  "two lengths": `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
  "a length and chunks": `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
  "a broken chunk": `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
  "an endless chunk extension": `${POST}Transfer-Encoding: chunked\r\n\r\n2;${"x".repeat(40_000)}\r\n{}\r\n0\r\n\r\n`,
  "an unknown coding": `${POST}Transfer-Encoding: gzip\r\n\r\n{}`,
  "a body that ends early": `${POST}Content-Length: 100\r\n\r\n{}`,
  "a body that is too long": `${POST}Content-Length: 200000\r\n\r\n${"x".repeat(200_000)}`,
  "a zero byte in a header": `${STATUS}${HOST}X-Zero: a\0b\r\n\r\n`,
  "a bare line feed": "GET /healthz HTTP/1.1\nHost: localhost\n\n",
  "a folded header": `${STATUS}${HOST}X-Folded: a\r\n b\r\n\r\n`,
  "a header without a name": `${STATUS}${HOST}: b\r\n\r\n`,
  "a head of a megabyte": `${STATUS}${HOST}X-Long: ${"x".repeat(1_000_000)}\r\n\r\n`,
  "an address of 100,000 characters": `GET /${"x".repeat(100_000)} HTTP/1.1\r\n${HOST}\r\n`,
  "an address of 10,000 characters": `GET /${"x".repeat(10_000)} HTTP/1.1\r\n${HOST}\r\n`,
  "5,000 short headers": `${STATUS}${HOST}${"a:b\r\n".repeat(5000)}\r\n`,
  "1,900 short headers": `${STATUS}${HOST}${"a:b\r\n".repeat(1900)}\r\n`,
  "200 cookies": `${STATUS}${HOST}${"Cookie: a=b\r\n".repeat(200)}\r\n`,
  "10,000 ranges": `${STATUS}${HOST}Range: bytes=${"0-1,".repeat(3000)}0-1\r\n\r\n`,
  "a long list of languages": `${STATUS}${HOST}Accept-Language: ${"es;q=0.1,".repeat(1500)}en\r\n\r\n`,
  "a long list of types": `${STATUS}${HOST}Accept: ${"text/*;q=0.1,".repeat(1000)}text/html\r\n\r\n`,
  "broken percent signs": `GET /v1/crossings/%E0%A4%A HTTP/1.1\r\n${HOST}\r\n`,
};

/** Returns the known heads, the known floods, and sound heads with some random bytes changed: `count` in all. */
export function brokenHeads(random: Random, count: number): BrokenHead[] {
  const heads = Object.entries(KNOWN).map(([name, text]) => ({ name, bytes: Buffer.from(text, "latin1") }));
  while (heads.length < count) {
    const sound = random.pick([`${STATUS}${HOST}Accept: */*\r\n\r\n`, `${POST}Content-Length: 2\r\n\r\n{}`]);
    const bytes = Buffer.from(sound, "latin1");
    for (let changed = 1 + random.below(4); changed > 0; changed--)
      bytes[random.below(bytes.length)] = random.below(256);
    heads.push({ name: `the head ${JSON.stringify(bytes.toString("latin1"))}`, bytes });
  }
  return heads;
}
