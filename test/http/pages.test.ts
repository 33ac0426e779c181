import { crossings } from "../seed/seed-files.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

/** The `Accept` header of browsers. */
const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
});
afterAll(() => service.release());

const page = (path: string, headers: Record<string, string> = {}) =>
  service.ask(path, { headers: { accept: BROWSER, ...headers } });
const headingOf = (text: string) => /<h1[^>]*>(.*?)<\/h1>/.exec(text)?.[1];

test("the board states an opening of a doubtful crossing only with the doubt, as the crossing's page does", async () => {
  // The hours have not begun at many crossings, some of which have not been confirmed open for months.
  const on = "on=2026-11-24&time=04:30";
  const { body } = await service.ask("/v1/crossings?at=2026-11-24T10:30:00Z&direction=northbound");
  const { text } = await page(`/?${on}&direction=northbound`);
  let doubtful = 0;
  for (const { slug, timeZone, services } of body.crossings) {
    if (timeZone !== "America/Chicago") continue;
    const [, row = ""] = text.split(`<li data-slug="${slug}"`);
    const opening = /<ul class="chips">.*?<\/ul>/s.exec(row)?.[0] ?? "";
    const asleep = services.filter((each: { opensAt: string | null }) => each.opensAt !== null);
    const isDoubted = asleep.some((each: { certainty: string }) => each.certainty === "unconfirmed");
    if (isDoubted) doubtful++;
    expect([slug, /not sure it open/.test(opening)]).toEqual([slug, isDoubted]);
  }
  expect(doubtful).toBeGreaterThan(2);
});

describe("a URL", () => {
  test("is answered with a page for browsers, JSON for programs, and one line of text for others", async () => {
    const asked = (accept: string) => service.ask("/lukeville", { headers: { accept } });
    expect((await asked(BROWSER)).headers.get("content-type")).toMatch(/^text\/html/);
    expect((await asked("text/html")).headers.get("content-type")).toMatch(/^text\/html/);
    expect((await asked("application/json")).headers.get("content-type")).toMatch(/^application\/json/);
    expect((await asked("*/*")).headers.get("content-type")).toMatch(/^text\/plain/);
    expect((await service.ask("/", { headers: { accept: "*/*" } })).text).toMatch(
      new RegExp(`^Garita\\. ${crossings.size} crossings`),
    );
  });

  test("accepts the same parameters in every format, so a page's URL works in a terminal", async () => {
    const { text } = await service.ask("/lukeville?on=2023-12-20&told=then&lang=es&span=week&utm_source=a");
    expect(text).toMatch(
      /^Garita de Sonoyta el 20 dic 2023 a las 12:00: estaba suspendido en ambos sentidos desde el 4 dic/,
    );
    expect(text).not.toContain("4 ene 2024");
    const part = await page("/eagle-pass-bridge-1?on=2023-12-20&mode=passenger&direction=northbound");
    expect(headingOf(part.text)).toMatch(/was not open: suspended$/);
    expect(part.text).toContain('href="/eagle-pass-bridge-1?on=2023-12-20">Show every service</a>');
  });

  test.each([...crossings.keys()])(
    "/%s belongs to the crossing, and not to another page of the service",
    async (slug) => {
      expect((await page(`/${slug}`)).text).toContain(` data-crossing="${slug}"`);
    },
  );

  test("gives a page whose heading says that Lukeville was not open on 20 December 2023", async () => {
    const { text } = await page("/lukeville?on=2023-12-20");
    expect(headingOf(text)).toBe("Lukeville was not open: suspended");
    expect(text).toContain("20 Dec 2023 12:00 MST");
  });

  test("accepts a time of day in the crossing's local time", async () => {
    const at = async (query: string) => headingOf((await page(`/eagle-pass-bridge-1?${query}`)).text);
    // Vehicle processing stopped at 15:00 in Eagle Pass. Pedestrians could still cross.
    expect(await at("on=2023-11-27&time=14:59")).toMatch(/was open$/);
    expect(await at("on=2023-11-27&time=15:00")).toMatch(/was open in part$/);
  });

  test("excludes reports published later, on request", async () => {
    const { text } = await page("/lukeville?on=2023-12-20&told=then");
    expect(text).not.toContain("4 Jan 2024 06:00 MST");
    expect((await page("/lukeville?on=2023-12-20")).text).toContain("4 Jan 2024 06:00 MST");
  });

  test("shows the board of a day at the given time in each crossing's local time", async () => {
    const { text } = await page("/?on=2024-01-04&time=10:00");
    expect(text).toContain("4 Jan 2024, 10:00 local time at each crossing");
    // Morley Gate reopened at 10:00 in Arizona, which is an hour after 10:00 in Central time.
    expect(/nogales-morley-gate\?[^>]*>Nogales Morley Gate<\/a>.*?<\/b> (.*?)<\/p>/s.exec(text)?.[1]).toMatch(
      /^Was open/,
    );
  });
});

describe("the board", () => {
  const countsOf = (text: string) => ({
    chips: new Map(
      [...text.matchAll(/href="[^"]*"[^>]*><svg class="mark (\w+)[^>]*>.*?<\/svg> <b>(\d+)<\/b>/g)].map(
        ([, mark = "", count]) => [mark, Number(count)] as const,
      ),
    ),
    heading: Number(/id="list-title">(?:All )?(\d+)/.exec(text)?.[1]),
    rows: [...text.matchAll(/<li data-slug="[^"]+" data-mark="(\w+)">/g)].map(([, mark]) => mark),
  });

  test("counts each crossing once, and the number beside a status equals the length of the list for that status", async () => {
    const days = ["", "on=2023-12-20", "on=2023-11-28&time=23:00", "on=2022-07-01", "on=2024-01-04&time=08:00"];
    const filters = ["", "mode=passenger&direction=northbound", "mode=rail", "state=TX", "q=laredo"];
    for (const [i, day] of days.entries()) {
      const filter = `${day}&${filters[i]}`;
      const whole = countsOf((await page(`/?${filter}`)).text);
      expect([...whole.chips.values()].reduce((sum, count) => sum + count, 0)).toBe(whole.heading);
      for (const [mark, count] of whole.chips) {
        const { chips, heading, rows } = countsOf((await page(`/?${filter}&status=${mark}`)).text);
        expect([filter, mark, chips.get(mark), count > 0 ? heading : 0, rows]).toEqual([
          filter,
          mark,
          count,
          count,
          Array(count).fill(mark),
        ]);
      }
    }
    const suspended = countsOf((await page("/?on=2023-12-20&status=suspended")).text);
    expect([suspended.chips.get("suspended"), suspended.heading, suspended.rows.length]).toEqual([5, 5, 5]);
  });

  test("lists the suspended crossings first, then others with a suspension, a recent closure or a recent change", async () => {
    const { text } = await page("/?on=2023-12-20");
    const [, first = "", rest = ""] = text.split(/<h3>/);
    expect(first).toMatch(/^Suspended or limited, or changed in the past 7 days<\/h3>/);
    expect(countsOf(first).rows).toEqual([...Array(5).fill("suspended"), "limited", "open", "closed"]);
    // Amistad Dam had just reopened.
    for (const slug of ["lukeville", "eagle-pass-bridge-1", "amistad-dam", "nogales-morley-gate"])
      expect(first).toContain(`data-slug="${slug}"`);
    // That rail bridge burnt down in 2008.
    expect(first).not.toContain('data-slug="presidio-rail"');
    expect(rest).toMatch(/^<a href="\/san-diego-tijuana\?on=2023-12-20">San Diego – Tijuana<\/a>/);
    expect((await page("/?on=2023-12-20&status=suspended")).text).not.toContain("<h3>Suspended, limited");
  });

  test("shows in the row of a crossing that a suspension is announced for the next hours", async () => {
    const key = await service.keyFor("night desk", "recorder");
    const report = soundReport({ crossing: "laredo-gateway", modes: undefined, effectiveAt: "2026-11-25T00:00:00Z" });
    const { body } = await service.post("/v1/reports", report, key);
    const [, row = ""] = (await page("/laredo?lang=en")).text.split('<li data-slug="laredo-gateway"');
    expect(row.split("</ul>")[0]).toContain("suspension announced from 18:00");
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
  });

  test("lists the other crossings by area, the busiest area first", async () => {
    const { text } = await page("/");
    const areas = [...text.matchAll(/<h3><a href="\/([a-z-]+)">/g)].map(([, slug]) => slug);
    expect(areas.slice(0, 3)).toEqual(["san-diego-tijuana", "rio-grande-valley", "el-paso-juarez"]);
    expect(countsOf(text).rows).toHaveLength(crossings.size);
  });

  test("shows the distance in miles and kilometres and says that the nearest crossing is first", async () => {
    const { text } = await page("/?near=31.75,-106.49");
    expect(text).toMatch(/<b>Nearest first<\/b> · <a href="\/">List by area<\/a>/);
    expect(text).toContain("0.2 mi (0.4 km) · El Paso – Ciudad Juárez");
    expect(text).not.toContain("<h3>");
  });
});

describe("the language", () => {
  test("is the browser's unless the URL states one, which links then keep", async () => {
    expect((await page("/lukeville", { "accept-language": "es-MX" })).text).toContain('<html lang="es">');
    const { text, headers } = await page("/?lang=es", { "accept-language": "en" });
    expect(headers.get("content-language")).toBe("es");
    expect(text).toContain('href="/lukeville?lang=es"');
    expect((await page("/")).text).toContain('href="/lukeville"');
  });
});

describe("a page", () => {
  test("forbids inline scripts and styles, and everything from other sites", async () => {
    const { headers, text } = await page("/");
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self'; script-src 'self'/);
    expect(text).not.toMatch(/<style|<script(?! src="\/static| type="application\/ld\+json">)| style="| on\w+="/);
    const loaded = [...text.matchAll(/<(?:script|link rel="(?:stylesheet|icon)")[^>]*?(?:src|href)="([^"]+)"/g)];
    expect(loaded).toHaveLength(3);
    for (const [, address = ""] of loaded) {
      const file = await service.ask(address);
      expect([address, file.status, file.headers.get("cache-control")]).toEqual([
        address,
        200,
        "public, max-age=31536000, immutable",
      ]);
    }
  });

  test("is shown for errors, too, and names the invalid part of the URL", async () => {
    const missing = await page("/nowhere");
    expect([missing.status, missing.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    const wrong = await page("/lukeville?on=2023-02-30");
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain("<code>on</code>");
    expect((await page("/lukeville?colour=red")).status).toBe(400);
  });

  test("ignores tracking parameters that other sites add", async () => {
    expect((await page("/lukeville?utm_source=a&fbclid=b")).status).toBe(200);
  });

  test("escapes the query", async () => {
    const { text } = await page(`/?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.toContain("<script>alert");
    expect(text).toContain("&quot;&gt;&lt;script&gt;");
  });
});

describe("a service without optional settings", () => {
  test("has no security.txt, because it has no contact", async () => {
    expect((await service.ask("/.well-known/security.txt")).status).toBe(404);
  });

  test("states the requested host in its sitemap, because it has no public URL", async () => {
    const { headers, text } = await service.ask("/sitemap.xml");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text).toContain(`<loc>${service.url}/lukeville?lang=es</loc>`);
  });
});
