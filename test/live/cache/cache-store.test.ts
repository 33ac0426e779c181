import { prepareBodies } from "../../../src/live/cache/bodies.ts";
import { type CachedAnswer, makeCacheStore } from "../../../src/live/cache/cache-store.ts";

const YES = await prepareBodies(["yes"], []);

const answer = (url: string, language: string): CachedAnswer => ({
  url,
  accept: undefined,
  language,
  etag: '"1"',
  of: ["lukeville"],
  madeAt: 0,
  expiresAt: null,
  heldUntil: null,
  bodies: YES,
  used: false,
});

test("a URL has a limited number of cached variants, and the oldest is evicted first", () => {
  const kept = makeCacheStore({ answers: 5_000, bytes: 1_000_000 });
  kept.keep(answer("/naco", "en"));
  for (let i = 0; i < 1_000; i++) kept.keep(answer("/", `en;q=0.${i}`));
  expect(kept.count()).toBe(201);
  const find = (url: string, language: string) => kept.find(url, { accept: undefined, language });
  expect(find("/", "en;q=0.799")).toBeUndefined();
  expect(find("/", "en;q=0.800")).toBeDefined();
  expect(find("/naco", "en")).toBeDefined();
  kept.drop(["lukeville"]);
  expect(kept.count()).toBe(0);
});

describe("a cache that is full", () => {
  const body = (text: string) => prepareBodies([text], []);
  const urls = (kept: ReturnType<typeof makeCacheStore>, asked: readonly string[]) =>
    asked.filter((url) => kept.find(url, { accept: undefined, language: "en" }) !== undefined).join(" ");

  test("evicts the oldest answer", () => {
    const kept = makeCacheStore({ answers: 2, bytes: 1_000 });
    for (const url of ["/a", "/b", "/c"]) kept.keep(answer(url, "en"));
    expect([urls(kept, ["/a", "/b", "/c"]), kept.count()]).toEqual(["/b /c", 2]);
  });

  test("gives an answer that was requested a second chance, but only one", () => {
    const kept = makeCacheStore({ answers: 2, bytes: 1_000 });
    const requested = { ...answer("/a", "en"), used: true };
    kept.keep(requested);
    for (const url of ["/b", "/c"]) kept.keep(answer(url, "en"));
    expect([urls(kept, ["/a", "/b", "/c"]), requested.used]).toEqual(["/a /c", false]);
    // Now the requested answer comes after the others.
    kept.keep(answer("/d", "en"));
    expect(urls(kept, ["/a", "/c", "/d"])).toBe("/a /d");
    kept.keep(answer("/e", "en"));
    expect(urls(kept, ["/a", "/d", "/e"])).toBe("/d /e");
  });

  test("holds as many bytes as its limit, and counts those of evicted and replaced answers no longer", async () => {
    const kept = makeCacheStore({ answers: 100, bytes: 10 });
    const five = await body("12345");
    for (const url of ["/a", "/b"]) kept.keep({ ...answer(url, "en"), bodies: five });
    expect(urls(kept, ["/a", "/b"])).toBe("/a /b");
    kept.keep({ ...answer("/b", "en"), bodies: five });
    expect([urls(kept, ["/a", "/b"]), kept.count()]).toEqual(["/a /b", 2]);
    kept.keep(answer("/c", "en"));
    expect(urls(kept, ["/a", "/b", "/c"])).toBe("/b /c");
    kept.drop(["lukeville"]);
    for (const url of ["/a", "/b"]) kept.keep({ ...answer(url, "en"), bodies: five });
    expect(urls(kept, ["/a", "/b"])).toBe("/a /b");
  });

  test("does not keep an answer that is larger than itself", async () => {
    const kept = makeCacheStore({ answers: 100, bytes: 4 });
    kept.keep({ ...answer("/a", "en"), bodies: await body("12345") });
    expect(kept.count()).toBe(0);
  });
});

describe("a cached answer", () => {
  const kept = makeCacheStore({ answers: 100, bytes: 1_000 });
  const html: CachedAnswer = { ...answer("/", "en"), accept: "text/html", of: ["naco", "/log"] };
  beforeEach(() => {
    kept.drop(["lukeville", "naco"]);
    kept.keep(html);
    kept.keep(answer("/", "es"));
  });

  test("is found by URL, format and language", () => {
    expect(kept.find("/", { accept: "text/html", language: "en" })).toBe(html);
    expect(kept.find("/", { accept: "text/html", language: "es" })).toBeUndefined();
    expect(kept.find("/", { accept: undefined, language: "en" })).toBeUndefined();
    expect(kept.find("/naco", { accept: "text/html", language: "en" })).toBeUndefined();
    expect(kept.find(undefined, { accept: "text/html", language: "en" })).toBeUndefined();
    const nameless = { ...html, url: "" };
    kept.keep(nameless);
    expect(kept.find(undefined, html)).toBe(nameless);
  });

  test("is dropped by each of its dependencies, and by no other", () => {
    kept.drop(["donna", "/places"]);
    expect(kept.count()).toBe(2);
    kept.drop(["/log"]);
    expect([kept.count(), kept.find("/", html)]).toEqual([1, undefined]);
    kept.drop(["/log"]);
    expect(kept.count()).toBe(1);
  });

  test("can be forgotten, and only once", () => {
    kept.forget(html);
    kept.forget(html);
    expect([kept.count(), kept.find("/", html)]).toEqual([1, undefined]);
    expect(kept.find("/", { accept: undefined, language: "es" })).toBeDefined();
  });

  test("replaces the former answer to the same request", () => {
    const newer = { ...html, etag: '"2"' };
    kept.keep(newer);
    expect([kept.count(), kept.find("/", html)]).toEqual([2, newer]);
  });

  test("has a URL and headers of at most 2,000 characters", () => {
    const long = (length: number) => ({ ...html, url: `/${"x".repeat(length - 1 - "text/htmlen".length)}` });
    kept.keep(long(2_000));
    kept.keep(long(2_001));
    expect(kept.find(long(2_000).url, html)).toBeDefined();
    expect(kept.find(long(2_001).url, html)).toBeUndefined();
  });
});
