import { Temporal } from "temporal-polyfill";
import { storeReadings } from "../../src/actions/feed/store-readings.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const near = (slug: string, query: string, headers: Record<string, string> = {}) =>
  service.ask(`/v1/crossings/${slug}/alternatives?${query}`, { headers });
interface Item {
  slug: string;
  distanceKm: number;
  open: boolean;
  certainty: string;
  [field: string]: unknown;
}
const slugs = (list: Item[]) => list.map(({ slug }) => slug);

describe("On 20 December 2023", () => {
  const at = "at=2023-12-20T12:00:00-07:00";

  test("Lukeville is suspended, and the answer for cars lists Sasabe, San Luis and Nogales with distance and hours", async () => {
    const { status, body } = await near("lukeville", `mode=passenger&direction=northbound&${at}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ crossing: "lukeville", open: false, service: { because: "suspended" } });
    expect(body.summary).toMatch(/^Suspended since 4 Dec 2023/);
    // The two at Nogales are nearer than San Luis and Andrade, but were not confirmed for cars.
    const five = ["sasabe", "san-luis-1", "andrade", "nogales-mariposa", "nogales-deconcini"];
    expect(slugs(body.alternatives)).toEqual(five);
    expect(body.alternatives[0]).toMatchObject({ certainty: "attested", closesAt: "2023-12-21T01:00:00Z" });
    expect(body.nearestSure).toEqual(body.alternatives[0]);
    const mariposa = body.alternatives[3];
    expect(mariposa.distanceKm).toBeLessThan(body.alternatives[1].distanceKm);
    expect(mariposa).toMatchObject({
      open: true,
      hours: "06:00-22:00",
      closesAt: "2023-12-21T05:00:00Z",
      certainty: "unconfirmed",
      wait: null,
      report: { source: { publisher: "U.S. Customs and Border Protection" } },
    });
    // Lukeville is at 31.8802, -112.8171. The list of crossings gives the same distance from that point.
    const list = await service.ask(`/v1/crossings?near=31.8802,-112.8171&q=mariposa&${at}`);
    expect(mariposa.distanceKm).toBe(list.body.crossings[0].distanceKm);
  });

  test("if all listed alternatives are unconfirmed, the nearest one with recent evidence is given separately", async () => {
    const { body } = await near("lukeville", `mode=passenger&direction=southbound&${at}`);
    for (const { certainty } of body.alternatives) expect(certainty).toBe("unconfirmed");
    expect(body.nearestSure).toMatchObject({
      slug: "el-paso-bridge-of-the-americas",
      certainty: "announced",
      open: true,
    });
    expect(body.nearestSure.distanceKm).toBeGreaterThan(500);
    expect(body.notes.join()).toMatch(/in a straight line.*unconfirmed/);
  });

  test("the alternatives for a train at Eagle Pass are other rail crossings", async () => {
    const { body } = await near("eagle-pass-rail", `mode=rail&direction=northbound&${at}`);
    expect(body.alternatives.map(({ slug, certainty }: Item) => [slug, certainty])).toEqual([
      ["laredo-rail", "confirmed"],
      ["brownsville-west-rail", "confirmed"],
      ["nogales-rail", "attested"],
    ]);
    expect(body.nearestSure).toEqual(body.alternatives[0]);
    expect(body.unplaced).toEqual(["calexico-rail"]);
    expect(body.notes.join()).toMatch(/unknown location: Calexico/);
  });
});

describe("A truck", () => {
  test("gets as alternatives only crossings that are open to trucks in the same direction", async () => {
    const { crossings } = (await service.ask("/v1/crossings")).body;
    const takes = new Map<string, string[]>(
      crossings.map(({ slug, services }: { slug: string; services: { mode: string; direction: string }[] }) => [
        slug,
        services.map(({ mode, direction }) => `${mode} ${direction}`),
      ]),
    );
    let shown = 0;
    for (const from of ["lukeville", "el-paso-stanton", "del-rio", "roma-ciudad-miguel-aleman"].filter((slug) =>
      takes.has(slug),
    ))
      for (const direction of ["northbound", "southbound"])
        for (const at of ["2023-12-20T19:00:00Z", "2024-06-03T18:00:00Z"]) {
          const { body } = await near(from, `mode=commercial&direction=${direction}&at=${at}&limit=20`);
          for (const { slug, open } of body.alternatives as Item[]) {
            shown++;
            expect(open).toBe(true);
            expect(slug).not.toBe(from);
            expect(takes.get(slug)).toContain(`commercial ${direction}`);
          }
        }
    expect(shown).toBeGreaterThan(50);
  });

  test("at a bridge without a service for trucks gets a summary that says so, and alternatives", async () => {
    const query = "mode=commercial&direction=northbound&at=2024-06-03T18:00:00Z";
    const { body } = await near("el-paso-stanton", query);
    expect(body).toMatchObject({ open: false, service: null });
    expect(body.summary).toMatch(/has no commercial service northbound/);
    expect(body.alternatives.length).toBeGreaterThan(0);
    const spanish = await near("el-paso-stanton", query, { "accept-language": "es" });
    expect(spanish.body.notes[0]).toMatch(/no tiene servicio de carga hacia el norte/);
  });
});

test("Services that are in doubt or outside their hours are not listed as alternatives", async () => {
  const at = "2024-06-03T05:30:00Z";
  const { body } = await near("nogales-deconcini", `mode=passenger&direction=northbound&at=${at}&limit=20`);
  // It is 22:30 in Arizona, and Mariposa, the neighbouring crossing, has closed for the night.
  expect(slugs(body.alternatives)).not.toContain("nogales-mariposa");
  const { crossings } = (await service.ask(`/v1/crossings?mode=passenger&direction=northbound&at=${at}&open=true`))
    .body;
  const open: string[] = crossings.map(({ slug }: Item) => slug);
  expect(slugs(body.alternatives).every((slug) => open.includes(slug))).toBe(true);
});

test("An alternative that another source contradicts comes last; the notes name it, and also those with unknown hours and those in doubt", async () => {
  const key = await service.keyFor("observer", "recorder");
  const source = { kind: "news", publisher: "Example News", title: "Bridge shut" };
  const services = { modes: ["rail"], directions: ["northbound"] };
  const claim = { crossing: "laredo-rail", ...services, status: "closed", effectiveAt: "2023-12-10" };
  const said = { source, reason: null, changes: [], claims: [claim] };
  const shut = {
    crossing: "brownsville-west-rail",
    ...services,
    effectiveAt: "2023-12-08",
    expectedUntil: "2023-12-09",
  };
  for (const report of [soundReport({}, said), soundReport(shut)])
    expect((await service.post("/v1/reports", report, key)).status).toBe(201);
  const query = "mode=rail&direction=northbound&at=2023-12-20T12:00:00-06:00";
  const { body } = await near("eagle-pass-rail", query);
  expect(slugs(body.alternatives).at(-1)).toBe("laredo-rail");
  expect(slugs(body.alternatives)).not.toContain("brownsville-west-rail");
  const notes = body.notes.join("\n");
  expect(notes).toMatch(/^A source contradicts that these are open.*: Texas-Mexican Railway[^,]*\.$/m);
  expect(notes).toMatch(/^The opening hours of these are not known.*: .*Texas-Mexican/m);
  expect(notes).toMatch(/^Not listed, because it is not known whether they are open: .*Brownsville/m);
  const spanish = await near("eagle-pass-rail", query, { "accept-language": "es" });
  expect(spanish.body.notes.join("\n")).toMatch(/^Otra fuente contradice que estén abiertos; .*: [^,]*\.$/m);
  const page = (
    await service.ask("/eagle-pass-rail?at=2023-12-20T12:00:00-06:00", { headers: { accept: "text/html" } })
  ).text;
  const section = (page.split('<section class="alternatives"')[1] ?? "").split("</section>")[0] ?? "";
  expect(section).toMatch(/hours not known/);
});

test("The alternatives of a crossing with an unknown position are null, and a note gives the reason", async () => {
  const { body } = await near("tecate-rail", "mode=rail&direction=northbound");
  expect(body.alternatives).toBeNull();
  expect(body.notes.join()).toMatch(/location of .* is not known/);
});

test("A crossing with current traffic is listed as confirmed, with its wait, until it is suspended", async () => {
  service.clock.set("2026-11-24T19:30:00Z");
  const stamp = Temporal.Instant.from("2026-11-24T19:00:00Z");
  const bridge = { crossing: "ysleta-zaragoza", mode: "commercial", direction: "northbound" } as const;
  const before = await near("el-paso-stanton", "mode=commercial&direction=northbound");
  await storeReadings(service.ctx, [
    {
      service: bridge,
      lanes: [{ kind: "standard", says: "number", minutes: 45, lanesOpen: 3, at: stamp }],
      hoursText: null,
    },
  ]);
  service.ctx.snapshot?.touch([bridge.crossing]);
  const { body, headers } = await near("el-paso-stanton", "mode=commercial&direction=northbound");
  expect(before.body.nearestSure).toBeNull();
  expect(body.nearestSure).toMatchObject({
    slug: "ysleta-zaragoza",
    certainty: "confirmed",
    wait: { lanes: [{ kind: "standard", minutes: 45 }] },
  });
  expect(body.alternatives).toContainEqual(body.nearestSure);
  expect(headers.get("etag")).not.toBe(before.headers.get("etag"));
  const key = await service.keyFor("desk", "recorder");
  const change = { crossing: bridge.crossing, modes: ["commercial"], effectiveAt: "2026-11-24T12:00:00-07:00" };
  expect((await service.post("/v1/reports", soundReport(change), key)).status).toBe(201);
  const after = await near("el-paso-stanton", "mode=commercial&direction=northbound");
  expect(slugs(after.body.alternatives)).not.toContain("ysleta-zaragoza");
  expect(after.body.nearestSure).toBeNull();
});

describe("A request for alternatives", () => {
  test.each<[string, string, RegExp]>([
    ["direction=northbound", "mode", /is required/],
    ["mode=commercial", "direction", /is required/],
    ["mode=boat&direction=northbound", "mode", /one of/],
    ["mode=rail&direction=northbound&limit=21", "limit", /1 to 20/],
    ["mode=rail&direction=northbound&at=2023-12-20", "at", /instant with its offset/],
    ["mode=rail&direction=northbound&knownAt=2150-01-01T00:00:00Z", "knownAt", /future/],
    ["mode=rail&direction=northbound&near=31,-106", "near", /not a known field/],
  ])("is refused with the field and the rule if it is invalid: %s", async (query, field, rule) => {
    const { status, body } = await near("lukeville", query);
    expect(status).toBe(400);
    expect(body.errors.find(({ path }: { path: string }) => path === field)?.message).toMatch(rule);
  });

  test("is answered 404 for an unknown crossing", async () => {
    expect((await near("atlantis", "mode=rail&direction=northbound")).status).toBe(404);
  });

  test("requires the parameters that the API description marks as required", async () => {
    const { body } = await service.ask("/openapi.json");
    const { parameters } = body.paths["/v1/crossings/{slug}/alternatives"].get;
    const required = parameters.filter((each: { required: boolean }) => each.required);
    expect(required.map(({ name }: { name: string }) => name)).toEqual(["slug", "mode", "direction"]);
  });
});
