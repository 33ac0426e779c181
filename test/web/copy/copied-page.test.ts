import { HtmlValidate } from "html-validate";
import { type LoanedService, loanService } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
});
afterAll(() => service.release());

const open = (path: string) => service.ask(path, { headers: { accept: "text/html" } });
const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });

/** Words of the present tense that only a current page may use. */
const PRESENT = />[^<]*\b(is open|are open|is not open|now|está abiert[oa]|no está abiert[oa]|ahora)\b/i;

describe("a page for mirrors", () => {
  test.each([
    "/copy/",
    "/copy/?lang=es",
    "/copy/laredo?lang=en",
    "/copy/about?lang=es",
    "/copy/article?lang=en",
    "/copy/history?lang=es",
    "/copy/history/december-2023?lang=en",
    "/copy/nowhere",
  ])("is valid HTML: %s", async (path) => {
    const { results } = await validator.validateString((await open(path)).text);
    expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line} ${message}`))).toEqual([]);
  });

  test("is in the past tense for every crossing, without any word about now", async () => {
    const { body } = await service.ask("/v1/crossings");
    const slugs: string[] = body.crossings.map(({ slug }: { slug: string }) => slug);
    for (const [i, slug] of slugs.entries()) {
      const { text, status } = await open(`/copy/${slug}?lang=${i % 2 === 0 ? "en" : "es"}`);
      expect([slug, status]).toEqual([slug, 200]);
      const answer = text.slice(text.indexOf("<title>"), text.indexOf('id="in-full"'));
      expect([slug, PRESENT.exec(answer)?.[0]]).toEqual([slug, undefined]);
    }
  }, 60_000);

  test("names its time in the zone of the crossing, and the address of the page itself", async () => {
    const { text } = await open("/copy/lukeville?lang=en");
    expect(text).toMatch(
      /This page is a copy, made on <time datetime="2026-11-24T22:00:00[^"]*">24 Nov 2026 15:00 MST<\/time>\./,
    );
    expect(text).toContain('<a href="/lukeville?lang=en" rel="original" data-whole>/lukeville?lang=en</a>');
    expect(text).toContain('<link rel="canonical" href="/lukeville?lang=en">');
    expect(text).toContain("After 15 minutes, the copy is out of date.");
    expect((await open("/copy/about?lang=en")).text).not.toContain("After 15 minutes");
  });

  test("has the answer of the page itself, with its doubts", async () => {
    const marksOf = async (path: string) =>
      [...(await open(path)).text.matchAll(/data-slug="([^"]+)" data-mark="([^"]+)"/g)].map(([, ...pair]) => pair);
    const copied = await marksOf("/copy/?lang=en");
    expect(copied.length).toBeGreaterThan(50);
    expect(copied).toEqual(await marksOf("/?lang=en"));
  });

  test("does not promise on the board that a crossing opens", async () => {
    const { text } = await open("/copy/?lang=en");
    expect(text).toMatch(/was to open|not sure it would open|not sure it opened/);
    expect(text).not.toMatch(/>[^<]*\b(opens|closes) (at )?\d\d:\d\d/);
  });

  test("does not alter the page itself", async () => {
    await open("/copy/?lang=en");
    const { text } = await open("/?lang=en");
    expect(text).not.toContain('id="copy"');
    expect(text).not.toContain("Was ");
    expect(text).toContain("data-live");
  });
});
