import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { type SeedFolder, seedWith } from "../support/seed-additions.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let added: SeedFolder;
let service: LoanedService;
beforeAll(async () => {
  added = seedWith("new-mexico");
  service = await loanService({ seedFrom: added.folder, settings: { WEBHOOK_PRIVATE_ADDRESSES: "on" } });
});
afterAll(async () => {
  await service.release();
  added.remove();
});

const page = async (path: string) => (await service.ask(path, { headers: { accept: "text/html" } })).text;
const body = async (path: string) => (await service.ask(path)).body;
const slugs = async (query: string): Promise<string[]> =>
  (await body(`/v1/crossings?${query}`)).crossings.map(({ slug }: { slug: string }) => slug);

describe("a new state, added to two files of the seed", () => {
  test("has its whole fixture in these two files", () => {
    expect(readdirSync(join(ROOT, "test/seed/fixtures/new-mexico")).sort()).toEqual(["crossings.json", "regions.json"]);
  });

  test("has answers for its crossing, with its state and the cities on both sides", async () => {
    expect(await body("/v1/crossings/santa-teresa/status")).toMatchObject({ state: "NM", open: null });
    expect(await body("/v1/crossings/santa-teresa")).toMatchObject({
      state: "NM",
      city: "Santa Teresa",
      mexicanCity: "San Jerónimo",
      mexicanState: "Chihuahua",
    });
  });

  test("is accepted in every request by state, and an unknown state is refused with a list of the states", async () => {
    expect(await slugs("state=NM")).toEqual(["santa-teresa"]);
    expect((await body("/v1/availability?state=NM&from=2026-01&to=2026-02")).crossings).toHaveLength(1);
    expect((await service.ask("/v1/calendar.ics?state=NM")).text).toContain("New Mexico");
    expect((await service.ask("/v1/atom.xml?state=NM&lang=es")).text).toContain("Nuevo México");
    expect((await service.ask("/v1/crossings?state=NM&format=csv")).text).toContain(
      "\r\nsanta-teresa,Santa Teresa,NM,2408,",
    );
    expect((await body("/v1/crossings?state=NM&format=geojson")).features).toHaveLength(1);
    const refused = await service.ask("/v1/crossings?state=ZZ");
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toEqual([{ path: "state", message: 'must be one of TX, AZ, CA, NM; got "ZZ"' }]);
  });

  test("has a county, which can be requested by code and by name, with or without accents", async () => {
    for (const county of ["35013", "doña ana", "Dona Ana"])
      expect(await slugs(`county=${encodeURIComponent(county)}`)).toEqual(["santa-teresa"]);
    expect((await body("/v1/availability?county=35013&from=2026-01&to=2026-02")).crossings).toHaveLength(1);
    expect((await service.ask("/?county=Do%C3%B1a+Ana", { headers: { accept: "text/html" } })).text).toContain(
      '<option value="35013" selected>Doña Ana</option>',
    );
    expect((await service.ask("/v1/calendar.ics?county=35013")).text).toContain("Doña Ana");
    const feed = (await service.ask("/v1/atom.xml?county=dona+ana&mode=passenger")).text;
    expect(feed).toMatch(/<title[^>]*>[^<]*Doña Ana · /);
    expect(feed).not.toContain("<entry>");
    const refused = await service.ask("/v1/crossings?county=Orange");
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toEqual([
      {
        path: "county",
        message: expect.stringMatching(/^must be .* 48061 Cameron.* 35013 Doña Ana; got "Orange"$/),
      },
    ]);
  });

  test("is in the API description", async () => {
    const { paths, info } = await body("/openapi.json");
    const parameters: { name: string; schema: unknown }[] = paths["/v1/crossings"].get.parameters;
    expect(parameters.find(({ name }) => name === "state")?.schema).toEqual({
      type: "string",
      enum: ["TX", "AZ", "CA", "NM"],
    });
    expect(parameters.find(({ name }) => name === "county")?.schema).toEqual({
      type: "string",
      enum: expect.arrayContaining(["35013", "Doña Ana"]),
    });
    expect(info.summary).toContain("Texas, Arizona, California or New Mexico");
  });

  test("is in the heading and the filters of the board, and its crossing is in the nearest area", async () => {
    const english = await page("/");
    expect(english).toContain("<h1>Border crossings in Texas, Arizona, California and New Mexico</h1>");
    expect((await page("/el-paso-juarez")).match(/data-slug="[^"]+"/g)?.at(-1)).toBe('data-slug="santa-teresa"');
    expect(english).toContain('<option value="NM">New Mexico</option>');
    expect(await page("/?state=NM")).toContain("Santa Teresa – San Jerónimo");
    expect(await page("/santa-teresa")).toContain("Santa Teresa, New Mexico – San Jerónimo, Chihuahua");
    expect(await page("/about")).toContain("a border crossing in Texas, Arizona, California or New Mexico is open");
  });

  test("has a crossing that is found by the name of either city, with or without accents", async () => {
    expect(await slugs("q=san+jeronimo")).toEqual(["santa-teresa"]);
    expect(await slugs("q=Santa+Teresa")).toEqual(["santa-teresa"]);
  });

  test("has a crossing with reports by direction, and with the nearest open crossing as an alternative", async () => {
    const key = await service.keyFor("desk", "recorder");
    const line = { crossing: "santa-teresa", modes: ["passenger"], directions: ["northbound"] };
    expect((await service.post("/v1/reports", soundReport(line), key)).status).toBe(201);
    const { services } = await body("/v1/crossings/santa-teresa/status?mode=passenger");
    expect(
      services.map(({ direction, status }: { direction: string; status: string }) => `${direction} ${status}`),
    ).toEqual(["northbound suspended", "southbound unknown"]);
    const { alternatives } = await body("/v1/crossings/santa-teresa/alternatives?mode=passenger&direction=northbound");
    expect(alternatives[0]).toMatchObject({ state: "TX", port: "2402" });
  });

  test("can be a filter of subscriptions", async () => {
    const key = await service.keyFor("app", "subscriber");
    const made = await service.post("/v1/subscriptions", { url: "https://127.0.0.1:9/", states: ["NM"] }, key);
    expect([made.status, made.body.states]).toEqual([201, ["NM"]]);
    const { status, body } = await service.post(
      "/v1/subscriptions",
      { url: "https://127.0.0.1:9/", states: ["ZZ"] },
      key,
    );
    expect([status, body.errors[0].path]).toEqual([400, "states.0"]);
  });
});
