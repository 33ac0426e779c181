import { expect, test } from "@jest/globals";
import { storableText } from "../../../src/feeds/fetch/storable-text.ts";

test("what a database refuses becomes U+FFFD, one for one", () => {
  expect(storableText("a\uD800b\uDC00\uDC00c\0d\u0007e\u0085")).toBe("a\uFFFDb\uFFFD\uFFFDc\uFFFDd\uFFFDe\uFFFD");
});

test("whole characters, tabs and ends of lines stay", () => {
  const text = "Día 🚧\t–\r\nAño";
  expect(storableText(text)).toBe(text);
});
