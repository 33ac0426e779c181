import { z } from "zod";
import { readItems } from "../../src/feeds/read-items.ts";

test.each([0, 1])("the quote of an item that is left out never ends in the middle of a character (%i)", (shift) => {
  const { leftOut } = readItems(["x".repeat(shift) + "🚧".repeat(50)], z.number(), "item");
  expect(leftOut[0]).toMatch(/: "x?(🚧)+$/u);
});
