import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { hiddenFault, LINE, LINES, visibly } from "../../src/domain/plain-text.ts";
import { holds } from "./replay.ts";

/** Unicode's own names for the characters that the ranges must contain. */
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
