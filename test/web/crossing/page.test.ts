import { Temporal } from "temporal-polyfill";
import { storeReadings } from "../../../src/actions/feed/store-readings.ts";
import type { Service } from "../../../src/domain/places/crossing.ts";
import { saveWaitSamples } from "../../../src/store/feed/wait-samples.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

const BRIDGE: Service = { crossing: "ysleta-zaragoza", mode: "passenger", direction: "northbound" };
const NOW = Temporal.Instant.from("2026-11-24T19:30:00Z");

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set(String(NOW));
  // Waits of 10, 20, … 120 minutes at noon in El Paso on the last twelve Tuesdays, newest first. The oldest wait is not
  // counted, because it is half an hour older than twelve weeks.
  const samples = Array.from({ length: 12 }, (_, i) => {
    const hour = NOW.toZonedDateTimeISO("America/Denver")
      .with({ hour: 12, minute: 0 })
      .subtract({ weeks: i + 1 })
      .toInstant();
    return { service: BRIDGE, lane: "standard" as const, hour, minutes: 10 * (i + 1), filedAt: hour };
  });
  await saveWaitSamples(service.ctx.db, samples, { recordedAt: NOW });
  const at = Temporal.Instant.from("2026-11-24T19:00:00Z");
  await storeReadings(service.ctx, [
    { service: BRIDGE, lanes: [{ kind: "standard", says: "number", minutes: 45, lanesOpen: 3, at }], hoursText: null },
  ]);
});
afterAll(() => service.release());

const page = async (path: string) => (await service.ask(path, { headers: { accept: "text/html" } })).text;
const section = (text: string, name: string) =>
  text.split(`aria-labelledby="${name}"`)[1]?.split("</section>")[0] ?? "";
const folded = (text: string, name: string) => text.split(` id="${name}"><summary>`)[1]?.split("</details>")[0] ?? "";
const words = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("the page of a crossing", () => {
  test("shows the filed wait with its local time, and that the status is confirmed by traffic", async () => {
    const text = await page("/ysleta-zaragoza");
    expect(words(section(text, "waits"))).toContain(
      "45 min Cars, standard lanes · 3 lanes open reported 24 Nov 2026 12:00 MST",
    );
    expect(words(section(text, "why"))).toContain("Confirmed, 24 Nov 2026 12:00 MST");
  });

  test("lists no wait for a service that has since closed, and no usual wait for an hour outside its opening hours", async () => {
    const key = await service.keyFor("desk", "recorder");
    const change = { crossing: "ysleta-zaragoza", modes: ["passenger"], status: undefined, hours: "06:00-12:15" };
    const { body } = await service.post("/v1/reports", soundReport({ ...change, effectiveAt: "2026-11-24" }), key);
    const text = await page("/ysleta-zaragoza");
    expect(words(section(text, "answer"))).toContain("Cars Closed now");
    const waits = words(section(text, "waits"));
    expect(waits).toContain("No wait times are reported at the moment.");
    expect(waits).not.toContain("45 min");
    expect(waits).not.toContain("At this hour");
    await service.post(`/v1/reports/${body.id}/retraction`, { note: "A test" }, key);
    expect(words(section(await page("/ysleta-zaragoza"), "waits"))).toContain("45 min");
  });

  test("answers a question about the past in the past tense, in its rows, on the board and on the map", async () => {
    const text = await page("/lukeville?on=2024-01-10");
    const [answer = ""] = words(section(text, "answer")).split("In full");
    expect(answer).toContain("On foot, cars, trucks Was open · was to close at 20:00");
    expect(answer).not.toContain("Open");
    const board = await page("/?on=2024-01-10");
    expect(board).toMatch(/aria-label="Lukeville: Was open/);
    const row = board.split('<li data-slug="lukeville"')[1]?.split("</details>")[0] ?? "";
    expect(words(row)).toMatch(/Was open/);
    expect(words(section(await page("/lukeville?on=2024-01-10&lang=es"), "answer"))).toContain("Estaba abierto");
  });

  test("draws the day's typical waits by hour, marks the current hour, and states how many days they come from", async () => {
    const waits = section(await page("/ysleta-zaragoza"), "waits");
    expect(words(waits)).toContain("Typical waits into the United States by hour: Cars, standard lanes, on Tuesdays");
    expect(words(waits)).toContain(
      "At this hour, half wait 50 min or less, and one in ten more than 100 min. Longest at 12:00, when half wait 50 min or more. Based on 12 days since 1 Sep 2026.",
    );
    // The bar of the current hour, from 12:00, is half as high as the bar of its 90th percentile.
    expect(waits).toMatch(
      /<rect class="this-hour" x="120" [^>]*\/><rect class="rare" x="121" y="0" width="8" height="60"\/>/,
    );
    expect(waits).toContain('<rect class="half at" x="121" y="30" width="8" height="30"/>');
    expect(waits.match(/<rect class="half/g)).toHaveLength(1);
  });

  test("has the numbers of the chart in a table, and also says in Spanish which days they come from", async () => {
    const waits = words(section(await page("/ysleta-zaragoza"), "waits"));
    expect(waits).toContain("12:00 50 min 100 min 12");
    expect(words(section(await page("/ysleta-zaragoza?lang=es"), "waits"))).toMatch(
      /los martes.* Con datos de 12 días desde el 1 sep 2026\./,
    );
    expect(words(section(await page("/lukeville"), "waits"))).toContain("There are too few wait times on record");
  });

  test("divides the open hours of twelve months by their evidence", async () => {
    const evidence = words(folded(await page("/ysleta-zaragoza"), "evidence"));
    expect(evidence).toContain("From 1 Dec 2025 to 24 Nov 2026");
    const [, open, traffic, counted, announced, doubtful] =
      /(?:Cars|Passenger vehicles?)[^\d]+ ([\d,]+) ([\d,]+) ([\d,]+) ([\d,]+) ([\d,]+)/i.exec(evidence) ?? [];
    expect(evidence).toMatch(/traffic/);
    const number = (text = "") => Number(text.replace(",", ""));
    expect([evidence, traffic]).toEqual([evidence, "12"]);
    expect(number(traffic) + number(counted) + number(announced) + number(doubtful)).toBe(number(open));
    const then = words(folded(await page("/ysleta-zaragoza?on=2023-12-20&lang=es"), "evidence"));
    expect(then).toContain("Confirmadas por el tránsito");
    expect(then).toContain("Cada hora abierta cuenta una sola vez");
  });

  test("shows the relevant part of a note about many crossings, and no note twice", async () => {
    for (const path of ["/laredo-world-trade", "/calexico-east", "/lukeville", "/san-ysidro-pedwest"]) {
      const text = await page(path);
      const notes = [...text.matchAll(/<dt>Note<\/dt><dd>(.*?)<\/dd>|<p class="note">(.*?)<\/p>/g)].map(
        ([, why, said]) => why ?? said,
      );
      expect(notes.length).toBeGreaterThan(0);
      expect(notes).toEqual([...new Set(notes)]);
    }
    const text = words(section(await page("/laredo-world-trade?on=2024-01-04"), "why"));
    expect(text).toContain("Note Listing as captured. Open is recorded only for services shown with minutes. Source");
    expect(await page("/laredo-world-trade?on=2024-01-04")).not.toMatch(/PedWest|Fort Hancock|Los Ebanos/);
  });

  test("shows neither the current nor the typical wait on a page about the past", async () => {
    expect(await page("/ysleta-zaragoza?on=2023-12-20")).not.toContain('id="waits"');
  });

  test("shows the wait and its age in the first answer", async () => {
    expect(words(section(await page("/ysleta-zaragoza"), "answer"))).toMatch(
      /Cars Open now · 45 min wait.*? wait reported 12:00 MST/,
    );
    expect(words(section(await page("/ysleta-zaragoza?lang=es"), "answer"))).toContain("espera reportada: 12:00 MST");
  });

  test("shows the nearest crossings if every service is open, so that the waits can be compared", async () => {
    const nearby = words(section(await page("/ysleta-zaragoza?mode=passenger&direction=northbound"), "alternatives"));
    expect(nearby).toMatch(/^[^A-Z]*Nearby crossings northbound, passenger [A-Z].* mi \([\d.]+ km\) /);
  });

  test("has a link to each of its parts, and each part has a heading", async () => {
    for (const path of ["/lukeville", "/lukeville?on=2023-12-20&lang=es", "/tecate-rail"]) {
      const text = await page(path);
      const nav = text.split('<nav class="parts"')[1]?.split("</nav>")[0] ?? "";
      const linked = [...nav.matchAll(/href="#(\w+)"/g)].map(([, id]) => id);
      expect(linked).toEqual(expect.arrayContaining(["today", "history", "sources"]));
      expect(linked).toEqual(
        [...text.matchAll(/<section class="part" aria-labelledby="\w+"><h2 id="(\w+)"/g)].map(([, id]) => id),
      );
    }
  });

  test("lists alternatives for each service that is not open, the nearest certain ones first", async () => {
    const other = section(await page("/lukeville?on=2023-12-20"), "alternatives");
    const links = [...other.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)].map(([, href, name]) => [href, name]);
    expect(links[0]).toEqual(["/sasabe?on=2023-12-20", "Sasabe"]);
    expect(words(other)).toMatch(
      /northbound, pedestrian and passenger Sasabe 80 mi \(128 km\) Was open · was to close at 18:00 Nogales Mariposa 115 mi \(186 km\) Not sure: last known open on 17 Oct 2022/,
    );
    // For trucks, the page does not suggest a gate for cars.
    const trucks = words(other.split("northbound, commercial")[1] ?? "");
    expect(trucks).not.toContain("DeConcini");
    expect(trucks).toContain("Not listed, because it is not known whether they are open: Douglas.");
    expect(await page("/sasabe?on=2023-12-20")).not.toContain('id="alternatives"');
  });

  test("has a permanent link to an answer that later reports do not change", async () => {
    const text = await page("/lukeville?on=2023-12-20&told=then");
    expect(words(text.split('id="citation-text">')[1]?.split("</p>")[0] ?? "")).toMatch(
      /^“Lukeville was not open: suspended”, Garita, answer for 20 Dec 2023 12:00 MST from the reports on record on 24 Nov 2026 12:30 MST\. \/lukeville\?at=2023-12-20T19%3A00%3A00Z/,
    );
    const href = /href="([^"]+)" rel="bookmark"/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const asked = new URL(href, service.url).searchParams;
    expect(asked.get("at")).toBe("2023-12-20T19:00:00Z");
    expect(asked.get("publishedBefore")).toBe("2023-12-20T19:00:00Z");
    expect(asked.get("knownAt")).toMatch(/^2026-11-24T19:30:00/);
  });

  test("links to every format of the answer, and each link works", async () => {
    const links = (await page("/lukeville")).split('id="downloads"')[1]?.split("</details>")[0] ?? "";
    const hrefs = [...links.matchAll(/href="(\/v1\/[^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    expect(hrefs.map((href) => href.replace(/\?.*/, "").split("/").at(-1))).toEqual([
      "status",
      "atom.xml",
      "calendar.ics",
      "badge.svg",
      "history",
    ]);
    for (const href of hrefs) expect([href, (await service.ask(href)).status]).toEqual([href, 200]);
  });

  test("offers a calendar, a calendar with an alarm and a feed for each direction and service", async () => {
    const follow = (await page("/lukeville?lang=es")).split('id="follow"')[1]?.split("</details>")[0] ?? "";
    expect(words(follow)).toContain("Carga, al norte : Calendario · Calendario con aviso 30 minutos antes");
    const hrefs = [...follow.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    expect(hrefs).toContain(
      "/v1/crossings/lukeville/calendar.ics?mode=commercial&direction=northbound&alarm=30&lang=es",
    );
    expect(hrefs).toContain("/v1/crossings/lukeville/atom.xml?direction=southbound&lang=es");
    expect(hrefs.length).toBe(27);
    for (const href of hrefs) expect([href, (await service.ask(href)).status]).toEqual([href, 200]);
  });

  test("states its public URL if one is set, and otherwise no URL of its own", async () => {
    const named = await loanService({ settings: { PUBLIC_URL: "https://garita.example/" } });
    const { text } = await named.ask("/lukeville?on=2023-12-20", {
      headers: { accept: "text/html" },
    });
    await named.release();
    expect(text).toContain('<meta property="og:url" content="https://garita.example/lukeville?on=2023-12-20">');
    expect(await page("/lukeville")).not.toContain("og:url");
    expect(text).toContain(
      '<meta property="og:title" content="Lukeville on 20 Dec 2023 at 12:00: was suspended both ways (since 4 Dec): staffing – Garita">',
    );
  });
});
