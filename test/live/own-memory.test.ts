import { inOwnMemory } from "../../src/live/own-memory.ts";

test("pieces are copied one after another into memory that holds nothing else", () => {
  const pieces = ["one", "", "two"].map((text) => Buffer.from(text));
  const own = inOwnMemory(pieces);
  expect(own.toString()).toBe("onetwo");
  expect([own.byteOffset, own.buffer.byteLength]).toEqual([0, 6]);
  pieces[0]?.fill("x");
  expect(own.toString()).toBe("onetwo");
});

test("no pieces make an empty buffer", () => {
  expect(inOwnMemory([])).toHaveLength(0);
});
