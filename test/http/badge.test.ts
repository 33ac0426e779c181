import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let desk: string;
beforeAll(async () => {
  service = await loanService();
  desk = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

/** Returns the two texts of a badge: the name of the crossing, and its status. */
const wordsOf = (svg: string): (string | undefined)[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
const said = async (path: string, headers: Record<string, string> = {}) =>
  wordsOf((await service.ask(path, { headers })).text);

describe("a badge", () => {
  test("can be embedded in any page: it is an image that other sites may load", async () => {
    const { status, headers } = await service.ask("/v1/crossings/lukeville/badge.svg", {
      headers: { accept: "image/avif,image/webp,image/png,*/*;q=0.8" },
    });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("follows new reports, and changes as time passes, even if nothing is written", async () => {
    const path = "/v1/crossings/naco/badge.svg";
    service.clock.set("2026-03-02T20:00:00Z");
    const change = { crossing: "naco", modes: undefined, directions: undefined };
    await service.post(
      "/v1/reports",
      soundReport({ ...change, effectiveAt: "2026-03-02", expectedUntil: "2026-03-03" }),
      desk,
    );
    expect(await said(path)).toEqual(["Naco", "suspended both ways since 2 Mar: staffing"]);
    service.clock.set("2026-03-04T06:59:49.010Z");
    const { headers } = await service.ask(path);
    expect(headers.get("cache-control")).toContain("max-age=10,");
    service.clock.set("2026-03-04T07:00:00Z");
    expect(await said(path)).toEqual(["Naco", "suspended both ways since 2 Mar: staffing"]);
    const again = await service.ask(path, {
      headers: { "if-none-match": headers.get("etag") ?? "", "cache-control": "max-age=0" },
    });
    expect(again.status).toBe(200);
    const open = soundReport({ ...change, status: "open", effectiveAt: "2026-03-04T08:00:00-07:00" });
    await service.post("/v1/reports", open, desk);
    expect(await said(path)).toEqual(["Naco", "suspended both ways · to reopen at 08:00 (announced)"]);
    service.clock.set("2026-03-04T15:00:00Z");
    expect(await said(path)).toEqual(["Naco", "open now · closes 22:00"]);
  });

  test("covers the requested mode and direction", async () => {
    service.clock.set("2026-03-04T15:00:00Z");
    await service.post(
      "/v1/reports",
      soundReport({ crossing: "naco", effectiveAt: "2026-03-04T08:00:00-07:00" }),
      desk,
    );
    expect(await said("/v1/crossings/naco/badge.svg?mode=passenger&direction=northbound")).toEqual([
      "Naco",
      "suspended for cars since 2 Mar: staffing",
    ]);
    expect(await said("/v1/crossings/naco/badge.svg")).toEqual([
      "Naco",
      "suspended for cars · open to pedestrians and trucks",
    ]);
  });

  test("is in the language given in the URL, or otherwise in the browser's language", async () => {
    const path = "/v1/crossings/naco/badge.svg";
    expect(await said(`${path}?lang=es`, { "accept-language": "en" })).toEqual([
      "Garita de Naco",
      "suspendido para autos …",
    ]);
    expect(await said(path, { "accept-language": "es-MX" })).toEqual(["Garita de Naco", "suspendido para autos …"]);
    expect(await said(`${path}?lang=en`, { "accept-language": "es-MX" })).toEqual([
      "Naco",
      "suspended for cars · open to pedestrians and trucks",
    ]);
    expect((await service.ask(`${path}?lang=es`)).headers.get("content-language")).toBe("es");
  });

  test("is refused for an unknown service, parameter or language, and is 404 for an unknown crossing", async () => {
    for (const path of [
      "lukeville/badge.svg?mode=rail",
      "lukeville/badge.svg?at=2023-12-20T19:00:00Z",
      "lukeville/badge.svg?lang=fr",
    ])
      expect((await service.ask(`/v1/crossings/${path}`)).status).toBe(400);
    expect((await service.ask("/v1/crossings/atlantis/badge.svg")).status).toBe(404);
  });
});
