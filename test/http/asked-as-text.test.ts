import { crossings } from "../seed/seed-files.ts";
import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-28T18:00:00Z");
});
afterAll(() => service.release());

const text = (path: string, headers: Record<string, string> = {}) =>
  service.ask(path, { headers: { accept: "*/*", ...headers } });
const json = (path: string) => service.ask(path, { headers: { accept: "application/json" } });
const openOf = (told: string) => Number(/(\d+) open\./.exec(told)?.[1]);

describe("the list of crossings at /", () => {
  test("shows the current status as text, or the status of the requested day", async () => {
    const now = await text("/");
    expect(now.text).toMatch(
      new RegExp(
        `^Garita\\. ${crossings.size} crossings: (?:\\d+ [a-z ]+, )*\\d+ open\\.\nOne crossing: /lukeville .*\n$`,
      ),
    );
    const then = await text("/?on=2023-12-20");
    expect(then.text).toMatch(
      new RegExp(
        `^You are looking at the past: 20 Dec 2023, 12:00 local time at each crossing\\.\nGarita\\. ${crossings.size} crossings: `,
      ),
    );
    expect(then.text.split("\n")[1]).not.toBe(now.text.split("\n")[0]);
    expect((await text("/?on=2023-12-20&time=03:00")).text).toContain("20 Dec 2023, 03:00");
    expect((await text("/?on=2023-12-20&told=then")).text).toContain("Only reports published by then count.");
    const at = await text("/?at=2023-12-20T19:00:00Z&knownAt=2026-11-28T17:00:00Z");
    expect(at.text).toMatch(/20 Dec 2023 19:00 UTC\..*Only reports recorded by 28 Nov 2026 17:00 UTC count\./);
  });

  test("accepts the same filters as the page", async () => {
    expect((await text("/?state=AZ&on=2023-12-20&status=suspended")).text).toContain(
      "Garita. 1 crossing: 1 suspended, 0 open",
    );
    expect(openOf((await text("/?mode=rail")).text)).toBeLessThan(20);
    expect((await text("/?q=lukeville")).text).toContain("Garita. 1 crossing");
  });

  test("is in Spanish if `lang` or Accept-Language asks for Spanish", async () => {
    for (const spanish of [await text("/?lang=es"), await text("/", { "accept-language": "es-MX" })]) {
      expect(spanish.text).toMatch(new RegExp(`^Garita\\. ${crossings.size} cruces: .*\\d+ abiertos?\\.`));
      expect(spanish.headers.get("content-language")).toBe("es");
    }
  });

  test("is JSON on request, with the same filters", async () => {
    const { status, body } = await json("/?state=AZ&status=suspended&at=2023-12-20T19:00:00Z");
    expect(status).toBe(200);
    expect(body).toMatchObject({ at: "2023-12-20T19:00:00Z", crossings: [{ slug: "lukeville", open: false }] });
  });
});

describe("parameters in the URL of a page", () => {
  test.each<[string, (path: string) => ReturnType<typeof json>, string, RegExp]>([
    ["/?when=now", text, "when", /not a known field/],
    ["/?on=yesterday", text, "on", /a day/],
    ["/?on=2023-12", text, "on", /a day/],
    ["/?time=25:00", text, "time", /time of day/],
    ["/?told=now", text, "told", /then/],
    ["/?lang=fr", text, "lang", /en, es/],
    ["/?state=NM", json, "state", /TX, AZ, CA/],
    ["/?on=2023-12-20", json, "on", /use `at`/],
    ["/lukeville?when=now", text, "when", /not a known field/],
    ["/lukeville?span=ages", text, "span", /week/],
    ["/lukeville?on=yesterday", json, "on", /a day/],
  ])("are refused if they are unknown, invalid or not allowed in this format: %s", async (path, ask, field, rule) => {
    const { status, body } = await ask(path);
    expect([status, body.errors[0]]).toEqual([400, { path: field, message: expect.stringMatching(rule) }]);
  });

  test("may be a day, a time and `told` for one crossing, as text and as JSON", async () => {
    expect((await text("/lukeville?on=2023-12-20&lang=es")).text).toMatch(
      /^Garita de Sonoyta el 20 dic 2023 a las 12:00: estaba suspendido/,
    );
    const { body } = await json("/lukeville?on=2023-12-20&time=03:00&told=then");
    expect(body.at).toBe("2023-12-20T10:00:00Z");
  });

  test("are ignored if they are tracking parameters that other sites add", async () => {
    expect((await text("/?utm_source=%E9&fbclid=x")).status).toBe(200);
  });
});

test("the text about a future hour is worded as future, and is cached until that hour", async () => {
  const path = "/lukeville?at=2026-11-28T18:00:30Z";
  service.clock.set("2026-11-28T18:00:00Z");
  const ahead = await text(path);
  expect(ahead.text).toMatch(
    /^Lukeville on 28 Nov 2026 at 11:00: not sure: last known open in Feb 2025 · closes 20:00/,
  );
  expect(ahead.headers.get("cache-control")).toMatch(/max-age=(29|30),/);
  service.clock.set("2026-11-28T18:01:00Z");
  expect((await text(path)).text).toMatch(/^Lukeville on 28 Nov 2026 at 11:00: .* · was to close at 20:00/);
});

describe("a URL", () => {
  test("may have an unescaped plus sign before an offset", async () => {
    for (const at of ["2023-12-20T12:00:00+00:00", "2023-12-20T12:00+00:00", "2023-12-20T12:00:00.5%2B00:00"])
      expect((await service.ask(`/v1/crossings/lukeville/status?at=${at}`)).body.at).toMatch(/^2023-12-20T12:00:00/);
    expect((await text("/lukeville?at=2023-12-20T12:00:00+00:00")).status).toBe(200);
    expect((await service.ask("/v1/crossings?q=el+paso+bnsf")).body.crossings).toHaveLength(1);
    expect((await service.ask("/v1/crossings/lukeville/status?at=2023-12-20+12:00:00")).status).toBe(400);
  });

  test.each([
    ["/v1/crossings/%E0%A4%A/status", "address", /at character 21/],
    ["/v1/crossings/%C3%28/status", "address", /not UTF-8, starting at character 15/],
    ["/v1/crossings?q=%", "q", /percent sign .*, at character 3; got "q=%"/],
    ["/v1/crossings?state=AZ&q=%zz", "q", /at character 3/],
    ["/v1/crossings?q=%ff", "q", /not UTF-8/],
    ["/v1/reports?%ZZ=1", "%ZZ", /percent sign/],
    ["/lukeville?at=%E9", "at", /not UTF-8/],
  ])("with an invalid percent sign is refused with the position of the sign: %s", async (path, field, rule) => {
    const { status, body } = await service.ask(path);
    expect([status, body.errors]).toEqual([400, [{ path: field, message: expect.stringMatching(rule) }]]);
  });
});

describe("a time of day", () => {
  const page = (path: string) =>
    service.ask(path, { headers: { accept: "text/html", "user-agent": "Mozilla/5.0" }, redirect: "manual" });
  // 04:00 in San Diego, 06:00 in Laredo.
  beforeAll(() => service.clock.set("2026-11-29T12:00:00Z"));

  test.each([
    ["/?q=laredo&on=&time=22:00", "/?q=laredo&time=22%3A00&on=2026-11-29"],
    ["/laredo?mode=commercial&time=22:00", "/laredo?mode=commercial&time=22%3A00&on=2026-11-29"],
    ["/laredo-world-trade?time=22:00", "/laredo-world-trade?time=22%3A00&on=2026-11-29"],
    [
      "/lukeville?at=2023-12-20T19:00:00Z&time=10:00",
      "/lukeville?at=2023-12-20T19%3A00%3A00Z&time=10%3A00&on=2023-12-20",
    ],
  ])("without a day means today on a page (%s)", async (path, target) => {
    const { status, headers } = await page(path);
    expect([status, headers.get("location"), headers.get("cache-control")]).toEqual([302, target, "no-store"]);
  });

  test.each(["/?time=22:00", "/laredo?time=22:00", "/laredo-world-trade?time=22:00"])(
    "without a day is refused as text and as JSON (%s)",
    async (path) => {
      for (const answer of [await text(path), await json(path)]) {
        expect(answer.status).toBe(400);
        expect(answer.body.errors ?? answer.text).toEqual([
          { path: "time", message: expect.stringMatching(/needs a day.*`on`.*got 22:00$/) },
        ]);
      }
    },
  );

  test("that is still ahead at the crossing is not worded as past, in any zone", async () => {
    for (const [path, time] of [
      ["/san-ysidro", "04:30"],
      ["/calexico-east", "05:49"],
      ["/nogales-deconcini", "05:30"],
      ["/el-paso-paso-del-norte", "05:30"],
      ["/laredo-gateway", "06:01"],
    ])
      expect((await text(`${path}?on=2026-11-29&time=${time}`)).text).not.toMatch(/\bwas\b|due to/);
    expect((await text("/san-ysidro-pedwest?on=2026-11-29&time=04:01")).text).toContain(": closed, outside hours");
    expect((await text("/san-ysidro-pedwest?on=2026-11-29&time=03:59")).text).toContain(": was closed, outside hours");
  });

  test("on the board is worded as future until it has passed in every zone", async () => {
    expect((await text("/?on=2026-11-29&time=05:30")).text).toMatch(/^You are looking at the future/);
    expect((await text("/?on=2026-11-29&time=03:59")).text).toMatch(/^You are looking at the past/);
  });

  test("that is ten minutes ahead is worded as past when asked again half an hour later", async () => {
    const path = "/?at=2026-11-29T12:10:00Z";
    expect((await text(path)).text).toMatch(/^You are looking at the future/);
    service.clock.set("2026-11-29T12:40:00Z");
    expect((await text(path)).text).toMatch(/^You are looking at the past/);
  });
});
