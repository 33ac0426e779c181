import { CROSSING_KINDS } from "../../src/domain/vocabulary.ts";
import { crossings, places } from "./seed-files.ts";

describe("the crossings of the seed", () => {
  test("are in Texas, Arizona and California, in that order, each with its own slug", () => {
    const states = places.crossings.map(({ sides }) => sides[0]?.region);
    expect(states.filter((state, i) => state !== states[i - 1])).toEqual(["TX", "AZ", "CA"]);
    expect(crossings.size).toBe(places.crossings.length);
  });

  test("connect two cities, one in the United States and one in Mexico", () => {
    for (const { sides } of crossings.values()) {
      expect(sides.map(({ region }) => region.country.code)).toEqual(["US", "MX"]);
      for (const { city } of sides) expect(city).not.toBe("");
    }
  });

  // FIPS codes of the Census Bureau: the state's two digits, then the county's three.
  test("are each in one county, whose code begins with the state's code and always has the same name", () => {
    const stateCodes: Record<string, string> = { TX: "48", AZ: "04", CA: "06" };
    const counties = places.crossings.map(({ county, sides }) => {
      expect(county?.fips).toMatch(/^\d{5}$/);
      expect(county?.fips.slice(0, 2)).toBe(stateCodes[sides[0]?.region ?? ""]);
      return `${county?.fips} ${county?.name}`;
    });
    expect([...new Set(counties)].sort()).toEqual([
      "04003 Cochise",
      "04019 Pima",
      "04023 Santa Cruz",
      "04027 Yuma",
      "06025 Imperial",
      "06073 San Diego",
      "48043 Brewster",
      "48061 Cameron",
      "48141 El Paso",
      "48215 Hidalgo",
      "48229 Hudspeth",
      "48323 Maverick",
      "48377 Presidio",
      "48427 Starr",
      "48465 Val Verde",
      "48479 Webb",
    ]);
  });

  test.each(places.crossings.map((crossing) => [crossing.slug, crossing] as const))(
    "%s is complete",
    (slug, crossing) => {
      expect(slug).toMatch(/^[a-z0-9-]{3,40}$/);
      expect(CROSSING_KINDS).toContain(crossing.kind);
      expect(places.ports.map(({ code }) => code)).toContain(crossing.port);
      expect(crossing.name.en).not.toBe("");
      expect(crossing.name.es).not.toBe("");
      expect(new Set(crossing.aliases).size).toBe(crossing.aliases.length);
      expect(crossing.services.northbound.length).toBeGreaterThan(0);
      for (const row of crossing.feedRows)
        for (const mode of row.modes) expect(crossing.services.northbound).toContain(mode);
      if (crossing.point !== null) {
        const { latitude, longitude } = crossing.point;
        expect(latitude > 25.8 && latitude < 32.8 && longitude > -117.2 && longitude < -97.4).toBe(true);
      }
    },
  );

  test("are in the state of their port", () => {
    expect(places.ports.map(({ code }) => code).sort()).toEqual(
      [...new Set(places.crossings.map(({ port }) => port))].sort(),
    );
    for (const { code, state } of places.ports)
      for (const crossing of places.crossings.filter(({ port }) => port === code))
        expect(crossing.sides[0]?.region).toBe(state);
  });

  test("never have a mode in common if they share a row of the feed", () => {
    const lanes = places.crossings.flatMap(({ feedRows }) =>
      feedRows.flatMap(({ portNumber, modes }) => modes.map((mode) => `${portNumber} ${mode}`)),
    );
    expect(new Set(lanes).size).toBe(lanes.length);
  });
});
