import { plainText } from "../../../src/feeds/fetch/plain-text.ts";

test.each([
  ["named entities of HTML", "Jos&eacute; &amp; Mar&iacute;a&hellip; &frac12; &Ouml;l", "José & María… ½ Öl"],
  ["numbers", "caf&#233; &#xE9; &#128679;", "café é 🚧"],
  ["numbers from 128 to 159, which HTML reads as windows-1252", "&#150; &#x93;no&#148; &#128;", "– “no” €"],
  ["spaces", "a&nbsp;b&ensp;c&thinsp;d&#8203;e", "a b c d e"],
  ["numbers that are not a character", "&#0; &#xD800; &#129; &#x110000;", "\uFFFD \uFFFD \uFFFD \uFFFD"],
])("decodes entities: %s", (_, html, text) => expect(plainText(html)).toBe(text));

test.each(["AT&T", "a &b; c", "no end &eacute", "&&amp", "&#; &#x;"])(
  "%j contains no entity and stays unchanged",
  (text) => expect(plainText(text)).toBe(text),
);

test("an escaped tag is text", () => expect(plainText("&lt;b&gt; <b>bold</b>")).toBe("<b> bold"));
