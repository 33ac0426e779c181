import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../src/actions/crossings/all-crossings.ts";
import { cbpWaitTimes } from "../../src/feeds/cbp-wait-times/source.ts";
import { ROOT } from "../../src/root.ts";
import { saveWaitSamples } from "../../src/store/feed/wait-samples.ts";
import { type SeedFolder, seedOf, seedWith } from "../support/seed-additions.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let added: SeedFolder;
let service: LoanedService;
beforeAll(async () => {
  added = seedWith("canada");
  service = await loanService({ seedFrom: added.folder });
});
afterAll(async () => {
  await service.release();
  added.remove();
});

const page = async (path: string) => (await service.ask(path, { headers: { accept: "text/html" } })).text;
const body = async (path: string) => (await service.ask(path)).body;

describe("a crossing between a new pair of countries, added in three files of the seed", () => {
  test("has its whole fixture in these three files", () => {
    expect(readdirSync(join(ROOT, "test/seed/fixtures/canada")).sort()).toEqual([
      "countries.json",
      "crossings.json",
      "regions.json",
    ]);
  });

  test("has the state of its port, and its opposite side in the fields `mexicanCity` and `mexicanState`", async () => {
    expect(await body("/v1/crossings/peace-arch")).toMatchObject({
      state: "WA",
      city: "Blaine",
      mexicanCity: "Surrey",
      mexicanState: "British Columbia",
    });
    const { crossings } = await body("/v1/crossings?state=WA");
    expect(crossings.map(({ slug }: { slug: string }) => slug)).toEqual(["peace-arch"]);
    expect((await body("/v1/ports")).ports).toContainEqual({
      code: "3004",
      name: "Blaine",
      state: "WA",
      crossings: ["peace-arch"],
    });
  });

  test("leads northbound into Canada, and other crossings are unchanged", async () => {
    const own = await page("/peace-arch");
    expect(own).toContain("Northbound, into Canada");
    expect(own).toContain("Southbound, into the U.S.");
    expect(own).toContain("Blaine, Washington – Surrey, British Columbia");
    expect(await page("/peace-arch?lang=es")).toContain("Al norte, a Canadá");
    const other = await page("/lukeville");
    expect(other).toContain("Northbound, into the U.S.");
    expect(other).toContain("Southbound, into Mexico");
    const board = await page("/");
    expect(board).toContain("Northbound, into the U.S. or into Canada");
    expect(board).toContain("Southbound, into Mexico or into the U.S.");
  });

  test("has separate directions in reports and in the line of text", async () => {
    const key = await service.keyFor("desk", "recorder");
    const line = { crossing: "peace-arch", modes: ["passenger"], directions: ["southbound"] };
    expect((await service.post("/v1/reports", soundReport(line), key)).status).toBe(201);
    const { services } = await body("/v1/crossings/peace-arch/status?mode=passenger");
    expect(
      services.map(({ direction, status }: { direction: string; status: string }) => `${direction} ${status}`),
    ).toEqual(["northbound unknown", "southbound suspended"]);
    expect((await service.ask("/peace-arch")).text).toMatch(/^Peace Arch: .*suspended .*southbound/i);
  });

  test("has southbound readings from its rows in CBP's feed, and southbound waits", async () => {
    const rows = cbpWaitTimes.rowsOf([...(await allCrossings(service.ctx)).values()]);
    const directions = rows.map(({ crossing, direction }) => `${crossing === "peace-arch"} ${direction}`);
    expect([...new Set(directions)].sort()).toEqual(["false northbound", "true southbound"]);
    const hour = Temporal.Instant.from("2026-11-20T18:00:00Z");
    service.clock.set("2026-11-20T19:30:00Z");
    const sample = {
      service: { crossing: "peace-arch", mode: "passenger", direction: "southbound" },
      lane: "standard",
      hour,
      minutes: 25,
      filedAt: hour.add({ minutes: 40 }),
    } as const;
    await saveWaitSamples(service.ctx.db, [sample], { recordedAt: sample.filedAt });
    const { samples } = await body("/v1/crossings/peace-arch/waits?from=2026-11-20");
    expect(samples).toEqual([expect.objectContaining({ mode: "passenger", minutes: 25 })]);
  });

  test("is found by its Canadian city, and has no alternative within 1000 km", async () => {
    const found = await body("/v1/crossings?q=surrey");
    expect(found.crossings.map(({ slug }: { slug: string }) => slug)).toEqual(["peace-arch"]);
    const { alternatives } = await body("/v1/crossings/peace-arch/alternatives?mode=passenger&direction=southbound");
    for (const { distanceKm } of alternatives) expect(distanceKm).toBeGreaterThan(1000);
  });

  test("is listed under its state, but not drawn on the map, which does not cover it", async () => {
    const board = await page("/");
    const [, list = "", map = ""] = board.split(/<section id="list"|<section id="border-map"|<div class="news">/);
    expect(map).toContain('href="/lukeville"');
    expect(map).not.toContain('href="/peace-arch"');
    expect(list).toContain('href="/peace-arch"');
    expect(await page("/?state=WA&status=suspended")).toMatch(/<h3>Washington<\/h3>.*href="\/peace-arch/s);
  });
});

test("a seed with only that crossing works, without the names of other states or of Mexico", async () => {
  const alone = seedOf("canada");
  const single = await loanService({ seeded: false, seedFrom: alone.folder });
  const { text, status } = await single.ask("/", { headers: { accept: "text/html" } });
  expect(status).toBe(200);
  expect(text).toContain("<h1>Border crossings in Washington</h1>");
  expect(text).toContain("Northbound, into Canada");
  expect(text).toContain("between Canada and the United States");
  expect(text).not.toMatch(/Texas|Arizona|California|Mexic/);
  expect((await single.ask("/")).text).toMatch(/^Garita\. 1 crossing/);
  await single.release();
  alone.remove();
});
