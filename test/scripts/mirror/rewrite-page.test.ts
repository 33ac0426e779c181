import { addressesIn, folderPage, rewritePage } from "../../../scripts/mirror/rewrite-page.ts";

const LIVE = "https://garita.example";
const KEPT = new Set(["index.html", "lukeville.html", "es/lukeville.html", "static/a.css", "v1/reports/one.json"]);
const rewritten = (page: string, file = "lukeville.html") =>
  rewritePage(page, { file, live: LIVE, isKept: (each) => KEPT.has(each) });

describe("a rewritten page", () => {
  test("links to the files of the mirror, and to the service for everything else", () => {
    expect(rewritten('<a href="/?lang=en">x</a>')).toBe('<a href="index.html">x</a>');
    expect(rewritten('<a class="b" href="/lukeville?lang=es#c">x</a>')).toBe(
      '<a class="b" href="es/lukeville.html#c">x</a>',
    );
    expect(rewritten('<link href="/static/a.css">', "es/lukeville.html")).toBe('<link href="../static/a.css">');
    expect(rewritten('<a href="/lukeville?on=2023-12-20&amp;lang=en">x</a>')).toBe(
      '<a href="https://garita.example/lukeville?on=2023-12-20&amp;lang=en">x</a>',
    );
    expect(rewritten('<a href="/desk">x</a>')).toBe('<a href="https://garita.example/desk">x</a>');
  });

  test("links to the page at the service if the page says so, and prints its whole address", () => {
    expect(rewritten('<a href="/lukeville?lang=en" rel="original" data-whole>/lukeville?lang=en</a>')).toBe(
      '<a href="https://garita.example/lukeville?lang=en" rel="original" data-whole>https://garita.example/lukeville?lang=en</a>',
    );
    expect(rewritten('<link rel="canonical" href="/lukeville?lang=en">')).toBe(
      '<link rel="canonical" href="https://garita.example/lukeville?lang=en">',
    );
  });

  test("keeps links within the page, to other hosts, and all text", () => {
    const page =
      '<p><a href="#why">x</a> <use href="#mark-open"/> <a href="https://cbp.gov/?a=1&amp;b=2">y</a> href="/z"</p>';
    expect(rewritten(page)).toBe(page);
  });
});

test("the addresses in a page are listed once, as a browser would request them", () => {
  expect(addressesIn('<a href="/a?b=1&amp;c=2"><img src="/d.svg"></a><a href="/a?b=1&amp;c=2"><a href="#e">')).toEqual([
    "/a?b=1&c=2",
    "/d.svg",
  ]);
});

test("a folder leads to its page", () => {
  const [path, text] = folderPage("es/history/2023.html");
  expect(path).toBe("es/history/2023/index.html");
  expect(text).toContain('<html lang="es">');
  expect(text).toContain('content="0; url=../2023.html"');
});
