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
