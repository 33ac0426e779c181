import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { httpDate, mementoAddress, mementoHeaders, readHttpDate } from "../../../src/http/memento/memento.ts";

const at = (text: string) => Temporal.Instant.from(text);
const seconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => Temporal.Instant.fromEpochMilliseconds(s * 1000));

describe("dates in HTTP headers", () => {
  test("are read in the form of RFC 1123", () => {
    expect(String(readHttpDate("Wed, 20 Dec 2023 19:00:00 GMT"))).toBe("2023-12-20T19:00:00Z");
  });

  test("are read as they were written", () => {
    fc.assert(fc.property(seconds, (instant) => expect(String(readHttpDate(httpDate(instant)))).toBe(String(instant))));
  });

  test.each([
    "2023-12-20T19:00:00Z",
    "Wed, 20 Dec 2023 19:00:00",
    "Thu, 20 Dec 2023 19:00:00 GMT",
    "Wed, 30 Feb 2023 19:00:00 GMT",
    "Wednesday, 20-Dec-23 19:00:00 GMT",
    "Wed, 20 Dic 2023 19:00:00 GMT",
    "",
  ])("are refused in any other form: %p", (text) => {
    expect(readHttpDate(text)).toBeNull();
  });
});

describe("the address of a memento", () => {
  const since = at("2026-11-01T00:00:00Z");

  test("asks what the record said at that time about that time", () => {
    expect(mementoAddress("/lukeville?lang=es", at("2026-11-02T00:00:00Z"), since)).toBe(
      "/lukeville?lang=es&at=2026-11-02T00:00:00Z&knownAt=2026-11-02T00:00:00Z",
    );
  });

  test("asks what had been published by then, before the record began", () => {
    const wanted = "/lukeville?at=2023-12-20T00:00:00Z&publishedBefore=2023-12-20T00:00:00Z";
    expect(mementoAddress("/lukeville", at("2023-12-20T00:00:00Z"), since)).toBe(wanted);
    expect(mementoAddress("/lukeville", at("2023-12-20T00:00:00Z"), null)).toBe(wanted);
  });

  test.each([
    "/",
    "//",
    "/lukeville",
    "/v1/crossings?state=AZ&format=csv",
    "/v1/crossings?near=31.8,-112.8&q=a%20b+c",
    "/%C3%A1",
  ])("leads back to its original, as it was written, and its time: %p", (original) => {
    fc.assert(
      fc.property(seconds, (instant) => {
        const headers = mementoHeaders(mementoAddress(original, instant, since), Infinity);
        expect(headers).toEqual({ datetime: httpDate(instant), link: `<${original}>; rel="original timegate"` });
      }),
    );
  });

  test("may have escaped colons", () => {
    const escaped = "/lukeville?at=2023-12-20T00%3A00%3A00Z&publishedBefore=2023-12-20T00%3A00%3A00Z";
    expect(mementoHeaders(escaped, Infinity)?.datetime).toBe("Wed, 20 Dec 2023 00:00:00 GMT");
  });

  test("is not about a time to come", () => {
    const address = mementoAddress("/lukeville", at("2026-11-02T00:00:00Z"), since);
    expect(mementoHeaders(address, at("2026-11-02T00:00:00Z").epochMilliseconds)).not.toBeNull();
    expect(mementoHeaders(address, at("2026-11-01T23:59:59Z").epochMilliseconds)).toBeNull();
  });

  test.each([
    "/lukeville",
    "/lukeville?at=2023-12-20T00:00:00Z",
    "/lukeville?knownAt=2023-12-20T00:00:00Z",
    "/lukeville?at=2023-12-20T00:00:00Z&knownAt=2023-12-20T00:00:01Z",
    "/lukeville?at=2023-12-20T00:00:00.5Z&knownAt=2023-12-20T00:00:00.5Z",
    "/lukeville?at=2023-12-20T00:00:00Z&knownAt=2023-12-20T00:00:00Z&publishedBefore=2023-12-20T00:00:00Z",
    "/copy/lukeville?at=2023-12-20T00:00:00Z&knownAt=2023-12-20T00:00:00Z",
    "//?at=X&knownAt=X",
  ])("is no other address: %p", (url) => {
    expect(mementoHeaders(url, Infinity)).toBeNull();
  });
});
