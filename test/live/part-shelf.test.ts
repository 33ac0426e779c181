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

test("the parts of the question asked longest ago make room first, one after the other", () => {
  const shelf = makePartShelf<Validity>(100, () => false);
  const kept = (question: string, slug: string) => shelf.find(question, slug, at(1)) !== undefined;
  shelf.keep("one", "a", { part: part(), bytes: 30 }, 0);
  shelf.keep("one", "b", { part: part(), bytes: 30 }, 0);
  shelf.keep("two", "a", { part: part(), bytes: 40 }, 0);
  expect(shelf.size()).toEqual({ parts: 3, bytes: 100 });
  shelf.keep("three", "a", { part: part(), bytes: 30 }, 0);
  expect(shelf.size()).toEqual({ parts: 3, bytes: 100 });
  expect([kept("one", "b"), kept("one", "a")]).toEqual([true, false]);
  // Question one was asked last, so question two makes room.
  shelf.keep("four", "a", { part: part(), bytes: 1 }, 0);
  expect([kept("two", "a"), kept("one", "b"), kept("three", "a"), kept("four", "a")]).toEqual([
    ...[false, true, true, true],
  ]);
});

test("a part that grows makes room, perhaps its own", () => {
  const shelf = makePartShelf<Validity>(100, () => false);
  const grown = { part: part(), bytes: 30 };
  shelf.keep("one", "a", { part: part(), bytes: 50 }, 0);
  shelf.keep("two", "a", grown, 0);
  expect(shelf.grow("two", "a", grown, 20)).toBe(true);
  expect(shelf.size()).toEqual({ parts: 2, bytes: 100 });
  expect(shelf.grow("two", "a", grown, 1)).toBe(true);
  expect(shelf.size()).toEqual({ parts: 1, bytes: 51 });
  expect(shelf.grow("two", "a", grown, 50)).toBe(true);
  expect(shelf.size()).toEqual({ parts: 0, bytes: 0 });
  expect([shelf.grow("two", "a", grown, 1), shelf.grow("three", "a", grown, 1)]).toEqual([false, false]);
});

test("dropped crossings give back their room, also for all questions", () => {
  const shelf = makePartShelf<Validity>(100, () => false);
  shelf.keep("one", "a", { part: part(), bytes: 10 }, 0);
  shelf.keep("two", "a", { part: part(), bytes: 20 }, 0);
  shelf.keep("two", "b", { part: part(), bytes: 30 }, 0);
  shelf.drop(["a", "c"]);
  expect(shelf.size()).toEqual({ parts: 1, bytes: 30 });
  expect(shelf.find("two", "b", at(1))).toBeDefined();
  shelf.drop([]);
  expect(shelf.size()).toEqual({ parts: 1, bytes: 30 });
});

test("a part is found from its first instant until just before its last", () => {
  const shelf = makePartShelf<Validity>(100, () => false);
  const own = part();
  shelf.keep("one", "a", { part: own, bytes: 10 }, 0);
  const found = [at(0).subtract({ milliseconds: 1 }), at(0), at(10).subtract({ milliseconds: 1 }), at(10)].map((now) =>
    shelf.find("one", "a", now),
  );
  expect(found).toEqual([undefined, own, own, undefined]);
});

test("a part is not kept if its crossing changed since the given number of touches", () => {
  const shelf = makePartShelf<Validity>(100, (of, touches) => of.join() === "a" && touches < 3);
  shelf.keep("one", "a", { part: part(), bytes: 10 }, 2);
  expect(shelf.size()).toEqual({ parts: 0, bytes: 0 });
  shelf.keep("one", "a", { part: part(), bytes: 10 }, 3);
  shelf.keep("one", "b", { part: part(), bytes: 10 }, 2);
  expect(shelf.size()).toEqual({ parts: 2, bytes: 20 });
});
