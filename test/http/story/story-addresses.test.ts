import { machineClock } from "../../../src/clock.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2150-01-24T22:00:00Z");
});
afterAll(() => service.release());

const ask = (path: string, accept = "text/html", language = "en") =>
  service.ask(path, { headers: { accept, "accept-language": language }, redirect: "manual" });
const formIn = (text: string) => /<form action="\/history"[\s\S]*?<\/form>/.exec(text)?.[0] ?? "";
const fieldIn = (text: string, name: string) => new RegExp(`<input id="f-${name}"[^>]*>`).exec(text)?.[0] ?? "";

const FAULTY: [string, number, string][] = [
  ["/history/decembre-2023", 400, 'span: must be a month, such as december-2023 or 2023-12.*; got "decembre-2023"'],
  ["/history/2023-13", 400, 'span: must be a month.*; got "2023-13"'],
  ["/history/2023?sort=length", 400, 'sort: must be one of .*; got "length"'],
  ["/history?from=2023-12-05&to=2023-12-01", 400, "from: must be before the end of `to`"],
  ["/history/december-2023/chart.png", 404, "There is nothing at /history/december-2023/chart.png."],
  ["/history/%zz/foo", 404, "There is nothing at /history/%zz/foo."],
  ["/history/%zz", 400, 'span: must be a month, such as december-2023 or 2023-12.*; got "%zz"'],
];

describe("an invalid address of a period", () => {
  test.each(FAULTY)("%s is answered %i with the form for another period", async (path, status, told) => {
    const { status: got, text, headers } = await ask(path);
    expect([got, headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(fieldIn(formIn(text), "from")).toContain('type="date"');
    const words = text
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll("&quot;", '"')
      .replaceAll(/\s+/g, " ");
    expect(words).toMatch(new RegExp(told.replace(/^\w+: /, "")));
  });

  test.each(FAULTY)(
    "%s is one line of text for a terminal, and a problem for a program",
    async (path, status, told) => {
      for (const accept of ["*/*", "text/plain"]) {
        const line = await ask(path, accept);
        expect([line.status, line.headers.get("content-type")]).toEqual([status, "text/plain; charset=utf-8"]);
        expect(line.text).toMatch(new RegExp(`^${told}.*\\n$`));
      }
      const problem = await ask(path, "application/json");
      expect([problem.status, problem.headers.get("content-type")]).toEqual([
        status,
        "application/problem+json; charset=utf-8",
      ]);
      expect(problem.body.detail).toMatch(new RegExp(told));
    },
  );

  test("offers the period that was probably meant, by a link and in the form", async () => {
    for (const path of ["/history/decembre-2023", "/history/dec-2023", "/history/diciembre_2023"]) {
      const { text } = await ask(path);
      expect(text).toContain('Did you mean this period? <a href="/history/december-2023">December 2023</a>');
      expect(fieldIn(text, "from")).toContain('value="2023-12-01"');
      expect(fieldIn(text, "to")).toContain('value="2023-12-31"');
    }
    expect((await ask("/history/2023-13", "text/html", "es")).text).toContain(
      '¿Se refería a este periodo? <a href="/history/2023">2023</a>',
    );
    expect((await ask("/history/nothing")).text).not.toContain("Did you mean");
  });

  test("keeps the valid parameters in the form, and states the fault of a day beside its field", async () => {
    const { text } = await ask("/history?from=2023-12-05&to=2023-12-01&publishedBefore=2024-01-01T00:00:00Z");
    expect(fieldIn(text, "from")).toContain('value="2023-12-05" required aria-invalid="true"');
    expect(fieldIn(text, "to")).toContain('value="2023-12-01" required>');
    const id = /aria-describedby="([^"]+)"/.exec(fieldIn(text, "from"))?.[1];
    expect(text).toContain(`<span class="fault" id="${id}"><code>from</code> must be before the end of`);
    expect(formIn(text)).toContain('name="publishedBefore" value="2024-01-01T00:00:00Z"');
    expect(formIn((await ask("/history/2023?knownAt=soon")).text)).not.toContain('name="knownAt"');
  });

  test("that a browser sends for a picture or for data is answered in the form that it accepts", async () => {
    expect((await ask("/history/2023-13/chart.svg", "image/svg+xml")).text).toMatch(/^span: must be/);
    expect((await ask("/history/2023-13/days.json", "application/json")).body.status).toBe(400);
  });
});

describe("a period", () => {
  test("is one line of text for a terminal, whichever language its address has", async () => {
    for (const path of ["/history/december-2023", "/history/diciembre-2023", "/history?from=2023-12&to=2023-12"]) {
      const { status, text, headers } = await ask(path, "*/*");
      expect([status, headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
      expect(text).toMatch(/^In December 2023, \d+ crossings were suspended or closed, .* days each\.\n$/);
    }
    for (const month of ["november-2023", "march-2020", "february-2024", "march-2025"])
      for (const language of ["en", "es"])
        expect((await ask(`/history/${month}`, "*/*", language)).text.length).toBeLessThanOrEqual(161);
  });

  test("is answered to a program with the same data as the API gives", async () => {
    const query = "knownAt=2150-01-20T00:00:00Z";
    const page = await ask(`/history/december-2023?${query}`, "application/json");
    const api = await ask(`/v1/restrictions?from=2023-12&to=2023-12&${query}`, "application/json");
    expect(page.body.crossings).toEqual(api.body.crossings);
    expect(page.body.summary).toBe(api.body.summary);
  });
});

describe("a period before the record", () => {
  test("is not said to be without closures: the page names the month in which the record begins", async () => {
    const told = "Nothing is known about crossings in December 1990: Garita’s records begin in January 2008.";
    const { status, text } = await ask("/history/december-1990");
    expect(status).toBe(200);
    expect(text).toContain(`<p class="lead">${told}</p>`);
    expect(text).not.toMatch(/<h2 id="(map|chart|table|downloads)"/);
    expect(fieldIn(text, "from")).toContain('min="2008-01-01"');
    expect((await ask("/history/december-1990", "*/*")).text).toBe(`${told}\n`);
    expect((await ask("/v1/restrictions?from=1990-12&to=1990-12", "application/json")).body.summary).toBe(told);
    expect((await ask("/history/diciembre-1990/chart.svg?lang=es")).text).toContain(
      "los registros de Garita comienzan en enero de 2008",
    );
  });

  test("has a different message from the period in which the record begins", async () => {
    expect((await ask("/history?from=2007-12&to=2008-02")).text).toContain(
      "Garita’s records begin in January 2008. Nothing is known about earlier days.",
    );
    expect((await ask("/history/january-2008")).text).not.toContain("records begin");
  });

  test("ends earlier once a report about an earlier day is recorded, until that report is withdrawn", async () => {
    const key = await service.keyFor("desk", "recorder");
    const { body } = await service.post(
      "/v1/reports",
      {
        source: { kind: "news", publisher: "A newspaper", title: "Naco was shut" },
        changes: [{ crossing: "naco", status: "suspended", effectiveAt: "1990-12-24T20:00:00Z" }],
      },
      key,
    );
    expect((await ask("/history/november-1990")).text).toContain("Garita’s records begin on 24 Dec 1990.");
    expect((await ask("/history/december-1990")).text).toContain("Naco, on 8 days.");
    expect((await ask("/history")).text).toContain('<a href="/history/1990">1990</a>');
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
    expect((await ask("/history/december-1990")).text).toContain("records begin in January 2008");
    expect((await ask("/history")).text).not.toContain('<a href="/history/1990">');
  });

  test("is answered from the reports of the requested view alone, by page, text and API", async () => {
    const key = await service.keyFor("newsroom", "recorder");
    const { status, body } = await service.post(
      "/v1/reports",
      {
        source: { kind: "news", publisher: "A newspaper", title: "Naco was shut", publishedAt: "1990-12-10" },
        changes: [
          { crossing: "naco", status: "suspended", effectiveAt: "1990-12-04" },
          { crossing: "naco", status: "open", effectiveAt: "1990-12-08" },
        ],
      },
      key,
    );
    expect([status, body.detail]).toEqual([201, undefined]);
    const shut = "In December 1990, 1 crossing was suspended or closed, in whole or in part: Naco, on 4 days.";
    const unknown = "Nothing was on record at that time, so nothing is known about crossings in December 1990.";
    const pinned = `&knownAt=${encodeURIComponent(String(machineClock()))}`;
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
    const told = async (view: string) => {
      const path = `/v1/restrictions?from=1990-12&to=1990-12${view}`;
      const { summary, crossings } = (await ask(path, "application/json")).body;
      return [summary.split(" Not known whether")[0], crossings.length];
    };
    expect(await told(pinned)).toEqual([shut, 1]);
    expect(await told(`${pinned}&publishedBefore=1990-12-12T00:00:00Z`)).toEqual([shut, 1]);
    expect(await told(`${pinned}&publishedBefore=1990-12-10T00:00:00Z`)).toEqual([unknown, 0]);
    expect(await told("&publishedBefore=1990-12-12T00:00:00Z")).toEqual([unknown, 0]);
    const { text } = await ask(`/history/december-1990?${pinned}`);
    expect(text).toContain(`<p class="lead">${shut}</p>`);
    expect(text).toContain('<h2 id="table"');
    expect((await ask(`/history/december-1990?${pinned}`, "*/*")).text).toBe(`${shut}\n`);
  });
});

describe("a file about a period, without a public address in the settings,", () => {
  test("names the whole address by which the client reached the service, and is not cached", async () => {
    const own = `Garita, ${service.url}/history`;
    const svg = await ask("/history/december-2023/chart.svg");
    expect(svg.text).toContain(`Source: ${own}/december-2023?knownAt=`);
    const csv = await ask("/v1/restrictions?from=2023-12&to=2023-12&format=csv");
    expect(csv.text).toContain(`"${own}?from=2023-12&to=2023-12&knownAt=`);
    for (const { headers } of [svg, csv]) {
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("content-disposition")).toContain("garita-restrictions-2023-12-01-to-2023-12-31");
    }
  });
});
