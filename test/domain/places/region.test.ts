import {
  countriesInto,
  countriesOf,
  entryDirection,
  isInState,
  isNorthOf,
  neighbourOf,
  sideInto,
  statesOf,
} from "../../../src/domain/places/region.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { sidesOf } from "../../support/seed-regions.ts";

/** A crossing whose port of entry is in Texas, one in Arizona, and one whose port of entry is on the southern side. */
const texan = { sides: sidesOf({ region: "TX", city: "Laredo" }, { region: "TAM", city: "Nuevo Laredo" }) };
const arizonan = { sides: sidesOf({ region: "AZ", city: "Lukeville" }, { region: "SON", city: "Sonoyta" }) };
const [own, opposite] = arizonan.sides;
const southern = { sides: [opposite, own] as const };

describe("the sides of a crossing", () => {
  test("are north and south of each other", () => {
    expect([isNorthOf(own, opposite), isNorthOf(opposite, own), isNorthOf(own, own)]).toEqual([true, false, false]);
  });

  test("give the direction of entry, whichever side has the port", () => {
    expect([texan, southern].map(entryDirection)).toEqual(["northbound", "southbound"]);
  });

  test("are reached in their directions, whichever side has the port", () => {
    for (const crossing of [arizonan, southern]) {
      expect(sideInto(crossing, "northbound").city).toBe("Lukeville");
      expect(sideInto(crossing, "southbound").city).toBe("Sonoyta");
    }
  });

  test("name the neighbouring country as a sentence does", () => {
    expect(neighbourOf(texan, ENGLISH)).toBe("Mexico");
    expect(neighbourOf(southern, ENGLISH)).toBe("the United States");
  });
});

describe("several crossings", () => {
  test("are in the state of their port, and in every state if none is asked for", () => {
    expect([isInState(texan, "TX"), isInState(texan, "AZ"), isInState(texan, undefined)]).toEqual([true, false, true]);
  });

  test("have each state and country once, the northern country first", () => {
    expect(statesOf([arizonan, texan, arizonan]).map(({ code }) => code)).toEqual(["AZ", "TX"]);
    const codes = (list: { code: string }[]) => list.map(({ code }) => code);
    expect(codes(countriesInto([texan, southern], "northbound"))).toEqual(["US"]);
    expect(codes(countriesInto([texan, southern], "southbound"))).toEqual(["MX"]);
    expect(codes(countriesOf([southern, texan]))).toEqual(["US", "MX"]);
    expect(countriesOf([])).toEqual([]);
  });
});
