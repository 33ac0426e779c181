import fc from "fast-check";
import { INTERNAL_FAULT, publicText } from "../../src/domain/public-text.ts";
import { holds } from "./replay.ts";

describe("a public text", () => {
  test.each<[string, string, string]>([
    [
      "in our own words is unchanged",
      "it took longer than its limit of 60 seconds",
      "it took longer than its limit of 60 seconds",
    ],
    [
      "shows URLs without key, user and password",
      "https://me:pw@feeds.example.org:8443/bwt?apikey=s3cret#x: feeds.example.org answered 500.; http://b.example/?k=1.",
      "https://feeds.example.org:8443/bwt: feeds.example.org answered 500.; http://b.example/.",
    ],
    ["shows no URL that cannot be parsed", "https://me:pw@[::/a failed", "an address failed"],
    [
      "contains no file paths",
      "ENOENT: no such file or directory, open '/srv/garita/.garita/bwt.json'; file:///etc/bwt.xml too, and C:\\data\\a.txt",
      "ENOENT: no such file or directory, open 'a file of the server'; a file of the server too, and a file of the server",
    ],
    ["keeps words joined by a slash", "and/or, 2/3, N/A, application/json", "and/or, 2/3, N/A, application/json"],
    ["is one line", "a\n\tb\r\nc\u0000\u202e", "a b c\\u0000\\u202e"],
    [
      "has no internals of a library",
      "Invalid `prisma.jobRun.updateMany()` invocation in\n/srv/garita/dist/src/store/job-runs.js:40:5\n\nsyntax",
      INTERNAL_FAULT,
    ],
    ["has no stack trace", "x is not a function\n    at run (job.js:1:2)", INTERNAL_FAULT],
  ])("%s", (_name, text, told) => expect(publicText(text)).toBe(told));

  test("is short and quickly made, however long the original is", () => {
    const began = performance.now();
    for (const part of ["<", "/a", "https://a.example/?", "https://", "é👩‍👩‍👧", " ", "\u0000", "at a:1:1 "]) {
      const told = publicText(part.repeat(18_000_000 / part.length));
      expect([...told].length).toBeLessThanOrEqual(400);
    }
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("never contains the credentials or the query of a URL", () => {
    const address = fc
      .tuple(fc.webUrl({ withQueryParameters: false }), fc.constantFrom("/", "", "/x/"))
      .map(([url, end]) => `${url.replace("://", "://user:s3cret@")}${end}?key=s3cret&b=2#s3cret`);
    holds(
      fc.tuple(fc.string(), address, fc.constantFrom(" ", ": ", ", ", "; ", ".", ")", "'", '"'), fc.string()),
      ([before, url, between, after]) => {
        expect(publicText(`${before} ${url}${between}${after}`)).not.toContain("s3cret");
      },
      1_000,
    );
  });
});
