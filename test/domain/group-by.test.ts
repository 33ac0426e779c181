import { groupBy } from "../../src/domain/group-by.ts";

test("items with the same key are in one group, in the order of their first items", () => {
  const groups = groupBy(["bee", "ant", "bear", "asp", "cat"], (word) => word.charAt(0));
  expect([...groups]).toEqual([
    ["b", ["bee", "bear"]],
    ["a", ["ant", "asp"]],
    ["c", ["cat"]],
  ]);
  expect(groupBy([], String).size).toBe(0);
});
