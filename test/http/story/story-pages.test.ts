import { parse } from "csv-parse/sync";
import { HtmlValidate } from "html-validate";
import { machineClock } from "../../../src/clock.ts";
import { type LoanedService, loanService } from "../../support/service.ts";
import { xmlTrouble } from "../../support/well-formed.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  // The time must be after the seed was recorded, so that a permanent link includes the seed.
  service.clock.set("2150-01-24T22:00:00Z");
});
afterAll(() => service.release());

const get = (path: string, headers: Record<string, string> = {}) =>
  service.ask(path, {
    headers: { accept: "text/html", "accept-language": "en", ...headers },
    redirect: "manual",
  });
const wordsOf = (text: string) => text.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
const rowsOf = (text: string) =>
  [...text.matchAll(/<tr><th scope="row"><a href="\/([^"?]+)[^>]*>/g)].map(([, slug]) => slug);

const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });

describe("the page of a period", () => {
  test.each([
    "/history?lang=en",
    "/history/december-2023",
    "/history/diciembre-2023?lang=es&sort=-from",
    "/history/2024",
    "/history/1990",
    "/history?from=2023-12-06&to=2023-12-06",
    "/history/december-2023?knownAt=2024-01-01T00:00:00Z",
    "/history/nothing",
    "/history?from=2023-12-05&to=2023-12-01",
  ])("is valid HTML: %s", async (path) => {
    const { text, headers } = await get(path);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    const { results } = await validator.validateString(text);
    expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line} ${message}`))).toEqual([]);
  });

  test.each([
    ["/history/diciembre-2023", "en", "/history/december-2023"],
    ["/history/december-2023", "es", "/history/diciembre-2023"],
    ["/history/december-2023?lang=es&sort=from", "en", "/history/diciembre-2023?lang=es&sort=from"],
    ["/history/December-2023", "en", "/history/december-2023"],
    ["/history/2023-12", "en", "/history/december-2023"],
    ["/history/2023-12/chart.svg", "es", "/history/diciembre-2023/chart.svg"],
  ])("has one address in each language: %s for a reader of %s is %s", async (path, language, own) => {
    const { status, headers } = await get(path, { "accept-language": language });
    expect([status, headers.get("location"), headers.get("vary")]).toEqual([
      302,
      own,
      expect.stringContaining("Accept-Language"),
    ]);
    expect((await get(own, { "accept-language": language })).status).toBe(200);
  });

  test.each<[string, RegExp]>([
    [
      "/history/nothing",
      /span must be a month, such as december-2023 or 2023-12, or a year, such as 2023; got "nothing"/,
    ],
    ["/history/december-1899", /span must be a month.*got "december-1899"/],
    ["/history/december-2150", /span must be before 2150-01-24T22:00:00Z, the end of the data; got "december-2150"/],
    ["/history?from=2023-12-05", /to is required/],
    ["/history?from=2023-12-05&to=2023-12-01", /from must be before the end of `to` \(2023-12-01\); got 2023-12-05/],
    ["/history?from=2023-12-05T00:00:00Z&to=2023-12-06", /from must be a day, such as 2023-12-04, or a month.*got/],
    ["/history?from=2019-01-01&to=2023-12-31", /from must be at most 3 years before 2023-12-31.*got 2019-01-01/],
    ["/history/2023?day=2024-01-01", /day must be a day from 2023-01-01 to 2023-12-31; got 2024-01-01/],
    ["/history/2023/days.json?sort=length", /sort must be one of/],
    ["/history/days.json?from=2023-12-05&to=2023-12-01", /from must be before the end/],
    ["/history/2023?sort=length", /sort must be one of crossing, -crossing, .*got "length"/],
    ["/history/2023?what=all", /what is not known|what/],
    ["/history/2023?knownAt=2160-01-01T00:00:00Z", /knownAt must not be in the future; got 2160-01-01T00:00:00Z/],
  ])("refuses %s and names the field, the rule and the value", async (path, told) => {
    const { status, text } = await get(path);
    expect(status).toBe(400);
    expect(wordsOf(text).replaceAll("&quot;", '"')).toMatch(told);
  });

  test("is refused at once to a client that asks for too many periods, and is soon available again", async () => {
    const ask = (hour: number) =>
      get(`/history/december-2023?knownAt=2149-01-01T${String(hour).padStart(2, "0")}:00:00Z`);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, hour) => ask(hour)));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(20);
    for (const { status, headers, text } of refused) {
      expect([status, headers.get("retry-after"), headers.get("cache-control")]).toEqual([503, "5", "no-store"]);
      expect(wordsOf(text)).toContain("Temporarily unavailable Garita cannot answer at the moment.");
    }
    expect((await ask(23)).status).toBe(200);
  });

  test("is cached until the next full hour, because its figures cover full hours", async () => {
    const before = String(service.clock.now());
    service.clock.set("2150-01-24T22:10:00Z");
    const path = "/history/february-2023";
    const dated = async () => /knownAt=([^"&]+)/.exec((await get(path)).text)?.[1];
    const first = await dated();
    service.clock.set("2150-01-24T22:50:00Z");
    expect(await dated()).toBe(first);
    service.clock.set("2150-01-24T23:00:01Z");
    expect(await dated()).not.toBe(first);
    service.clock.set(before);
  });

  test("says when the figures end while the period is not over", async () => {
    expect(wordsOf((await get("/history/january-2150")).text)).toContain(
      "The figures end at 24 Jan 2150 16:00 CST · 15:00 MST · 14:00 PST.",
    );
    expect(wordsOf((await get("/history/december-2149")).text)).not.toContain("The figures end");
  });

  test("says that nothing is known, and not that nothing was shut, if nothing was on record", async () => {
    const words = wordsOf((await get("/history/december-2023?knownAt=2024-01-01T00:00:00Z")).text);
    expect(words).toContain(
      "Nothing was on record at that time, so nothing is known about crossings in December 2023.",
    );
    expect(words).not.toContain("No suspension");
  });

  test("has the icons of every day up to the present as data", async () => {
    const { body } = await get("/history/december-2023/days.json");
    expect(body.days).toHaveLength(31);
    expect(body.days[3]).toEqual({ day: "2023-12-04", text: "4 Dec 2023" });
    const markOf = (slug: string, day: number) => body.marks[body.crossings[slug].marks[day - 1]];
    expect([3, 4, 31].map((day) => markOf("lukeville", day))).toEqual(["limited", "suspended", "suspended"]);
    expect([17, 18, 22, 23].map((day) => markOf("laredo-rail", day))).not.toContain("suspended");
    // The clock shows 24 January, 16:00 in Texas.
    expect((await get("/history/january-2150/days.json")).body.days.at(-1).day).toBe("2150-01-24");
    expect((await get("/history/2023/days.json")).body.days).toHaveLength(53);
  });

  test.each([
    ["2023-11-05T19:59:00Z", "2023-11-04", "before noon on the day on which clocks go back"],
    ["2023-11-05T20:00:00Z", "2023-11-05", "at noon on the day on which clocks go back"],
    ["2023-03-12T18:59:00Z", "2023-03-11", "before noon on the day on which clocks go forward"],
    ["2023-03-12T19:00:00Z", "2023-03-12", "at noon on the day on which clocks go forward"],
  ])("has data up to the last day whose noon has passed everywhere: %s gives %s, %s", async (then, day) => {
    const month = day.slice(0, 7);
    const { body } = await get(`/history/days.json?from=${month}&to=${month}&publishedBefore=${then}`);
    expect(body.days.at(-1).day).toBe(day);
  });

  test("has a map of the requested day, or of the day on which most was shut", async () => {
    expect(wordsOf((await get("/history/december-2023?day=2023-12-02")).text)).toContain(
      "The map shows 2 Dec 2023 at noon",
    );
    expect(wordsOf((await get("/history/december-2023")).text)).toContain("The map shows 19 Dec 2023 at noon");
  });

  test("sorts the table by its links, first one way and then the other", async () => {
    const first = await get("/history/december-2023");
    expect(rowsOf(first.text)[0]).toBe("eagle-pass-bridge-1");
    expect(first.text).toContain('aria-sort="descending"><a href="/history/december-2023?sort=days#table"');
    const byStart = await get("/history/december-2023?sort=from");
    expect(rowsOf(byStart.text)[0]).toBe("presidio-rail");
    const newest = await get("/history/december-2023?sort=-from");
    expect(rowsOf(newest.text)[0]).toBe("nogales-morley-gate");
    expect(rowsOf(newest.text).sort()).toEqual(rowsOf(byStart.text).sort());
  });

  test("has a table of the days by month if there are several months", async () => {
    expect((await get("/history/december-2023")).text).not.toContain("Days by month");
    const { text } = await get("/history?from=2023-11-01&to=2024-01-31");
    const lukeville = /<th scope="row">Lukeville<\/th>(.*?)<\/tr>/.exec(text)?.[1];
    expect(wordsOf(lukeville ?? "").trim()).toBe("0 28 3");
  });

  test("has a permanent link that shows the same figures after a later report", async () => {
    const { text } = await get("/history/december-2023");
    expect(text).toMatch(/href="\/history\/december-2023\?knownAt=2150-01-24T[^"]*">Permanent link/);
    // Reports are recorded by the database's clock, so the link uses the system clock instead of the test's clock.
    const permanent = `/history/december-2023?knownAt=${encodeURIComponent(String(machineClock()))}`;
    const key = await service.keyFor("desk", "recorder");
    const { status } = await service.post(
      "/v1/reports",
      {
        source: { kind: "news", publisher: "A newspaper", title: "Naco was shut" },
        reason: "weather",
        changes: [
          { crossing: "naco", status: "suspended", effectiveAt: "2023-12-11" },
          { crossing: "naco", status: "open", effectiveAt: "2023-12-13T13:00:00Z" },
        ],
      },
      key,
    );
    expect(status).toBe(201);
    expect(rowsOf((await get("/history/december-2023")).text)).toContain("naco");
    expect(rowsOf((await get(permanent)).text)).toEqual(rowsOf(text));
  });
});

describe("the downloads of a period", () => {
  const query = "from=2023-12&to=2023-12&knownAt=2150-01-24T22:00:00Z";

  test("are named after the period", async () => {
    for (const [path, name] of [
      [`/v1/restrictions?${query}&format=csv`, "garita-restrictions-2023-12-01-to-2023-12-31.csv"],
      ["/history/december-2023/chart.svg", "garita-restrictions-2023-12-01-to-2023-12-31.svg"],
    ] as const)
      expect((await get(path)).headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    // The figures end on 3 January, more than a century before the answer.
    const clipped = "from=2023-12&to=2024-01&publishedBefore=2024-01-03T20:00:00Z";
    for (const [path, type] of [
      [`/v1/restrictions?${clipped}&format=csv`, "csv"],
      [`/history/chart.svg?${clipped}`, "svg"],
    ])
      expect((await get(`${path}`)).headers.get("content-disposition")).toContain(`s-2023-12-01-to-2024-01-03.${type}`);
    expect((await get("/v1/restrictions?from=1990&to=1990-12&format=csv")).status).toBe(400);
    const empty = await get("/v1/restrictions?from=1990-01&to=1990-12&format=csv");
    expect(empty.headers.get("content-disposition")).toContain("restrictions-1990-01-to-1990-12.csv");
  });

  test("agree with each other, and each names its source and a permanent link", async () => {
    const { body } = await get(`/v1/restrictions?${query}`, { accept: "application/json" });
    const csv = await get(`/v1/restrictions?${query}&format=csv`);
    const rows: Record<string, string>[] = parse(csv.text, { columns: true, bom: true });
    // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
    const flat = body.crossings.flatMap(({ crossing, restrictions }: any) =>
      // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
      restrictions.map((each: any) => [
        crossing,
        each.mode,
        each.direction,
        each.status,
        `${each.days}`,
        `${each.hours}`,
      ]),
    );
    expect(
      rows.map((row) => ["crossing", "mode", "direction", "status", "days", "hours"].map((name) => row[name])),
    ).toEqual(flat);
    expect(body.link).toBe("/history?from=2023-12&to=2023-12&knownAt=2150-01-24T22%3A00%3A00Z");
    expect(rows[0]?.source).toBe(`Garita, ${service.url}${body.link}`);
    expect(wordsOf((await get(body.link)).text)).toContain("28");
  });

  test("include the chart as a well-formed picture with its title, its text and its source", async () => {
    for (const [path, title, source] of [
      [
        "/history/december-2023/chart.svg?lang=en",
        "What was shut: December 2023",
        "Source: Garita, /history/december-2023",
      ],
      [
        "/history/diciembre-2023/chart.svg?lang=es",
        "Qué estuvo cerrado: diciembre de 2023",
        "Fuente: Garita, /history/diciembre-2023",
      ],
      [
        "/history/chart.svg?from=2023-01-15&to=2024-06-30&lang=en",
        "What was shut: 15 Jan 2023 to 30 Jun 2024",
        "Source: Garita, /history?from=2023-01-15&amp;to=2024-06-30",
      ],
    ] as const) {
      const { text, headers } = await get(path);
      expect(headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
      expect(await xmlTrouble(text)).toBe("");
      expect(text).toContain(`<title id="title">${title}</title>`);
      expect(text).toContain(source.replace("/history", `${service.url}/history`));
      expect(text).toContain("knownAt=");
    }
  });
});
