import { Temporal } from "temporal-polyfill";
import type { PartKind } from "../../src/domain/status/snapshot.ts";
import { keepParts } from "../../src/live/kept-parts.ts";

const at = (minute: number) => Temporal.Instant.from("2024-01-01T00:00:00Z").add({ minutes: minute });
const LETTERS: PartKind<string> = { name: "letters", bytesOf: (text) => text.length };
const WORDS: PartKind<string> = { name: "words", bytesOf: (text) => 100 * text.length };
const part = (value: string) => ({ value, from: at(0), to: at(10) });

/** A part takes 300 bytes besides its contents. */
const EMPTY = 300;

test("a part is found by its kind, question and crossing while it is valid", () => {
  const parts = keepParts(10_000, () => false);
  parts.keep(LETTERS, "all", "naco", part("abc"), 0);
  expect(parts.find(LETTERS, "all", "naco", at(0))).toBe("abc");
  expect(parts.find(LETTERS, "all", "naco", at(10))).toBeUndefined();
  expect(parts.find(WORDS, "all", "naco", at(1))).toBeUndefined();
  expect(parts.find(LETTERS, "rail", "naco", at(1))).toBeUndefined();
  expect(parts.find(LETTERS, "all", "donna", at(1))).toBeUndefined();
});

test("parts of different kinds are kept beside each other, and dropped together with their crossing", () => {
  const parts = keepParts(10_000, () => false);
  parts.keep(LETTERS, "all", "naco", part("abc"), 0);
  parts.keep(WORDS, "all", "naco", part("a word"), 0);
  parts.keep(WORDS, "all", "donna", part("another"), 0);
  expect([LETTERS, WORDS].map((kind) => parts.find(kind, "all", "naco", at(1)))).toEqual(["abc", "a word"]);
  parts.drop(["naco"]);
  expect([LETTERS, WORDS].map((kind) => parts.find(kind, "all", "naco", at(1)))).toEqual([undefined, undefined]);
  expect(parts.find(WORDS, "all", "donna", at(1))).toBe("another");
});

test("a part of a crossing that changed while it was made is not kept", () => {
  const parts = keepParts(10_000, (of, touches) => of.includes("naco") && touches < 7);
  parts.keep(LETTERS, "all", "naco", part("old"), 6);
  expect(parts.find(LETTERS, "all", "naco", at(1))).toBeUndefined();
  parts.keep(LETTERS, "all", "naco", part("new"), 7);
  expect(parts.find(LETTERS, "all", "naco", at(1))).toBe("new");
});

test("the size of a part is that of its contents by the measure of its kind", () => {
  const kept = (mostBytes: number) => {
    const parts = keepParts(mostBytes, () => false);
    parts.keep(WORDS, "all", "naco", part("abc"), 0);
    return parts.find(WORDS, "all", "naco", at(1));
  };
  expect(kept(EMPTY + 300)).toBe("abc");
  expect(kept(EMPTY + 299)).toBeUndefined();
});
