import { remembered, rememberedFor } from "../../src/domain/remembered.ts";

test("a result is computed once for each key", () => {
  const asked: string[] = [];
  const lengthOf = remembered((text: string) => asked.push(text) && text.length);
  expect(["one", "three", "one"].map(lengthOf)).toEqual([3, 5, 3]);
  expect(asked).toEqual(["one", "three"]);
});

test("a result is computed once for each object, even if it is null or if objects are alike", () => {
  const asked: number[][] = [];
  const firstOf = rememberedFor((list: number[]) => (asked.push(list) > 0 ? (list[0] ?? null) : null));
  const [empty, one, alike] = [[], [1], [1]];
  expect([empty, one, empty, alike, one].map(firstOf)).toEqual([null, 1, null, 1, 1]);
  expect(asked).toEqual([empty, one, alike]);
});
