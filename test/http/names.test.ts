import { readFileSync } from "node:fs";
import { join } from "node:path";
import { slugify } from "../../src/domain/places/names.ts";
import { findSlugOfPlace } from "../../src/domain/places/place-names.ts";
import { ROOT } from "../../src/root.ts";
import { places } from "../seed/seed-files.ts";
import { type LoanedService, loanService } from "../support/service.ts";

const areas: { slug: string; crossings: string[] }[] = JSON.parse(
  readFileSync(join(ROOT, "prisma/seed/areas.json"), "utf8"),
);

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

describe("the name of a place", () => {
  const cities = [
    ...new Set(
      places.crossings.flatMap(({ sides }) =>
        sides
          .flatMap(({ city }) => city.split(/[()]/).map((name) => name.trim()))
          .filter((name) => /^\p{Lu}/u.test(name)),
      ),
    ),
  ];

  test.each(cities)("%s leads to the crossing that is alone there, or else to the area", async (city) => {
    const [status, address] = await moved(`/${encodeURIComponent(slugify(city))}`, "text/html");
    expect([200, 301, 302]).toContain(status);
    const own = String(address ?? `/${slugify(city)}`).slice(1);
    const isHere = (each: (typeof places.crossings)[number]) => each.sides.some((side) => side.city.includes(city));
    const here = places.crossings.filter(isHere).map(({ slug }) => slug);
    const members = areas.find(({ slug }) => slug === own)?.crossings ?? [own];
    expect(here.filter((slug) => members.includes(slug))).not.toEqual([]);
  });

  test("is found in the forms in which people type it, and the redirect keeps the query", async () => {
    const hour = "public, max-age=3600";
    expect(await moved("/tijuana?lang=es&mode=passenger", "text/html")).toEqual([
      302,
      "/san-diego-tijuana?lang=es&mode=passenger",
      hour,
    ]);
    for (const path of ["/Juarez", "/ciudad-juarez", "/Ciudad%20Ju%C3%A1rez"])
      expect(await moved(path)).toEqual([302, "/el-paso-juarez", hour]);
    expect(await moved("/mcallen")).toEqual([302, "/hidalgo", hour]);
    expect(await moved("/acuna", "application/json")).toEqual([302, "/del-rio-acuna", hour]);
    expect((await moved("/otay"))[1]).toBe("/san-diego-tijuana");
    expect((await moved("/tijuana-airport"))[1]).toBe("/cross-border-xpress");
  });

  test("leads from an embedded page to an embedded page, whichever case the address has", async () => {
    for (const start of ["/embed", "/Embed", "/EMBED"])
      expect((await moved(`${start}/tijuana?lang=es`))[1]).toBe("/embed/san-diego-tijuana?lang=es");
  });

  test("is neither a state nor a country, and no word that says only what kind of place it is", async () => {
    for (const path of ["/california", "/texas", "/baja-california", "/mexico", "/cargo", "/east", "/embed/texas"])
      expect([path, (await moved(path))[0]]).toEqual([path, 404]);
  });

  test("means the city rather than a suburb of that name, and no place if places in several areas share it", async () => {
    expect((await moved("/mexicali"))[1]).toBe("/calexico-mexicali");
    expect((await moved("/rio-bravo"))[1]).toBe("/donna");
    for (const path of ["/zaragoza", "/bridge", "/puente", "/rail"]) expect((await moved(path))[0]).toBe(404);
  });

  test("is never one of the service's own addresses", () => {
    const crossings = service.runtime.snapshot?.crossings() ?? new Map();
    const own = "about article desk docs embed healthz history metrics offline problems readyz static v1 board";
    expect(crossings.size).toBeGreaterThan(50);
    for (const name of [...own.split(" "), "robots.txt", "sitemap.xml", "favicon.ico", "openapi.json"])
      expect([name, findSlugOfPlace(name, crossings)]).toEqual([name, undefined]);
  });

  test("with a typing error gets the most similar areas and crossings", async () => {
    const { text } = await service.ask("/tijuanna", { headers: { accept: "text/html" } });
    expect(text).toContain('<a href="/san-diego-tijuana">San Diego – Tijuana</a>');
    expect((await service.ask("/mexicalli")).text).toContain("Calexico – Mexicali (/calexico-mexicali)");
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

  test("that is very long is shortened in the answer", async () => {
    const long = "lukeville".repeat(1_500);
    for (const accept of ["*/*", "text/html", "application/json"]) {
      const { status, text } = await service.ask(`/${long}`, { headers: { accept } });
      expect(status).toBe(404);
      expect(text).toContain(`There is nothing at /${long.slice(0, 199)}….`);
    }
    const name = `lukeville-${"a".repeat(60)}`;
    const { body } = await service.ask(`/v1/crossings/${name}/status`);
    expect(body.detail).toBe(
      `There is no crossing '${name.slice(0, 60)}…'. The nearest names are: Lukeville (/lukeville).`,
    );
  });
});
