import { type LoanedService, loanService } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const moved = async (path: string, accept = "*/*") => {
  const { status, headers } = await service.ask(path, { redirect: "manual", headers: { accept } });
  return [status, headers.get("location"), headers.get("cache-control")];
};

describe("a request with another name of a crossing", () => {
  test("is redirected to the crossing's URL, with the same query", async () => {
    const hour = "public, max-age=3600";
    expect(await moved("/pedwest")).toEqual([301, "/san-ysidro-pedwest", hour]);
    expect(await moved("/PedWest?on=2023-12-20&lang=es", "text/html")).toEqual([
      301,
      "/san-ysidro-pedwest?on=2023-12-20&lang=es",
      hour,
    ]);
    expect(await moved("/Garita%20de%20Sonoyta")).toEqual([301, "/lukeville", hour]);
    expect(await moved("/v1/crossings/pedwest")).toEqual([301, "/v1/crossings/san-ysidro-pedwest", hour]);
    expect(await moved("/v1/crossings/PDN/status?mode=pedestrian&at=2023-12-20T12%3A00%3A00Z")).toEqual([
      301,
      "/v1/crossings/el-paso-paso-del-norte/status?mode=pedestrian&at=2023-12-20T12%3A00%3A00Z",
      hour,
    ]);
    const { body } = await service.ask("/v1/crossings/pedwest/status");
    expect(body.crossing).toBe("san-ysidro-pedwest");
  });

  test("is not redirected if the name is the slug, or is shared with another crossing", async () => {
    expect((await moved("/lukeville"))[0]).toBe(200);
    expect((await moved("/puente-negro"))[0]).toBe(404);
    expect((await moved("/about", "text/html"))[0]).toBe(200);
  });
});

describe("an unknown name", () => {
  test("is answered with the nearest names as text, problem document or page, in both languages", async () => {
    const ask = (accept: string, language: string, path = "/pedwst") =>
      service.ask(path, { headers: { accept, "accept-language": language } });
    const line = await ask("*/*", "en");
    expect([line.status, line.headers.get("content-type")]).toEqual([404, "text/plain; charset=utf-8"]);
    expect(line.text).toMatch(
      /^There is no crossing 'pedwst'\. The nearest names are: San Ysidro PedWest \(\/san-ysidro-pedwest\)/,
    );
    expect(line.text.trimEnd().length).toBeLessThanOrEqual(160);
    expect((await ask("*/*", "es")).text).toMatch(
      /^No hay ningún cruce 'pedwst'\. Los nombres más parecidos son: Garita/,
    );

    for (const path of ["/pedwst", "/v1/crossings/pedwst/status"]) {
      const problem = await ask("application/json", "en", path);
      expect([problem.status, problem.headers.get("content-type")]).toEqual([
        404,
        "application/problem+json; charset=utf-8",
      ]);
      expect(problem.body.detail).toContain("San Ysidro PedWest (/san-ysidro-pedwest)");
      expect((await ask("application/json", "es", path)).body.detail).toMatch(/^No hay ningún cruce 'pedwst'/);
    }

    const page = await ask("text/html", "es");
    expect(page.status).toBe(404);
    expect(page.text).toContain("<h2>Nombres más parecidos</h2>");
    expect(page.text).toContain('<a href="/san-ysidro-pedwest">');
    expect((await ask("text/html", "en", "/Lukvile")).text).toContain('<a href="/lukeville">Lukeville</a>');
  });

  test("that is similar to no other gets no suggestions", async () => {
    const { status, text } = await service.ask("/atlantis");
    expect([status, text]).toEqual([404, "There is no crossing 'atlantis'.\n"]);
    expect((await service.ask("/favicon.ico")).body.detail).toBe("There is nothing at /favicon.ico.");
  });
});
