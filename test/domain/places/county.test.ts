import { countiesOf, countyAsked, isCounty, isInCounty } from "../../../src/domain/places/county.ts";

const DONA_ANA = { name: "Doña Ana", fips: "35013" };
const SANTA_CRUZ = { name: "Santa Cruz", fips: "04023" };
const OTHER_SANTA_CRUZ = { name: "Santa Cruz", fips: "06087" };
const PLACES = [SANTA_CRUZ, DONA_ANA, null, SANTA_CRUZ, OTHER_SANTA_CRUZ].map((county) => ({ county }));

test("a county is found by code and by name, ignoring case and accents", () => {
  for (const asked of ["35013", "Doña Ana", "dona  ANA"]) {
    expect(PLACES.filter((place) => isInCounty(place, asked))).toEqual([{ county: DONA_ANA }]);
    expect(countyAsked(PLACES, asked)).toEqual(DONA_ANA);
  }
});

test("a name shared by two counties selects both, and a code selects one", () => {
  expect(PLACES.filter((place) => isInCounty(place, "santa cruz"))).toHaveLength(3);
  expect(PLACES.filter((place) => isInCounty(place, "06087"))).toEqual([{ county: OTHER_SANTA_CRUZ }]);
});

test("a crossing without a county is listed only if no county is requested", () => {
  expect(isInCounty({ county: null }, undefined)).toBe(true);
  expect(isInCounty({ county: null }, "")).toBe(false);
});

test("each county is listed once, in the order of the crossings, and any other name is unknown", () => {
  const counties = countiesOf(PLACES);
  expect(counties).toEqual([SANTA_CRUZ, DONA_ANA, OTHER_SANTA_CRUZ]);
  expect([isCounty(counties, "dona ana"), isCounty(counties, "35"), isCounty(counties, "Ana")]).toEqual([
    true,
    false,
    false,
  ]);
});
