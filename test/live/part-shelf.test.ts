import { Temporal } from "temporal-polyfill";
import { makePartShelf, type Validity } from "../../src/live/part-shelf.ts";

const at = (minute: number) => Temporal.Instant.from("2024-01-01T00:00:00Z").add({ minutes: minute });
const part = (): Validity => ({ from: at(0), to: at(10) });

test("a question without parts takes no room, however many are asked", () => {
  const shelf = makePartShelf<Validity>(100, () => false);
  for (let i = 0; i < 1_000; i++) shelf.find(`question ${i}`, "a", at(1));
  for (let i = 0; i < 1_000; i++) shelf.keep(`question ${i}`, "a", { part: part(), bytes: 40 }, 0);
  expect(shelf.size()).toEqual({ parts: 2, bytes: 80 });
  expect(shelf.find("question 999", "a", at(1))).toBeDefined();
  expect(shelf.find("question 997", "a", at(1))).toBeUndefined();
});

test("a part that replaces another takes its room", () => {
  const shelf = makePartShelf<Validity>(100, () => false);
  for (const bytes of [30, 60]) shelf.keep("one", "a", { part: part(), bytes }, 0);
  expect(shelf.size()).toEqual({ parts: 1, bytes: 60 });
});

test("a part that was replaced does not grow", () => {
  const shelf = makePartShelf<Validity>(100, () => false);
  const [first, second] = [
    { part: part(), bytes: 30 },
    { part: part(), bytes: 30 },
  ];
  shelf.keep("one", "a", first, 0);
  shelf.keep("one", "a", second, 0);
  expect([shelf.grow("one", "a", first, 5), shelf.grow("one", "a", second, 5)]).toEqual([false, true]);
  expect(shelf.size()).toEqual({ parts: 1, bytes: 35 });
});

test("a part larger than all room is not kept", () => {
  const shelf = makePartShelf<Validity>(100, () => false);
  shelf.keep("one", "a", { part: part(), bytes: 101 }, 0);
  expect(shelf.size()).toEqual({ parts: 0, bytes: 0 });
});
