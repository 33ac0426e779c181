import { readAnnouncements } from "../../../src/feeds/cbp-releases/read.ts";
import { FeedError } from "../../../src/feeds/fetch/feed-error.ts";

const rss = (items: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title><link>https://example.org</link><description>All</description>${items}</channel></rss>`;
const atom = (entries: string) =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:feed</id>${entries}</feed>`;
const one = (body: string) => {
  const [item, ...rest] = readAnnouncements(body).announcements;
  expect(rest).toEqual([]);
  return { ...item, publishedAt: item?.publishedAt?.toString() ?? null };
};

describe("RSS", () => {
  test("gives guid, title, text, link and time", () => {
    expect(
      one(
        rss(
          '<item><title>Gate &amp; bridge</title><link>https://example.org/1</link><guid isPermaLink="false">n-1</guid><pubDate>Fri, 01 Dec 2023 15:00:00 -0500</pubDate><description>It closes.</description></item>',
        ),
      ),
    ).toEqual({
      id: "n-1",
      title: "Gate & bridge",
      text: "It closes.",
      link: "https://example.org/1",
      publishedAt: "2023-12-01T20:00:00Z",
    });
  });

  test("converts HTML to text, from CDATA and from entities, with a line for each list item", () => {
    const html =
      "<p>On&nbsp;Dec.&nbsp;4:</p><ul><li>Caf&eacute; <b>one</b></li><li>two &#8211; three</li></ul><script>alert(1)</script>";
    const text = "On Dec. 4:\nCafé one\ntwo – three";
    const escaped = html.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    expect(
      one(rss(`<item><title>T</title><guid>1</guid><description><![CDATA[${html}]]></description></item>`)).text,
    ).toBe(text);
    expect(one(rss(`<item><title>T</title><guid>1</guid><description>${escaped}</description></item>`)).text).toBe(
      text,
    );
  });

  test("uses the link if there is no guid, and leaves out items without a title, or without guid and link", () => {
    expect(one(rss("<item><title>T</title><link>https://example.org/2</link></item>")).id).toBe(
      "https://example.org/2",
    );
    expect(readAnnouncements(rss("<item><title>T</title></item><item><guid>3</guid></item>"))).toEqual({
      announcements: [],
      leftOut: ["item 1 was left out: “T” has neither a guid nor a link", "item 2 was left out: it has no title"],
    });
  });

  test.each([0, 1])("never has a long title cut in the middle of a character when quoted (%i)", (shift) => {
    const { leftOut } = readAnnouncements(rss(`<item><title>${"x".repeat(shift)}${"🚧".repeat(50)}</title></item>`));
    expect(leftOut[0]).toMatch(/🚧” has neither/u);
  });

  test("ignores a link that is not a web address and a date without a time zone", () => {
    const item = one(
      rss(
        "<item><title>T</title><guid>4</guid><link>javascript:alert(1)</link><pubDate>1 Dec 2023 15:00</pubDate></item>",
      ),
    );
    expect(item).toMatchObject({ link: null, publishedAt: null });
  });

  test("gives an empty list for a channel without items", () => {
    expect(readAnnouncements(rss(""))).toEqual({ announcements: [], leftOut: [] });
  });

  test("replaces characters that the database cannot store in every field", () => {
    const item = one(
      rss(
        "<item><title>A &#xD800; B &#0; \0 C</title><guid>g&#xDFFF;</guid><link>https://example.org/a&#0;b</link><description>&lt;p&gt;x &amp;#55296; y &amp;#x0; z &amp;#150; &lt;/p&gt;</description></item>",
      ),
    );
    expect(item).toMatchObject({
      id: "g\uFFFD",
      title: "A \uFFFD B \uFFFD \uFFFD C",
      link: "https://example.org/a%EF%BF%BDb",
      text: "x \uFFFD y \uFFFD z –",
    });
  });

  test("accepts a bare ampersand in an item", () => {
    const read = readAnnouncements(
      rss(
        "<item><title>AT&T bridge & road</title><guid>1</guid><description><![CDATA[B & C &amp; D]]></description></item><item><title>U &#38; V</title><guid>2</guid></item>",
      ),
    );
    expect(read.announcements.map(({ title, text }) => [title, text])).toEqual([
      ["AT&T bridge & road", "B & C & D"],
      ["U & V", ""],
    ]);
  });
});

test("Atom gives the same fields", () => {
  expect(
    one(
      atom(
        '<entry><id>urn:1</id><title type="html">Bridge &amp;lt;b&amp;gt;One</title><link rel="alternate" href="https://example.org/a"/><published>2023-12-22T12:00:00-05:00</published><updated>2023-12-23T12:00:00Z</updated><content type="html">&lt;p&gt;It reopens.&lt;/p&gt;</content></entry>',
      ),
    ),
  ).toMatchObject({
    id: "urn:1",
    text: "It reopens.",
    link: "https://example.org/a",
    publishedAt: "2023-12-22T17:00:00Z",
  });
});

describe("a document type", () => {
  const item = "<item><title>T</title><guid>1</guid><description>Caf&eacute;</description></item>";
  const typed = (doctype: string, items = item) => rss(items).replace("<rss", `${doctype}<rss`);

  test("within CDATA and comments is text", () => {
    const html = "<!DOCTYPE html><html><body><p>It closes.</p></body></html>";
    const body = rss(
      `<!-- <!DOCTYPE rss> --><item><title>T</title><guid>1</guid><description><![CDATA[${html}]]></description></item>`,
    );
    expect(one(body).text).toBe("It closes.");
  });

  test.each([
    '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">',
    "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:1/never>fetched.dtd'>\n<!-- then -->",
    "<!doctype rss>",
  ])("without declarations is skipped: %s", (doctype) => {
    expect(one(typed(doctype)).text).toBe("Café");
  });

  test.each([
    '<!DOCTYPE rss [<!ENTITY a "b">]>',
    '<!DOCTYPE rss SYSTEM "a.dtd" [<!ENTITY % all SYSTEM "file:///etc/passwd"> %all;]>',
    '<!DOCTYPE rss><!DOCTYPE rss [<!ENTITY a "b">]>',
    "<!DOCTYPE rss",
  ])("with declarations is refused, so nothing is expanded: %s", (doctype) => {
    expect(() => readAnnouncements(typed(doctype))).toThrow("its own declarations");
  });

  test("after the root element has begun is refused", () => {
    expect(() => readAnnouncements(rss('<!DOCTYPE rss [<!ENTITY a "b">]><item/>'))).toThrow("its own declarations");
  });

  test("of HTML identifies a web page", () => {
    const page = '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "a"><html/>';
    expect(() => readAnnouncements(page)).toThrow("HTML page");
  });

  test("is found quickly, even in a repetitive document", () => {
    const started = performance.now();
    for (const part of ["<!--", "<![CDATA[", "<?", "<!DOCTYPE a", "<!DOCTYPE a '", "<a"])
      expect(() => readAnnouncements(rss(part.repeat(100_000)))).toThrow();
    readAnnouncements(rss("&".repeat(100_000)));
    one(
      rss(`<item><title>T</title><guid>1</guid><description><![CDATA[${"<a".repeat(200_000)}]]></description></item>`),
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("a document that is not a feed", () => {
  test.each([
    ["HTML", "<html><body><p>Down for maintenance</p></body></html>"],
    ["JSON", '{"items": []}'],
    ["other XML", "<?xml version='1.0'?><ports><port>1</port></ports>"],
    ["nothing", ""],
    ["half a body", rss("<item><title>T</title><guid>1</guid></item>").slice(0, -20)],
    ["a document type", `<!DOCTYPE rss [<!ENTITY a "b">]>${rss("")}`],
  ])("is refused: %s", (_, body) => {
    let refusal: unknown;
    try {
      readAnnouncements(body);
    } catch (cause) {
      refusal = cause;
    }
    expect(refusal).toBeInstanceOf(FeedError);
    expect(refusal).toMatchObject({ code: "not_a_feed" });
  });
});
