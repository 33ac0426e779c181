import { makeKnownKeys } from "../../../src/actions/access/known-keys.ts";

const actor = { id: "1", name: "desk", role: "recorder" } as const;

test("a key is known until it is forgotten", () => {
  const keys = makeKnownKeys();
  keys.remember("secret", actor);
  expect([keys.find("secret"), keys.find("other")]).toEqual([actor, undefined]);
  keys.forget("secret");
  expect(keys.find("secret")).toBeUndefined();
});

test("of more than a thousand keys, those remembered first are forgotten", () => {
  const keys = makeKnownKeys();
  for (let i = 0; i < 1_001; i++) keys.remember(`key ${i}`, actor);
  expect([keys.find("key 0"), keys.find("key 1"), keys.find("key 1000")]).toEqual([undefined, actor, actor]);
});
