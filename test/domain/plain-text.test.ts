import fc from "fast-check";
import {
  beginningOf,
  excerptOf,
  hiddenFault,
  MULTI_LINE,
  SINGLE_LINE,
  showInvisible,
  storableText,
} from "../../src/domain/plain-text.ts";
import { holds } from "./replay.ts";

/** Characters that both patterns forbid. The patterns list ranges; this test uses Unicode properties. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\uFDD0-\uFDEF\uFFFE\uFFFF]/u;

test("single-line text has no hidden characters, line breaks or tabs, and multi-line text may have line breaks and tabs", () => {
  const wrong = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((one) => {
    const isBreak = /[\t\n\r\u2028\u2029]/.test(one);
    const isUnseen = UNSEEN.test(one);
    return (
      SINGLE_LINE.test(`a${one}b`) !== (!isBreak && !isUnseen) || MULTI_LINE.test(`a${one}b`) !== (isBreak || !isUnseen)
    );
  });
  expect(wrong).toEqual([]);
});

test("accepted text survives UTF-8, and refused text is reported with the position", () => {
  holds(
    fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 20 }),
    (text) => {
      if (MULTI_LINE.test(text)) expect(Buffer.from(text).toString("utf8")).toBe(text);
      else {
        const [rule, lines, place, character] = hiddenFault(text, true);
        expect([rule, lines]).toEqual(["hiddenCharacter", true]);
        const code = [...text][Number(place) - 1]?.codePointAt(0) ?? 0;
        expect(character).toBe(`U+${code.toString(16).toUpperCase().padStart(4, "0")}`);
      }
      expect(SINGLE_LINE.test(showInvisible(text))).toBe(true);
    },
    1_000,
  );
});

test("the beginning of a text has at most the given length and never ends in half a character", () => {
  expect([2, 3, 4].map((most) => beginningOf("ab🚧", most))).toEqual(["ab", "ab", "ab🚧"]);
});

test("a long value is shortened, without half a character at the end, and others are shown in full", () => {
  expect(excerptOf("a".repeat(60))).toBe("a".repeat(60));
  expect(excerptOf("a".repeat(61))).toBe(`${"a".repeat(60)}…`);
  expect(excerptOf(`${"a".repeat(59)}🚧`)).toBe(`${"a".repeat(59)}…`);
  expect(excerptOf("abcd", 3)).toBe("abc…");
});

describe("single-line text", () => {
  test.each(["Año Nuevo – «línea»", "👩‍👩‍👧 🚧", "مغلق", "a\u00a0b", "नमस्ते\u200d"])(
    "may contain any script: %s",
    (text) => {
      expect(SINGLE_LINE.test(text)).toBe(true);
    },
  );
});

describe("text from a feed", () => {
  test("is acceptable once its forbidden characters are replaced", () => {
    expect(storableText("a\uD800b\uDC00\uDC00c\0d\u0007e\u0085\u202Ef")).toBe(
      "a\uFFFDb\uFFFD\uFFFDc\uFFFDd\uFFFDe\uFFFD\uFFFDf",
    );
    holds(
      fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 20 }),
      (text) => {
        const kept = storableText(text);
        expect(MULTI_LINE.test(kept)).toBe(true);
        expect(kept).toHaveLength(text.length);
        if (MULTI_LINE.test(text)) expect(kept).toBe(text);
      },
      1_000,
    );
  });

  test("keeps tabs and line ends, and is cut without splitting a character", () => {
    const text = "Día 🚧\t–\r\nAño";
    expect(storableText(text)).toBe(text);
    expect([storableText(text, 5), storableText(text, 6)]).toEqual(["Día ", "Día 🚧"]);
  });
});
