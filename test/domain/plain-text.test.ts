import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { hiddenFault, LINE, LINES, storableText, visibly } from "../../src/domain/plain-text.ts";
import { holds } from "./replay.ts";

/** The same characters as the ranges, by Unicode's own property names. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\uFDD0-\uFDEF\uFFFE\uFFFF]/u;

test("a line has no hidden character and no break, and lines have breaks and tabs besides", () => {
  const wrong = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((one) => {
    const isBreak = /[\t\n\r\u2028\u2029]/.test(one);
    const isUnseen = UNSEEN.test(one);
    return LINE.test(`a${one}b`) !== (!isBreak && !isUnseen) || LINES.test(`a${one}b`) !== (isBreak || !isUnseen);
  });
  expect(wrong).toEqual([]);
});

test("what is accepted is what comes back from UTF-8, and what is refused is named with its place", () => {
  holds(
    fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 20 }),
    (text) => {
      if (LINES.test(text)) expect(Buffer.from(text).toString("utf8")).toBe(text);
      else {
        const [, place = "", code = ""] = /character (\d+) is U\+([0-9A-F]+)$/.exec(hiddenFault(text, true)) ?? [];
        expect([...text][Number(place) - 1]?.codePointAt(0)).toBe(Number.parseInt(code, 16));
      }
      expect(LINE.test(visibly(text))).toBe(true);
    },
    1_000,
  );
});

describe("names and words of people are accepted", () => {
  test.each(["Año Nuevo – «línea»", "👩‍👩‍👧 🚧", "مغلق", "a\u00a0b", "नमस्ते\u200d"])("%s", (text) => {
    expect(LINE.test(text)).toBe(true);
  });
});

describe("text from a feed", () => {
  test("is accepted by the rule for text, whatever it held; other characters stay", () => {
    expect(storableText("a\uD800b\uDC00\uDC00c\0d\u0007e\u0085\u202Ef")).toBe(
      "a\uFFFDb\uFFFD\uFFFDc\uFFFDd\uFFFDe\uFFFD\uFFFDf",
    );
    holds(
      fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 20 }),
      (text) => {
        const kept = storableText(text);
        expect(LINES.test(kept)).toBe(true);
        expect(kept).toHaveLength(text.length);
        if (LINES.test(text)) expect(kept).toBe(text);
      },
      1_000,
    );
  });

  test("keeps tabs and ends of lines, and is cut between characters", () => {
    const text = "Día 🚧\t–\r\nAño";
    expect(storableText(text)).toBe(text);
    expect([storableText(text, 5), storableText(text, 6)]).toEqual(["Día ", "Día 🚧"]);
  });
});
