import { Temporal } from "temporal-polyfill";
import { storeReadings } from "../../../src/actions/feed/store-readings.ts";
import type { Service } from "../../../src/domain/places/crossing.ts";
import { saveWaitSamples } from "../../../src/store/feed/wait-samples.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

const BRIDGE: Service = { crossing: "ysleta-zaragoza", mode: "passenger", direction: "northbound" };
const NOW = Temporal.Instant.from("2026-11-24T19:30:00Z");

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set(String(NOW));
  // Waits of 10, 20, … 120 minutes at noon in El Paso on the last twelve Tuesdays, newest first. The oldest is not
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
const words = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("the page of a crossing", () => {
  test("shows the filed wait in the crossing's local time, and the status is confirmed by traffic", async () => {
    const text = await page("/ysleta-zaragoza");
    expect(words(section(text, "waits"))).toContain(
      "45 min Cars, standard lanes · 3 lanes open reported 24 Nov 2026 12:00 MST",
    );
    expect(words(section(text, "why"))).toContain("Confirmed, 24 Nov 2026 12:00 MST");
  });

  test("shows the typical wait of the hour: the median and the 90th percentile", async () => {
    const waits = words(section(await page("/ysleta-zaragoza"), "waits"));
    expect(waits).toContain("Typical waits into the United States on a Tuesday, last 12 weeks");
    expect(waits).toContain("Cars, standard lanes 12:00 50 min 100 min 12");
  });

  test("divides the open hours of twelve months by their evidence", async () => {
    const evidence = words(section(await page("/ysleta-zaragoza"), "evidence"));
    expect(evidence).toContain("From 1 Dec 2025 to 24 Nov 2026");
    const [, open, traffic, counted, announced] =
      /(?:Cars|Passenger vehicles?)[^\d]+ ([\d,]+) ([\d,]+) ([\d,]+) ([\d,]+)/i.exec(evidence) ?? [];
    expect(evidence).toMatch(/traffic/);
    const number = (text = "") => Number(text.replace(",", ""));
    expect([evidence, traffic]).toEqual([evidence, "12"]);
    expect(number(traffic) + number(counted) + number(announced)).toBe(number(open));
    const then = words(section(await page("/ysleta-zaragoza?on=2023-12-20&lang=es"), "evidence"));
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

  test("lists alternatives for each service that is not open, the nearest first", async () => {
    const other = section(await page("/lukeville?on=2023-12-20"), "alternatives");
    const links = [...other.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)].map(([, href, name]) => [href, name]);
    expect(links[0]).toEqual(["/sasabe?on=2023-12-20", "Sasabe"]);
    expect(words(other)).toMatch(
      /northbound, pedestrian and passenger Sasabe 128 km away Open; .* Nogales Mariposa 186 km away Perhaps open, not confirmed, last reported 17 Oct 2022/,
    );
    // For trucks, the page does not suggest a gate for cars.
    const trucks = words(other.split("northbound, commercial")[1] ?? "");
    expect(trucks).not.toContain("DeConcini");
    expect(await page("/sasabe?on=2023-12-20")).not.toContain('id="alternatives"');
  });

  test("has a permanent link to an answer that later reports do not change", async () => {
    const text = await page("/lukeville?on=2023-12-20&told=then");
    const href = /href="([^"]+)" rel="bookmark"/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const asked = new URL(href, service.url).searchParams;
    expect(asked.get("at")).toBe("2023-12-20T19:00:00Z");
    expect(asked.get("publishedBefore")).toBe("2023-12-20T19:00:00Z");
    expect(asked.get("knownAt")).toMatch(/^2026-11-24T19:30:00/);
  });

  test("links to every format of the answer, and each link works", async () => {
    const links = section(await page("/lukeville"), "links");
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

  test("states its public URL if one is set, and otherwise no URL of its own", async () => {
    const named = await loanService({ settings: { PUBLIC_URL: "https://garita.example/" } });
    const { text } = await named.ask("/lukeville?on=2023-12-20", {
      headers: { accept: "text/html" },
    });
    await named.release();
    expect(text).toContain('<meta property="og:url" content="https://garita.example/lukeville?on=2023-12-20">');
    expect(await page("/lukeville")).not.toContain("og:url");
    expect(text).toContain(
      '<meta property="og:title" content="Lukeville on 20 Dec 2023 at 12:00: suspended both ways since 4 Dec: staffing – Garita">',
    );
  });
});
