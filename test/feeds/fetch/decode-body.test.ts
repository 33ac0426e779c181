import { decodeBody } from "../../../src/feeds/fetch/decode-body.ts";

const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(text, "utf16le");
  return big ? bytes.swap16() : bytes;
};
const MARK = "\uFEFF";
const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>Día</a>`;
/** The byte for – in windows-1252, which is a control character in ISO-8859-1. */
const DASH = Buffer.from([0x96]);

describe("a byte order mark determines the encoding", () => {
  test.each([
    ["UTF-8", Buffer.from(MARK + xml("ISO-8859-1")), "text/xml; charset=iso-8859-1", "ISO-8859-1"],
    ["UTF-16, little-endian", utf16(MARK + xml("UTF-8"), false), "text/xml; charset=utf-8", "UTF-8"],
    ["UTF-16, big-endian", utf16(MARK + xml("UTF-8"), true), "", "UTF-8"],
  ])("as %s, regardless of other declarations", (_, bytes, contentType, declared) => {
    expect(decodeBody(bytes, contentType)).toBe(xml(declared));
  });
});

describe("without a byte order mark", () => {
  test("UTF-16 is recognised by the first character", () => {
    expect(decodeBody(utf16(xml("UTF-16"), false), "text/xml")).toBe(xml("UTF-16"));
    expect(decodeBody(utf16(xml("UTF-16"), true), "text/xml; charset=utf-16")).toBe(xml("UTF-16"));
  });

  test("the charset in the header takes precedence over the XML declaration", () => {
    expect(decodeBody(Buffer.from(xml("ISO-8859-1")), "text/xml; charset=UTF-8")).toBe(xml("ISO-8859-1"));
    expect(decodeBody(Buffer.from(xml("UTF-8"), "latin1"), 'text/xml; charset="iso-8859-1"')).toBe(xml("UTF-8"));
  });

  test.each(["ISO-8859-1", "windows-1252"])(
    "the XML declaration counts if the header has no charset: %s",
    (encoding) => {
      expect(decodeBody(Buffer.concat([Buffer.from(xml(encoding), "latin1"), DASH]), "application/xml")).toBe(
        `${xml(encoding)}–`,
      );
    },
  );

  test("other declared encodings are used", () => {
    const bytes = Buffer.concat([Buffer.from("<?xml version='1.0' encoding='ISO-8859-15'?>"), Buffer.from([0xa4])]);
    expect(decodeBody(bytes, "")).toMatch(/€$/);
  });

  test("the default is UTF-8", () => {
    expect(decodeBody(Buffer.from('["Día"]'), "application/json")).toBe('["Día"]');
    expect(decodeBody(Buffer.alloc(0), "")).toBe("");
  });
});

test("an impossible label is skipped in favour of the next one", () => {
  expect(decodeBody(Buffer.from(xml("utf-16")), "text/xml")).toBe(xml("utf-16"));
  expect(decodeBody(Buffer.from(xml("ISO-8859-1"), "latin1"), "text/xml; charset=x-none")).toBe(xml("ISO-8859-1"));
  expect(decodeBody(Buffer.from(xml("UTF-8")), "text/xml; charset=us-ascii")).toBe(xml("UTF-8"));
});

test("invalid bytes become U+FFFD, as does half a surrogate pair", () => {
  expect(decodeBody(Buffer.from([0x61, 0xff, 0x62]), "")).toBe("a\uFFFDb");
  expect(decodeBody(Buffer.from([0xff, 0xfe, 0x61, 0, 0, 0xd8]), "")).toBe("a\uFFFD");
});

test("UTF-32 is refused, and the error names it", () => {
  expect(() => decodeBody(Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), "")).toThrow("UTF-32");
});
