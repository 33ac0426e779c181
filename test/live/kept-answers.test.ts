import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../src/domain/places/crossing.ts";
import { UNKEPT_TEXTS } from "../../src/domain/status/crossing-status.ts";
import type { TimedAnswer } from "../../src/domain/status/snapshot.ts";
import { keepAnswers } from "../../src/live/kept-answers.ts";

const at = (minute: number) => Temporal.Instant.from("2024-01-01T00:00:00Z").add({ minutes: minute });

const answer = (slug: string): TimedAnswer => ({
  status: {
    crossing: { slug } as Crossing,
    verdict: { open: null, partial: false },
    standings: [],
    texts: UNKEPT_TEXTS,
  },
  asOf: 1,
  from: at(0),
  to: at(10),
});

/** An answer without services takes 300 bytes, and a text that much besides its characters. */
const EMPTY = 300;

test("an answer is kept from its instant until it expires, and is neither given before nor after", () => {
  const kept = keepAnswers(10_000, () => false);
  kept.keep("all", "a", answer("a"), 0);
  expect(
    [-1, 0, 9.999, 10].map(
      (minute) => kept.find("all", "a", at(0).add({ seconds: Math.trunc(minute * 60) })) !== undefined,
    ),
  ).toEqual([false, true, true, false]);
  expect(kept.find("rail", "a", at(1))).toBeUndefined();
  expect(kept.find("all", "b", at(1))).toBeUndefined();
});

test("an answer about a crossing that changed while it was made is not kept", () => {
  const kept = keepAnswers(10_000, (of, touches) => of.includes("a") && touches < 7);
  kept.keep("all", "a", answer("a"), 6);
  expect(kept.find("all", "a", at(1))).toBeUndefined();
  kept.keep("all", "a", answer("a"), 7);
  expect(kept.find("all", "a", at(1))).toBeDefined();
});

test("a change of a crossing removes the answers to all questions about it, and no others", () => {
  const kept = keepAnswers(10_000, () => false);
  for (const question of ["all", "rail"]) for (const slug of ["a", "b"]) kept.keep(question, slug, answer(slug), 0);
  kept.drop(["a"]);
  expect(
    ["all", "rail"].map((question) => ["a", "b"].map((slug) => kept.find(question, slug, at(1)) !== undefined)),
  ).toEqual([
    [false, true],
    [false, true],
  ]);
});

test("a text is written once, and is not kept after its answer was removed", () => {
  const kept = keepAnswers(10_000, () => false);
  let written = 0;
  const write = () => {
    written++;
    return "open";
  };
  const texts = kept.keep("all", "a", answer("a"), 0).status?.texts;
  expect([texts?.get("row/en", write), texts?.get("row/en", write), texts?.get("row/es", write)]).toEqual([
    "open",
    "open",
    "open",
  ]);
  expect(written).toBe(2);
  expect(kept.size()).toEqual({ answers: 1, bytes: 3 * EMPTY + 8 });
  kept.drop(["a"]);
  expect(kept.size()).toEqual({ answers: 0, bytes: 0 });
  texts?.get("csv/en", write);
  expect(written).toBe(3);
  expect(kept.size().bytes).toBe(0);
});

test("if there is no room, the answers to the question asked longest ago are removed", () => {
  const kept = keepAnswers(3 * EMPTY, () => false);
  kept.keep("first", "a", answer("a"), 0);
  kept.keep("second", "a", answer("a"), 0);
  kept.find("first", "a", at(1));
  kept.keep("third", "a", answer("a"), 0);
  kept.keep("third", "b", answer("b"), 0);
  const found = ["first", "second", "third"].map((question) => kept.find(question, "a", at(1)) !== undefined);
  expect(found).toEqual([true, false, true]);
  expect(kept.size()).toEqual({ answers: 3, bytes: 3 * EMPTY });
});
