import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AreaOfCrossing } from "../../../src/domain/places/metro-area.ts";
import { findCrossingByName, slugify } from "../../../src/domain/places/names.ts";
import { findNearestAreas, findSlugOfPlace } from "../../../src/domain/places/place-names.ts";
import { CROSSING_KINDS, DIRECTIONS, LANE_KINDS, MODES } from "../../../src/domain/vocabulary.ts";
import { LOCALES } from "../../../src/locales/index.ts";
import { ROOT } from "../../../src/root.ts";
import { crossings as seeded } from "../../seed/seed-files.ts";
import { SEED_REGIONS } from "../../support/seed-regions.ts";

const areas: { slug: string; name: { en: string; es: string }; crossings: string[] }[] = JSON.parse(
  readFileSync(join(ROOT, "prisma/seed/areas.json"), "utf8"),
);
const crossings = new Map(
  [...seeded].map(([slug, crossing]) => {
    const position = areas.findIndex((each) => each.crossings.includes(slug));
    const { crossings: members = [], ...area } = areas[position] ?? {};
    const placed = position < 0 ? null : ({ ...area, position, rank: members.indexOf(slug) } as AreaOfCrossing);
    return [slug, { ...crossing, area: placed }] as const;
  }),
);

/** Returns the slug to which the address `/name` leads. */
const led = (name: string) => findCrossingByName(name, crossings)?.slug ?? findSlugOfPlace(name, crossings);

const all = [...crossings.values()];
const cities = new Set(all.flatMap(({ sides }) => sides.map(({ city }) => city)));
/** Words of a name that alone say what or where something is. */
const GENERIC =
  "baja passenger border cargo carga national good downtown south north east west eastern old new free friendship " +
  "international internacional bridge puente rail railroad railway ferroviario ferry dam presa gate garita crossing " +
  "cruce port entry puerta street avenue airport express commercial pedestrian peatonal vehicles city ciudad park " +
  "heights valley valle nuevo nueva viejo centro este oeste colorado grande bridge-of port-of-entry " +
  "international-bridge puente-internacional rail-bridge railroad-bridge street-bridge";

describe("the name of a place", () => {
  const places = [...SEED_REGIONS.values()].flatMap(({ name, country }) =>
    [name, country.name, country.inText].flatMap((names) => Object.values(names).map((text) => text ?? "")),
  );
  const kinds = LOCALES.flatMap(({ pages }) => [...Object.values(pages.modes), ...Object.values(pages.kinds)]);
  const words = [...MODES, ...CROSSING_KINDS, ...LANE_KINDS, ...DIRECTIONS, ...kinds, ...GENERIC.split(" ")];

  test("is never that of a state or country, a mode, a kind, or any other generic word", () => {
    const names = [...new Set([...places, ...places.flatMap((name) => name.split(" ")), ...words].map(slugify))];
    expect(names.length).toBeGreaterThan(60);
    expect(names.map((name) => [name, led(name)]).filter(([, slug]) => slug !== undefined)).toEqual([]);
  });

  test.each([...cities])("%s leads somewhere", (city) => {
    const [main = ""] = city.split(" (");
    const own = slugify(main);
    const { slug } = all.find(({ slug, area }) => slug === own || area?.slug === own) ?? {};
    expect(slug ?? led(main)).toBeDefined();
  });

  test("is a single word only if a city or an area has it, if a name joins it to a city, or if it is a whole name", () => {
    const wordsIn = (texts: readonly string[]) => new Set(texts.flatMap((text) => slugify(text).split("-")));
    const own = wordsIn(
      all.flatMap(({ sides, area }) =>
        [...sides.map(({ city }) => city), ...Object.values(area?.name ?? {})].map(String),
      ),
    );
    const names = all.flatMap(({ name, aliases }) => [name.en, name.es, ...aliases]);
    const whole = new Set(names.map(slugify));
    const others = [...wordsIn(names)].filter((word) => !own.has(word) && !whole.has(word));
    expect(others.length).toBeGreaterThan(50);
    expect(others.filter((word) => led(word) !== undefined).sort()).toEqual(
      // Nogales-Mariposa, McAllen-Hidalgo-Reynosa, Colombia-Solidaridad, Starr-Camargo and Weslaco-Progreso
      ["mariposa", "mcallen", "solidaridad", "starr", "weslaco"],
    );
  });

  test("is also a run of words that only one crossing, or only the crossings of one area, have", () => {
    expect(led("tijuana-airport")).toBe("cross-border-xpress");
    expect(led("world-trade")).toBe("laredo-world-trade");
    expect(led("stanton-street")).toBe("el-paso-stanton");
    expect(led("El Paso Railroad Bridges")).toBe("el-paso-juarez");
    expect(led("acuna")).toBe("del-rio-acuna");
  });
});

test("a word that names no place gets at most two areas with a similar name or city, best match first", () => {
  const nearest = (word: string) => findNearestAreas(word, crossings).map(({ slug }) => slug);
  const [first] = areas;
  expect(nearest(`${first?.slug}x`)[0]).toBe(first?.slug);
  for (const { slug } of areas) {
    expect(nearest(slug)[0]).toBe(slug);
    expect(nearest(slug).length).toBeLessThanOrEqual(2);
  }
  expect(nearest("atlantis")).toEqual([]);
});
