import { readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { Temporal } from "temporal-polyfill";
import { robotsText } from "../../src/http/formats/robots.ts";
import { ROOT } from "../../src/root.ts";
import { crossings } from "../seed/seed-files.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const BASE = "https://garita.example";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService({ settings: { PUBLIC_URL: BASE, SECURITY_CONTACT: "security@garita.example" } });
});
afterAll(() => service.release());

describe("/sitemap.xml", () => {
  interface Url {
    loc: string;
    lastmod?: string;
    "xhtml:link": { rel: string; hreflang: string; href: string }[];
  }
  const urlsOf = (text: string): Url[] =>
    new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(text).urlset.url;

  test("lists every public page in both languages, and each address leads to its page", async () => {
    const { status, headers, text } = await service.ask("/sitemap.xml");
    expect([status, headers.get("content-type")]).toEqual([200, "application/xml; charset=utf-8"]);
    expect(XMLValidator.validate(text)).toBe(true);
    const locs = urlsOf(text).map(({ loc }) => loc);
    const areas: { slug: string }[] = JSON.parse(readFileSync(join(ROOT, "prisma/seed/areas.json"), "utf8"));
    const paths = ["", "about", "article", "history", ...areas.map(({ slug }) => slug), ...crossings.keys()];
    expect([...locs].sort()).toEqual(
      paths.flatMap((path) => ["en", "es"].map((lang) => `${BASE}/${path}?lang=${lang}`)).sort(),
    );
    for (const loc of locs.filter((_, i) => i < 6 || i % 20 === 0)) {
      const page = await service.ask(loc.slice(BASE.length), { headers: { accept: "text/html" } });
      expect([loc, page.status, page.headers.get("content-language")]).toEqual([loc, 200, loc.slice(-2)]);
    }
  });

  test("names each page's addresses in both languages, and the address that chooses the language", async () => {
    const url = urlsOf((await service.ask("/sitemap.xml")).text).find(({ loc }) => loc === `${BASE}/lukeville?lang=es`);
    expect(url?.["xhtml:link"]).toEqual([
      { rel: "alternate", hreflang: "en", href: `${BASE}/lukeville?lang=en` },
      { rel: "alternate", hreflang: "es", href: `${BASE}/lukeville?lang=es` },
      { rel: "alternate", hreflang: "x-default", href: `${BASE}/lukeville` },
    ]);
  });

  test("dates a crossing by its last report", async () => {
    const key = await service.keyFor("desk", "recorder");
    const { body } = await service.post("/v1/reports", soundReport(), key);
    const urls = urlsOf((await service.ask("/sitemap.xml")).text);
    const dateOf = (path: string) => urls.find(({ loc }) => loc === `${BASE}${path}?lang=en`)?.lastmod;
    expect(dateOf("/lukeville")).toBe(body.recordedAt);
    expect(dateOf("/")).toBe(body.recordedAt);
    expect(dateOf("/naco")).not.toBe(body.recordedAt);
    expect(dateOf("/about")).toBeUndefined();
  });
});

describe("/robots.txt", () => {
  /** Returns true if a crawler may read an address: the longest matching rule counts (RFC 9309, 2.2.2). */
  function mayRead(text: string, agent: string, address: string): boolean {
    const groups = text.split("\n\n").map((group) => group.split("\n"));
    const group = groups.find((lines) => lines.includes(`User-agent: ${agent}`)) ?? [];
    const rules = group.flatMap((line) => {
      const [, verb, path = ""] = /^(Allow|Disallow): (.*)$/.exec(line) ?? [];
      const pattern = path.replace(/[.?+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
      return verb !== undefined && new RegExp(`^${pattern}`).test(address) ? [{ verb, length: path.length }] : [];
    });
    return rules.sort((a, b) => b.length - a.length)[0]?.verb !== "Disallow";
  }

  test.each([
    ["/", true],
    ["/lukeville?lang=es", true],
    ["/about", true],
    ["/docs", true],
    ["/sitemap.xml", true],
    ["/lukeville?at=2023-12-20T12:00:00Z", false],
    ["/lukeville?on=2023-12-20&lang=es", false],
    ["/lukeville?lang=es&on=2023-12-20", false],
    ["/?near=31.75,-106.49", false],
    ["/desk", false],
    ["/desk/report?lang=es", false],
    ["/v1/atom.xml?lang=es", false],
    ["/v1/crossings", false],
    ["/offline?lang=en", false],
    ["/copy/lukeville?lang=es", false],
  ])("tells crawlers whether they may read %s: %s", async (address, may) => {
    const { text, headers } = await service.ask("/robots.txt");
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(mayRead(text, "*", address)).toBe(may);
  });

  test("lets programs that preview shared links read pages about any time, but not the desk", async () => {
    const { text } = await service.ask("/robots.txt");
    expect(mayRead(text, "Twitterbot", "/lukeville?on=2023-12-20")).toBe(true);
    expect(mayRead(text, "Twitterbot", "/desk")).toBe(false);
  });

  test("names the sitemap if the public address is known", async () => {
    expect((await service.ask("/robots.txt")).text).toContain(`\nSitemap: ${BASE}/sitemap.xml\n`);
    expect(robotsText(null)).not.toContain("Sitemap");
  });
});

describe("/manifest.webmanifest", () => {
  test("describes the app in the language of the page, with icons of the sizes that it states", async () => {
    const { headers, body } = await service.ask("/manifest.webmanifest?lang=es");
    expect(headers.get("content-type")).toMatch(/^application\/manifest\+json/);
    expect(body).toMatchObject({ name: "Garita", lang: "es", start_url: "/?lang=es", display: "standalone" });
    expect(body.icons.map(({ sizes, purpose }: Record<string, string>) => `${sizes} ${purpose}`)).toEqual([
      "any any",
      "192x192 any",
      "512x512 any",
      "192x192 maskable",
      "512x512 maskable",
    ]);
    for (const { src, sizes, type } of body.icons) {
      const answer = await fetch(`${service.url}${src}`);
      expect([src, answer.status, answer.headers.get("content-type")?.split(";")[0]]).toEqual([src, 200, type]);
      if (type !== "image/png") continue;
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.subarray(1, 4).toString()).toBe("PNG");
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
  });

  test("is linked from public pages, but not from the desk", async () => {
    const page = async (path: string) => (await service.ask(path, { headers: { accept: "text/html" } })).text;
    expect(await page("/lukeville?lang=es")).toContain('<link rel="manifest" href="/manifest.webmanifest?lang=es">');
    expect(await page("/desk/sign-in")).not.toContain("manifest");
  });

  test("refuses a language that Garita does not have, and unknown parameters", async () => {
    const { status, body } = await service.ask("/manifest.webmanifest?lang=fr&x=1");
    expect([status, body.errors.map(({ path }: { path: string }) => path)]).toEqual([400, ["lang", "x"]]);
  });
});

describe("/.well-known/security.txt", () => {
  test("names the contact from the settings, and expires in half a year", async () => {
    service.clock.set("2026-11-24T22:00:00Z");
    const { status, headers, text } = await service.ask("/.well-known/security.txt");
    expect([status, headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(text).toBe(
      "Contact: mailto:security@garita.example\nExpires: 2027-05-23T00:00:00Z\nPreferred-Languages: en, es\nCanonical: https://garita.example/.well-known/security.txt\n",
    );
    const expires = Temporal.Instant.from(/^Expires: (.*)$/m.exec(text)?.[1] ?? "");
    expect(Temporal.Instant.from("2026-11-24T22:00:00Z").until(expires).total("hours")).toBeLessThan(365 * 24);
  });
});
