import { Temporal } from "temporal-polyfill";
import type { Service } from "../../../src/domain/places/crossing.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { STATUS_ICONS } from "../../../src/domain/vocabulary.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { badgeSvg, PAINTS } from "../../../src/web/marks/badge.ts";
import { ICON_SHAPES } from "../../../src/web/marks/icon-shapes.ts";
import { statusIconOfAll } from "../../../src/web/marks/status-icon.ts";
import { SERVICES } from "../../domain/arbitrary.ts";
import { cases } from "../../domain/cases.ts";
import { holds } from "../../domain/replay.ts";
import { change, claim, hoursChange, LIMITS, place, report } from "../../domain/telling.ts";
import { xmlTrouble } from "../../support/well-formed.ts";

const AT = Temporal.Instant.from("2024-01-10T19:00:00Z");
const PLACE = place(SERVICES);

const standingsBy = (reports: readonly Report[], services: readonly Service[] = SERVICES, at = AT) =>
  [...timelinesOf(services, PLACE.timeZone, reports, {}).values()].map((each) => standingAt(each, at, null, LIMITS));

/** Renders a badge and returns it with its texts. */
function badge(reports: readonly Report[], { messages = ENGLISH, services = SERVICES as readonly Service[] } = {}) {
  const standings = standingsBy(reports, services);
  const svg = badgeSvg(standings, PLACE, AT, messages);
  const [name, words] = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  return { svg, name, words, mark: statusIconOfAll(standings), title: /<title>([^<]*)</.exec(svg)?.[1] };
}

const all = (status: "open" | "suspended" | "closed", more: Parameters<typeof change>[2] = {}, from = "2024-01-01") =>
  SERVICES.map((service) => change(status, from, { service, ...more }));
const said = (lines: Partial<Report>, publisher = "CBP") => report(1, publisher, lines);
const OPEN = said({ statusChanges: all("open") });

describe("A badge", () => {
  test.each([
    ["open", "open now", "abierto ahora", [OPEN]],
    [
      "limited",
      "open with limits",
      "abierto con restricciones",
      [said({ statusChanges: all("open", { limited: true }) })],
    ],
    [
      "limited",
      "suspended for pedestrians since 1 Jan · open to cars",
      "suspendido para peatones desde el 1 ene · abierto para autos",
      [said({ statusChanges: [change("suspended", "2024-01-01"), ...all("open").slice(1)] })],
    ],
    [
      "limited",
      "on foot, not sure (not confirmed) · open to cars",
      "para peatones, en duda (sin confirmar) · abierto para autos",
      [said({ statusChanges: [change("open", "2023-01-01"), ...all("open").slice(1)] })],
    ],
    [
      "doubtful",
      "not sure: last known open on 1 Jan 2023",
      "en duda: última vez que consta abierto, 1 ene 2023",
      [said({ statusChanges: all("open", {}, "2023-01-01") })],
    ],
    [
      "doubtful",
      "not sure: open, but AP says closed",
      "en duda: abierto, pero AP lo reporta cerrado",
      [OPEN, report(2, "AP", { claims: SERVICES.map((service) => ({ ...claim("closed", "2024-01-09"), service })) })],
    ],
    [
      "doubtful",
      "not sure if open yet: opens today, time not stated",
      "en duda si ya abrió: abre hoy, sin hora precisa",
      [said({ statusChanges: [...all("closed"), ...all("open", {}, "2024-01-10")] })],
    ],
    [
      "outside_hours",
      "closed now · opens 13:00",
      "cerrado ahora · abre a las 13:00",
      [
        OPEN,
        report(2, "CBP", {
          hoursChanges: SERVICES.map((service) => ({ ...hoursChange("13:00-14:00", "2024-01-01"), service })),
        }),
      ],
    ],
    ["suspended", "suspended since 1 Jan", "suspendido desde el 1 ene", [said({ statusChanges: all("suspended") })]],
    [
      "suspended",
      "suspended since 1 Jan · the expected end (9 Jan) has passed",
      "suspendido desde el 1 ene",
      [said({ statusChanges: all("suspended", { expectedUntil: "2024-01-09" }) })],
    ],
    [
      "doubtful",
      "not sure if still suspended (since 1 Jan)",
      "en duda si sigue suspendido (desde el 1 ene)",
      [said({ statusChanges: all("suspended", { expectedUntil: "2024-01-08" }) })],
    ],
    ["closed", "closed since 1 Jan", "cerrado desde el 1 ene", [said({ statusChanges: all("closed") })]],
    ["unknown", "status not known (no reports)", "no se sabe si está abierto (sin reportes)", []],
  ] as const)("with the icon %s has a text, and a line as its title: %s", async (mark, english, spanish, reports) => {
    const shown = badge(reports);
    expect([shown.mark, shown.name, shown.words]).toEqual([mark, "PUENTE", english]);
    expect(shown.title).toMatch(/^PUENTE: ./);
    expect(shown.svg).toContain('role="img"');
    expect(await xmlTrouble(shown.svg)).toBe("");
    expect(badge(reports, { messages: SPANISH })).toMatchObject({ name: "Garita puente", words: spanish });
  });

  test("has an icon for each status, with enough contrast to its background and a shape of its own", () => {
    const luminance = (colour: string) => {
      const digits = colour.length === 4 ? colour.replace(/[\da-f]/gi, "$&$&") : colour;
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
        const part = Number.parseInt(digits.slice(i, i + 2), 16) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const [mark, { ground, ink }] of Object.entries(PAINTS)) {
      const [light = 0, dark = 0] = [luminance(ground), luminance(ink)].sort((a, b) => b - a);
      expect([mark, (light + 0.05) / (dark + 0.05) >= 4.5]).toEqual([mark, true]);
    }
    expect(Object.keys(PAINTS).sort()).toEqual([...STATUS_ICONS, "name"].sort());
    const shapes = STATUS_ICONS.map((mark) => ICON_SHAPES[mark].replace(/ class="[^"]*"/g, ""));
    expect(new Set(shapes).size).toBe(STATUS_ICONS.length);
  });

  test('has the text "open now" only if every service it covers is open and nothing contradicts this', () => {
    holds(
      cases,
      ({ asked, zone, reports, thresholds }) => {
        const crossing = place(SERVICES, { timeZone: zone });
        const timelines = [...timelinesOf(SERVICES, zone, reports, {}).values()];
        for (const { at, observation } of asked.slice(0, 3)) {
          const standings = timelines.map((each, i) => standingAt(each, at, i === 0 ? observation : null, thresholds));
          const svg = badgeSvg(standings, crossing, at, ENGLISH);
          if (!/>open now/.test(svg)) continue;
          for (const { open, certainty, conflict } of standings)
            expect({ open, doubt: certainty === "unconfirmed" || conflict !== null }).toEqual({
              open: true,
              doubt: false,
            });
        }
      },
      100,
    );
  });

  test("names the requested services after the status if they are not all services of the crossing", () => {
    const cars = [SERVICES[1]];
    expect(badge([OPEN], { services: cars })).toMatchObject({ name: "PUENTE", words: "open now to cars" });
    expect(badge([OPEN], { services: cars, messages: SPANISH })).toMatchObject({
      name: "Garita puente",
      words: "abierto ahora para autos",
    });
  });

  test("ends six pixels after its text", () => {
    for (const reports of [[OPEN], [], [said({ statusChanges: all("suspended") })]]) {
      const { svg } = badge(reports);
      const width = Number(/^<svg[^>]* width="(\d+)"/.exec(svg)?.[1]);
      const texts = [...svg.matchAll(/<text x="(\d+)"[^>]* textLength="(\d+)"/g)].map(
        ([, x, length]) => Number(x) + Number(length),
      );
      expect(texts).toHaveLength(2);
      expect(width - Math.max(...texts)).toBe(6);
    }
  });

  test("accepts any name of a publisher, and requests nothing from other sites", async () => {
    const publisher = `<script>&amp;"'\u{FFFE}\u{FFFF} مغلق 🚧`;
    const claims = SERVICES.map((service) => ({ ...claim("closed", "2024-01-09"), service }));
    const { svg, title } = badge([OPEN, { ...report(2, publisher, { claims }) }]);
    expect(await xmlTrouble(svg)).toBe("");
    expect(title).toContain("but &lt;script&gt;&amp;amp;&quot;&#39;\u{FFFD}\u{FFFD} مغلق 🚧 says closed");
    expect(svg).not.toMatch(/<script|<style|style=|href|url\(|@import/);
  });
});
